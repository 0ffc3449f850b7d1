import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AskedKernel } from '../../../tests/support/asked-kernel';
import type { Photograph } from '../../notebook/messages';
import { ReaderError } from '../../notebook/reader-error';
import { notices } from '../errors/notices.svelte';
import { LayerTimes } from './layer-times.svelte';

const cat: Photograph = { id: 'cat', title: 'A tabby cat', pixels: new Uint8ClampedArray() };

let layerTimes: LayerTimes;
let kernel: AskedKernel;
let photograph: () => Promise<Photograph>;

beforeEach(() => {
  kernel = new AskedKernel();
  photograph = () => Promise.resolve(cat);
  layerTimes = new LayerTimes(
    kernel.ask,
    () => photograph(),
    () => null,
  );
});

afterEach(() => notices.dismiss());

describe('a measurement', () => {
  const time = { layer: 'Conv1', milliseconds: 7, runs: 5, timedBy: 'clock' } as const;

  test('is one at a time, and its times stay until a run ends', async () => {
    const both = [layerTimes.measure(), layerTimes.measure()];
    await vi.waitFor(() => expect(kernel.questions).toEqual([['measure', cat, null]]));
    expect(layerTimes.measuring).toBe(true);
    await kernel.answer('measure', [time]);
    await Promise.all(both);
    expect(layerTimes.measuring).toBe(false);
    expect(layerTimes.times).toEqual({ Conv1: time });
    layerTimes.forget();
    expect(layerTimes.times).toEqual({});
  });

  test('that a run came before is over, without a word', async () => {
    const refused = layerTimes.measure();
    await vi.waitFor(() => expect(kernel.questions).toHaveLength(1));
    layerTimes.forget();
    expect(layerTimes.measuring).toBe(false);
    await kernel.refuse('Something else came between.');
    await refused;
    const late = layerTimes.measure();
    await vi.waitFor(() => expect(kernel.questions).toHaveLength(2));
    layerTimes.forget();
    await kernel.answer('measure', [time]);
    await late;
    expect([notices.current, layerTimes.times, layerTimes.measuring]).toEqual([null, {}, false]);
  });

  test('that cannot be made says why', async () => {
    const refused = layerTimes.measure();
    await vi.waitFor(() => expect(kernel.questions).toHaveLength(1));
    await kernel.refuse('No photograph fits.');
    await refused;
    expect(notices.current?.message).toBe('No photograph fits.');
    photograph = () => Promise.reject(new ReaderError('The photograph could not be loaded.'));
    await layerTimes.measure();
    expect(notices.current?.message).toBe('The photograph could not be loaded.');
    expect(layerTimes.measuring).toBe(false);
  });
});
