import { afterEach, describe, expect, test, vi } from 'vitest';
import { PaintQueue } from './paint-queue';

describe('painting', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  /** Frames that the test draws, and a clock that only the jobs advance. */
  function stage() {
    const frames: (() => void)[] = [];
    let now = 0;
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    return {
      frames,
      drawFrame: () => frames.shift()?.(),
      take: (milliseconds: number) => (now += milliseconds),
    };
  }

  test('is spread over frames, each of some milliseconds, in order', () => {
    const { frames, drawFrame, take } = stage();
    const queue = new PaintQueue();
    const painted: number[] = [];
    for (let job = 0; job < 10; job++) {
      queue.add(() => {
        painted.push(job);
        take(5);
      });
    }
    expect(painted).toEqual([]);
    drawFrame();
    expect(painted).toEqual([0, 1]);
    while (frames.length > 0) drawFrame();
    expect(painted).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('what is gone is not painted, and later work finds a frame again', () => {
    const { frames, drawFrame } = stage();
    const queue = new PaintQueue();
    const painted: string[] = [];
    const takeBack = queue.add(() => painted.push('gone'));
    takeBack();
    drawFrame();
    expect(painted).toEqual([]);
    expect(frames).toEqual([]);
    queue.add(() => painted.push('later'));
    drawFrame();
    expect(painted).toEqual(['later']);
  });
});
