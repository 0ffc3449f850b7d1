import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Inspection, InspectionHost, Question } from './inspection.svelte';
import type { LayerActivation, LayerWeights } from '../notebook/output';
import type { Photograph } from '../notebook/messages';

// Svelte's compiler makes signals of these; here the fields are plain.
const plain = <T>(value: T): T => value;
vi.stubGlobal('$state', Object.assign(plain, { raw: plain }));
const inspectionModule = await import('./inspection.svelte');

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
let posted: Question[];
let told: string[];
let reason: string | null;
let photograph: () => Promise<Photograph>;

beforeEach(() => {
  posted = [];
  told = [];
  reason = null;
  photograph = () => Promise.resolve(cat);
  const host: InspectionHost = {
    post: (question) => posted.push(question),
    whyNot: () => reason,
    photograph: () => photograph(),
    tell: (message) => told.push(message),
  };
  inspection = new inspectionModule.Inspection(host);
});

/** The stamp of the last question. */
function stamp(): number {
  const last = posted.at(-1);
  if (last === undefined) throw new Error('Nothing was asked.');
  if (last.type === 'trace') return last.traceId;
  if (last.type === 'export') return last.exportId;
  return last.type === 'weights' ? last.weightsId : last.measureId;
}

function traced(traceId: number, ...activations: LayerActivation[]): void {
  inspection.receive({ type: 'traced', traceId, input: layer('input', 9), activations, milliseconds: 1 });
}

describe('a trace', () => {
  test('is kept by layer with the photograph’s title, and what is gone keeps its own', async () => {
    await inspection.trace();
    traced(stamp(), layer('Conv1', 1), layer('LRN1', 2));
    await inspection.trace();
    traced(stamp(), layer('Conv1', 5));
    expect(inspection.activations['Conv1']).toMatchObject({ minimum: 5, photograph: 'A tabby cat' });
    expect(inspection.activations['LRN1']).toMatchObject({ minimum: 2 });
    expect(inspection.input).toMatchObject({ layer: 'input', photograph: 'A tabby cat', pixels: cat.pixels });
  });

  test('stamps what it brought: numbers of two photographs of the same title are told apart', async () => {
    await inspection.trace();
    traced(stamp(), layer('Conv1', 1), layer('LRN1', 2));
    const first = inspection.activations['LRN1']?.traceId;
    expect([inspection.activations['Conv1']?.traceId, inspection.input?.traceId]).toEqual([first, first]);
    const other = { ...cat, pixels: new Uint8ClampedArray(4) };
    photograph = () => Promise.resolve(other);
    await inspection.trace();
    // Asked for, but not yet here: what is shown is still of the first.
    expect(inspection.input).toMatchObject({ traceId: first, pixels: cat.pixels });
    traced(stamp(), layer('Conv1', 5));
    expect(inspection.input?.pixels).toBe(other.pixels);
    expect(inspection.activations['Conv1']?.traceId).toBe(inspection.input?.traceId);
    expect(inspection.activations['LRN1']?.traceId).toBe(first);
    expect(first).not.toBe(inspection.input?.traceId);
  });

  test('that failed says why until one passes, or none can be made', async () => {
    const state = () => [inspection.tracing, inspection.traceFailure];
    const fail = () =>
      inspection.receive({ type: 'trace-failed', traceId: stamp(), message: 'It takes 299x299.' });
    expect(state()).toEqual([false, null]);
    await inspection.trace();
    expect(state()).toEqual([true, null]);
    fail();
    expect([state(), told]).toEqual([[false, 'It takes 299x299.'], ['It takes 299x299.']]);
    await inspection.trace();
    expect(state()).toEqual([true, 'It takes 299x299.']);
    traced(stamp());
    expect(state()).toEqual([false, null]);
    await inspection.trace();
    fail();
    inspection.abandon();
    expect(state()).toEqual([false, null]);
    await inspection.trace();
    fail();
    reason = 'The network has to run first.';
    await inspection.trace();
    expect(state()).toEqual([false, null]);
  });

  test('that came too late is dropped', async () => {
    await inspection.trace();
    const first = stamp();
    await inspection.trace();
    traced(first, layer('Conv1', 1));
    inspection.receive({ type: 'trace-failed', traceId: first, message: 'Too late.' });
    expect([inspection.activations, told]).toEqual([{}, []]);
  });

  test('is not asked for of a kernel that cannot answer, and without its photograph says why', async () => {
    reason = 'It runs.';
    await inspection.trace();
    reason = null;
    photograph = () => Promise.reject(new Error('The photograph could not be loaded.'));
    await inspection.trace();
    expect([posted, told]).toEqual([[], ['The photograph could not be loaded.']]);
    expect([inspection.tracing, inspection.traceFailure]).toEqual([
      false,
      'The photograph could not be loaded.',
    ]);
  });
});

