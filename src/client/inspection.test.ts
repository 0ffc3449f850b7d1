import { beforeEach, describe, expect, test, vi } from 'vitest';
import { AskedKernel } from '../../tests/support/asked-kernel';
import type { Photograph } from '../notebook/messages';
import type { LayerActivation, LayerWeights } from '../notebook/output';
import { Inspection } from './inspection.svelte';
import { KernelGoneError } from './kernel/kernel-client';
import { ReaderError } from '../notebook/reader-error';

const cat: Photograph = { id: 'cat', title: 'A tabby cat', pixels: new Uint8ClampedArray() };
const layer = (name: string, first: number): LayerActivation => ({
  layer: name,
  shape: [1],
  minimum: first,
  maximum: first,
  values: Float32Array.of(first),
});
const weights: LayerWeights = {
  layer: 'Conv1',
  unit: 3,
  kernelShape: [1, 1, 1, 1],
  kernel: new Float32Array(1),
  bias: null,
};

let inspection: Inspection;
let kernel: AskedKernel;
let notices: string[];
let reason: string | null;
let photograph: () => Promise<Photograph>;

beforeEach(() => {
  kernel = new AskedKernel();
  notices = [];
  reason = null;
  photograph = () => Promise.resolve(cat);
  inspection = new Inspection({
    ask: kernel.ask,
    whyNot: () => reason,
    photograph: () => photograph(),
    notify: (message) => notices.push(message),
  });
});

/** Answers the last trace. */
function traced(...activations: LayerActivation[]): Promise<void> {
  return kernel.answer('trace', { input: layer('input', 9), activations });
}

describe('a trace', () => {
  test('is kept by layer with the photograph’s title, and what is gone keeps its own', async () => {
    await inspection.trace();
    await traced(layer('Conv1', 1), layer('LRN1', 2));
    await inspection.trace();
    await traced(layer('Conv1', 5));
    expect(inspection.activations['Conv1']).toMatchObject({ minimum: 5, photograph: 'A tabby cat' });
    expect(inspection.activations['LRN1']).toMatchObject({ minimum: 2 });
    expect(inspection.input).toMatchObject({ layer: 'input', photograph: 'A tabby cat', pixels: cat.pixels });
  });

  test('stamps what it brought: numbers of two photographs of the same title are told apart', async () => {
    await inspection.trace();
    await traced(layer('Conv1', 1), layer('LRN1', 2));
    const first = inspection.activations['LRN1']?.traceId;
    expect([inspection.activations['Conv1']?.traceId, inspection.input?.traceId]).toEqual([first, first]);
    const other = { ...cat, pixels: new Uint8ClampedArray(4) };
    photograph = () => Promise.resolve(other);
    await inspection.trace();
    // Asked for, but not yet here: what is shown is still of the first.
    expect(inspection.input).toMatchObject({ traceId: first, pixels: cat.pixels });
    await traced(layer('Conv1', 5));
    expect(inspection.input?.pixels).toBe(other.pixels);
    expect(inspection.activations['Conv1']?.traceId).toBe(inspection.input?.traceId);
    expect(inspection.activations['LRN1']?.traceId).toBe(first);
    expect(first).not.toBe(inspection.input?.traceId);
  });

  test('that failed says why until one passes, or none can be made', async () => {
    const state = () => [inspection.tracing, inspection.traceFailure];
    const fail = () => kernel.refuse('It takes 299x299.');
    expect(state()).toEqual([false, null]);
    await inspection.trace();
    expect(state()).toEqual([true, null]);
    await fail();
    expect([state(), notices]).toEqual([[false, 'It takes 299x299.'], ['It takes 299x299.']]);
    await inspection.trace();
    expect(state()).toEqual([true, 'It takes 299x299.']);
    await traced();
    expect(state()).toEqual([false, null]);
    await inspection.trace();
    await fail();
    inspection.abandon();
    expect(state()).toEqual([false, null]);
    await inspection.trace();
    await fail();
    reason = 'The network has to run first.';
    await inspection.trace();
    expect(state()).toEqual([false, null]);
  });

  test('that came too late is dropped', async () => {
    await inspection.trace();
    await inspection.trace();
    await inspection.trace();
    await kernel.answer('trace', { input: null, activations: [layer('Conv1', 1)] }, 0);
    await kernel.refuse('Too late.', 1);
    expect([inspection.activations, inspection.tracing, notices]).toEqual([{}, true, []]);
  });

  test('has been asked for once trace() is settled, whether or not it is answered: a run posted then comes after', async () => {
    await inspection.trace();
    expect(kernel.questions).toEqual([['trace', cat]]);
    expect(inspection.tracing).toBe(true);
  });

  test('of a kernel that is gone ends without a word', async () => {
    await inspection.trace();
    inspection.abandon();
    await kernel.refuse('The kernel was started again.');
    expect([inspection.tracing, inspection.traceFailure, notices]).toEqual([false, null, []]);
  });

  test('is not asked for of a kernel that cannot answer, and without its photograph says why', async () => {
    reason = 'It runs.';
    await inspection.trace();
    reason = null;
    photograph = () => Promise.reject(new ReaderError('The photograph could not be loaded.'));
    await inspection.trace();
    expect([kernel.questions, notices]).toEqual([[], ['The photograph could not be loaded.']]);
    expect([inspection.tracing, inspection.traceFailure]).toEqual([
      false,
      'The photograph could not be loaded.',
    ]);
  });
});

