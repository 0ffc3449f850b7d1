import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { conv2d, flatten } from '../../../model/make-layer';
import { rows } from '../../../model/rows';
import { Flow } from './flow.svelte';
import type { Movement } from './movement';
import { Slide } from './slide.svelte';

const table = rows({ name: 'two', inputShape: [1, 12, 12], layers: [conv2d('c', 1, 3), flatten('f')] });

let now = 0;
let waiting: Map<number, FrameRequestCallback>;
let isReduced = false;
let end: () => void;
let flow: Flow;

beforeEach(() => {
  now = 0;
  waiting = new Map();
  isReduced = false;
  let id = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => {
    waiting.set(++id, callback);
    return id;
  });
  vi.stubGlobal('cancelAnimationFrame', (given: number) => waiting.delete(given));
  vi.stubGlobal('matchMedia', () => ({ matches: isReduced }));
  flow = new Flow();
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
});

/** Lets so many milliseconds go by, a frame each twenty. */
function pass(milliseconds: number): void {
  for (const until = now + milliseconds; now < until; now += 20) {
    const frame = [...waiting.values()];
    waiting.clear();
    for (const callback of frame) callback(now);
    flushSync();
  }
}

function slideOf(movement: Movement = 'window', total = 100, start = 50): Slide {
  let slide!: Slide;
  end = $effect.root(() => {
    slide = new Slide(
      () => ({ key: 'c', movement, total, start }),
      () => flow,
    );
  });
  flushSync();
  return slide;
}
const state = (slide: Slide) => [slide.at, slide.filled, slide.phase];

test('at first all is there, and the number in the middle is looked at', () => {
  expect(state(slideOf())).toEqual([50, 100, 1]);
});

test('it goes from the start to the end, slowly at first; a pause keeps the place, and it goes on from there', () => {
  const slide = slideOf();
  slide.toggle();
  pass(600);
  expect(slide.at).toBe(0);
  expect(slide.filled).toBe(0);
  expect(slide.phase).toBeGreaterThan(0.2);
  pass(2400);
  const { at } = slide;
  expect(at).toBeGreaterThan(10);
  slide.toggle();
  expect(state(slide)).toEqual([at, at + 1, 1]);
  pass(500);
  expect(slide.at).toBe(at);
  slide.toggle();
  pass(3000);
  expect(state(slide)).toEqual([99, 100, 1]);
  expect(slide.playing).toBe(false);
});

test('a step adds up one number, and ends at the edges; who looks elsewhere stops it', () => {
  const slide = slideOf();
  slide.step(1);
  expect(slide.at).toBe(51);
  pass(400);
  expect(slide.phase).toBeLessThan(0.6);
  pass(800);
  expect(slide.phase).toBe(1);
  slide.look(99);
  slide.step(1);
  expect(slide.at).toBe(99);
  slide.look(0);
  slide.step(-1);
  expect(state(slide)).toEqual([0, 100, 1]);
  slide.toggle();
  slide.look(7);
  expect(slide.playing).toBe(false);
  expect(slide.at).toBe(7);
});

test('where nothing may move, a step is there at once, and a flow leaves the picture whole', () => {
  isReduced = true;
  const slide = slideOf();
  slide.step(1);
  expect(slide.phase).toBe(1);
  slide.toggle();
  expect(slide.playing).toBe(false);
  flow.enter(table[0], () => undefined);
  pass(500);
  expect(state(slide)).toEqual([99, 100, 1]);
});

test('it fills with the flow, whose end is the layer’s, and stays where that was stopped', () => {
  const slide = slideOf();
  const through = vi.fn();
  flow.enter(table[0], through);
  pass(2000);
  const { at } = slide;
  expect(at).toBeGreaterThan(1);
  flow.stop();
  flushSync();
  expect(state(slide)).toEqual([at, at + 1, 1]);
  expect(through).not.toHaveBeenCalled();
  flow.speed = 4;
  flow.enter(table[1], through);
  pass(600);
  expect(through).toHaveBeenCalledOnce();
});

test('of a sum the number stays, and the others are there once it is', () => {
  const slide = slideOf('sum', 100, 30);
  slide.toggle();
  pass(2000);
  expect([slide.at, slide.filled]).toEqual([30, 0]);
  const { phase } = slide;
  expect(phase).toBeGreaterThan(0.5);
  expect(phase).toBeLessThan(0.7);
  // A pause keeps what has been added, and the sum goes on from there.
  slide.toggle();
  expect(state(slide)).toEqual([30, 0, phase]);
  pass(500);
  expect(state(slide)).toEqual([30, 0, phase]);
  slide.toggle();
  expect(state(slide)).toEqual([30, 0, phase]);
  pass(200);
  expect(slide.phase).toBeGreaterThan(phase);
  expect(slide.phase).toBeLessThan(phase + 0.1);
  pass(2300);
  expect(state(slide)).toEqual([30, 100, 1]);
});

test('a sum is kept where a flow was stopped, and goes on from there; after a look elsewhere it begins anew', () => {
  const slide = slideOf('sum', 100, 30);
  flow.enter(table[0], () => undefined);
  pass(2000);
  const { phase } = slide;
  flow.stop();
  flushSync();
  expect(state(slide)).toEqual([30, 0, phase]);
  slide.toggle();
  expect(state(slide)).toEqual([30, 0, phase]);
  slide.look(40);
  expect(state(slide)).toEqual([40, 41, 1]);
  slide.toggle();
  expect(state(slide)).toEqual([30, 0, 0]);
});