describe('weights', () => {
  test('are asked for once, and anew after a run', async () => {
    const both = [inspection.weights('Conv1', 3), inspection.weights('Conv1', 3)];
    inspection.receive({ type: 'weights-read', weightsId: stamp(), weights });
    expect(await Promise.all(both)).toEqual([weights, weights]);
    expect(posted).toEqual([{ type: 'weights', weightsId: stamp(), layer: 'Conv1', unit: 3 }]);
    inspection.forget();
    void inspection.weights('Conv1', 3);
    expect(posted).toHaveLength(2);
  });

  test('are refused in words: by the page, by the kernel, and when the kernel goes', async () => {
    const refused = inspection.weights('LRN1', null);
    inspection.receive({ type: 'weights-failed', weightsId: stamp(), message: 'LRN1 has no kernel.' });
    await expect(refused).rejects.toThrow('LRN1 has no kernel.');
    const lost = inspection.weights('Conv1', 0);
    inspection.abandon();
    await expect(lost).rejects.toThrow('The kernel was started again');
    reason = 'The notebook is running.';
    await expect(inspection.weights('Conv1', 0)).rejects.toThrow('The notebook is running.');
  });
});

describe('a measurement', () => {
  const time = { layer: 'Conv1', milliseconds: 7, runs: 5, timedBy: 'clock' } as const;

  test('is one at a time, and its times stay until a run ends', async () => {
    await Promise.all([inspection.measure(), inspection.measure()]);
    expect(posted).toHaveLength(1);
    expect(inspection.measuring).toBe(true);
    inspection.receive({ type: 'measured', measureId: stamp(), times: [time] });
    expect(inspection.measuring).toBe(false);
    expect(inspection.times).toEqual({ Conv1: time });
    inspection.forget();
    expect(inspection.times).toEqual({});
  });

  test('that a run came before is over, without a word', async () => {
    await inspection.measure();
    inspection.forget();
    expect(inspection.measuring).toBe(false);
    inspection.receive({
      type: 'measure-failed',
      measureId: stamp(),
      message: 'Something else came between.',
    });
    inspection.receive({ type: 'measured', measureId: stamp(), times: [time] });
    expect([told, inspection.times]).toEqual([[], {}]);
  });

  test('that cannot be made says why', async () => {
    await inspection.measure();
    inspection.receive({ type: 'measure-failed', measureId: stamp(), message: 'No photograph fits.' });
    reason = 'The network has to run first.';
    await inspection.measure();
    expect(told).toEqual(['No photograph fits.', 'The network has to run first.']);
    expect(inspection.measuring).toBe(false);
  });
});

describe('an export', () => {
  const part = { layer: 'conv', weight: 'kernel', from: 0, count: 1 };

  test('asks for every part, the same one too: none is kept', async () => {
    for (const value of [1, 2]) {
      const asked = inspection.exportPart(part);
      inspection.receive({ type: 'part-exported', exportId: stamp(), values: Float32Array.of(value) });
      expect([...(await asked)]).toEqual([value]);
    }
    expect(posted.map(({ type }) => type)).toEqual(['export', 'export']);
  });

  test('fails with what the kernel says, and when the kernel is gone', async () => {
    const refused = inspection.exportModel();
    inspection.receive({ type: 'export-failed', exportId: stamp(), message: 'ran' });
    await expect(refused).rejects.toThrow('ran');
    const abandoned = inspection.exportPart(part);
    inspection.abandon();
    await expect(abandoned).rejects.toThrow(/started again/);
  });
});