describe('weights', () => {
  test('are asked for once, and anew after a run', async () => {
    const both = [inspection.weights('Conv1', 3), inspection.weights('Conv1', 3)];
    await kernel.answer('weights', weights);
    expect(await Promise.all(both)).toEqual([weights, weights]);
    expect(kernel.questions).toEqual([['weights', 'Conv1', 3]]);
    inspection.forget();
    void inspection.weights('Conv1', 3);
    expect(kernel.questions).toHaveLength(2);
  });

  test('are refused in words: by the page, by the kernel, and when the kernel goes', async () => {
    const refused = inspection.weights('LRN1', null);
    const said = expect(refused).rejects.toThrow('LRN1 has no kernel.');
    await kernel.refuse('LRN1 has no kernel.');
    await said;
    const lost = expect(inspection.weights('Conv1', 0)).rejects.toThrow('The kernel was started again');
    inspection.abandon();
    await kernel.refuse(new KernelGoneError());
    await lost;
    reason = 'The notebook is running.';
    await expect(inspection.weights('Conv1', 0)).rejects.toThrow('The notebook is running.');
  });
});

describe('a measurement', () => {
  const time = { layer: 'Conv1', milliseconds: 7, runs: 5, timedBy: 'clock' } as const;

  test('is one at a time, and its times stay until a run ends', async () => {
    const both = [inspection.measure(), inspection.measure()];
    await vi.waitFor(() => expect(kernel.questions).toEqual([['measure', cat]]));
    expect(inspection.measuring).toBe(true);
    await kernel.answer('measure', [time]);
    await Promise.all(both);
    expect(inspection.measuring).toBe(false);
    expect(inspection.times).toEqual({ Conv1: time });
    inspection.forget();
    expect(inspection.times).toEqual({});
  });

  test('that a run came before is over, without a word', async () => {
    const refused = inspection.measure();
    await vi.waitFor(() => expect(kernel.questions).toHaveLength(1));
    inspection.forget();
    expect(inspection.measuring).toBe(false);
    await kernel.refuse('Something else came between.');
    await refused;
    const late = inspection.measure();
    await vi.waitFor(() => expect(kernel.questions).toHaveLength(2));
    inspection.forget();
    await kernel.answer('measure', [time]);
    await late;
    expect([notices, inspection.times, inspection.measuring]).toEqual([[], {}, false]);
  });

  test('that cannot be made says why', async () => {
    const refused = inspection.measure();
    await vi.waitFor(() => expect(kernel.questions).toHaveLength(1));
    await kernel.refuse('No photograph fits.');
    await refused;
    reason = 'The network has to run first.';
    await inspection.measure();
    expect(notices).toEqual(['No photograph fits.', 'The network has to run first.']);
    expect(inspection.measuring).toBe(false);
  });
});

describe('an export', () => {
  const part = { layer: 'conv', weight: 'kernel', from: 0, count: 1 };

  test('asks for every part, the same one too: none is kept', async () => {
    for (const value of [1, 2]) {
      const asked = inspection.exportPart(part);
      await kernel.answer('exportPart', Float32Array.of(value));
      expect([...(await asked)]).toEqual([value]);
    }
    expect(kernel.questions).toEqual([
      ['exportPart', part],
      ['exportPart', part],
    ]);
  });

  test('fails with what the kernel says, when the kernel is gone, and while the notebook runs', async () => {
    const refused = expect(inspection.exportModel()).rejects.toThrow('ran');
    await kernel.refuse('ran');
    await refused;
    const abandoned = expect(inspection.exportPart(part)).rejects.toThrow(/started again/);
    await kernel.refuse(new KernelGoneError());
    await abandoned;
    reason = 'The notebook is running.';
    await expect(inspection.exportModel()).rejects.toThrow('The notebook is running.');
    await expect(inspection.exportPart(part)).rejects.toThrow('The notebook is running.');
  });
});
