import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AskedKernel } from '../../../tests/support/asked-kernel';
import { notebookNetwork } from '../../model/networks';
import type { Photograph } from '../../notebook/messages';
import type { LayerActivation, LayerWeights } from '../../notebook/output';
import { ReaderError } from '../../notebook/reader-error';
import type { Trace } from '../../notebook/trace';
import { notices } from '../errors/notices.svelte';
import { KernelGoneError } from '../kernel/one-kernel';
import { Traces } from './traces.svelte';

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

const network = notebookNetwork();

let traces: Traces;
let kernel: AskedKernel;
let reason: string | null;
let photograph: () => Promise<Photograph>;

beforeEach(() => {
  kernel = new AskedKernel();
  reason = null;
  photograph = () => Promise.resolve(cat);
  traces = new Traces({
    ask: kernel.ask,
    whyNot: () => reason,
    network: () => network,
    name: () => null,
    photograph: () => photograph(),
  });
});

afterEach(() => notices.dismiss());

/** Answers the last question for a trace. */
function traced(...activations: LayerActivation[]): Promise<void> {
  return kernel.answer('trace', { input: layer('input', 9), activations });
}

/** The current trace, once it is there. */
async function current(...activations: LayerActivation[]): Promise<Trace> {
  await traces.trace();
  await traced(...activations);
  if (traces.current === null) throw new Error('No trace came.');
  return traces.current;
}

const minimum = (trace: Trace | null, name: string) => trace?.outputs.get(name)?.minimum;

describe('a trace', () => {
  test('is one value: the network, the photograph, what goes in and what comes out', async () => {
    const trace = await current(layer('Conv1', 1), layer('LRN1', 2));
    expect(trace).toMatchObject({ network, photograph: cat, input: { layer: 'input' } });
    expect([...trace.outputs.keys()]).toEqual(['Conv1', 'LRN1']);
    expect(traces.drawn).toEqual([trace]);
  });

  test('is replaced whole, when the next has come: never numbers of two', async () => {
    const first = await current(layer('Conv1', 1), layer('LRN1', 2));
    const other = { ...cat, pixels: new Uint8ClampedArray(4) };
    photograph = () => Promise.resolve(other);
    await traces.trace();
    expect(traces.current).toBe(first);
    await traced(layer('Conv1', 5));
    expect(traces.current?.photograph).toBe(other);
    expect([minimum(traces.current, 'Conv1'), minimum(traces.current, 'LRN1')]).toEqual([5, undefined]);
    expect([minimum(first, 'Conv1'), minimum(first, 'LRN1')]).toEqual([1, 2]);
    // A cell that shows both layers is still drawn from the first.
    expect(traces.drawn).toEqual([traces.current, first]);
  });

  test('is state: who draws it draws the next one', async () => {
    const seen: unknown[] = [];
    const end = $effect.root(() => {
      $effect(() => {
        seen.push(minimum(traces.current, 'Conv1'));
      });
    });
    flushSync();
    await current(layer('Conv1', 1));
    flushSync();
    await current(layer('Conv1', 2));
    flushSync();
    end();
    expect(seen).toEqual([undefined, 1, 2]);
  });

  test('that failed says why until one passes, or none can be made, and leaves none to look into', async () => {
    const state = () => [traces.tracing, traces.failure];
    const fail = () => kernel.refuse('It takes 299x299.');
    const first = await current(layer('Conv1', 1));
    expect(state()).toEqual([false, null]);
    await traces.trace();
    expect(state()).toEqual([true, null]);
    await fail();
    expect(state()).toEqual([false, 'It takes 299x299.']);
    expect(notices.current?.message).toBe('It takes 299x299.');
    expect([traces.current, traces.drawn]).toEqual([null, [first]]);
    await traces.trace();
    expect(state()).toEqual([true, 'It takes 299x299.']);
    await traced();
    expect(state()).toEqual([false, null]);
    await traces.trace();
    await fail();
    traces.abandon();
    expect(state()).toEqual([false, null]);
    await traces.trace();
    await fail();
    reason = 'The network has to run first.';
    await traces.trace();
    expect(state()).toEqual([false, null]);
  });

  test('that came too late is dropped', async () => {
    await traces.trace();
    await traces.trace();
    await traces.trace();
    await kernel.answer('trace', { input: null, activations: [layer('Conv1', 1)] }, 0);
    await kernel.refuse('Too late.', 1);
    expect([traces.current, traces.tracing, notices.current]).toEqual([null, true, null]);
  });

  test('has been asked for once trace() is settled, whether or not it is answered: a run posted then comes after', async () => {
    await traces.trace();
    expect(kernel.questions).toEqual([['trace', cat, null]]);
    expect(traces.tracing).toBe(true);
  });

  test('of a kernel that is gone ends without a word', async () => {
    await traces.trace();
    traces.abandon();
    await kernel.refuse('The kernel was started again.');
    expect([traces.tracing, traces.failure, notices.current]).toEqual([false, null, null]);
  });

  test('is not asked for of a kernel that cannot answer, and without its photograph says why', async () => {
    reason = 'It runs.';
    await traces.trace();
    reason = null;
    photograph = () => Promise.reject(new ReaderError('The photograph could not be loaded.'));
    await traces.trace();
    expect(kernel.questions).toEqual([]);
    expect(notices.current?.message).toBe('The photograph could not be loaded.');
    expect([traces.tracing, traces.failure]).toEqual([false, 'The photograph could not be loaded.']);
  });
});

describe('the weights of a trace', () => {
  test('are asked for once', async () => {
    const trace = await current();
    const both = [traces.weights(trace, 'Conv1', 3), traces.weights(trace, 'Conv1', 3)];
    await kernel.answer('weights', weights);
    expect(await Promise.all(both)).toEqual([weights, weights]);
    expect(kernel.questions.slice(1)).toEqual([['weights', 'Conv1', 3, null]]);
  });

  test('are refused once a run has ended, and asked for anew of the trace that comes then', async () => {
    const trace = await current();
    traces.outdate();
    await expect(traces.weights(trace, 'Conv1', 3)).rejects.toThrow('has run since');
    expect(traces.answerable).toBe(trace);
    await traces.trace();
    // Nothing is asked while another is on its way, and the old numbers stay with the weights that they have.
    expect([traces.answerable, traces.current]).toEqual([null, trace]);
    await traced();
    const { current: next } = traces;
    if (next === null) throw new Error('No trace came.');
    expect(traces.answerable).toBe(next);
    await expect(traces.weights(trace, 'Conv1', 3)).rejects.toThrow('has run since');
    const asked = traces.weights(next, 'Conv1', 3);
    await kernel.answer('weights', weights);
    expect(await asked).toBe(weights);
    expect(kernel.questions.map(([name]) => name)).toEqual(['trace', 'trace', 'weights']);
  });

  test('are refused in words: by the page, by the kernel, and when the kernel goes', async () => {
    const trace = await current();
    const refused = expect(traces.weights(trace, 'LRN1', null)).rejects.toThrow('LRN1 has no kernel.');
    await kernel.refuse('LRN1 has no kernel.');
    await refused;
    const lost = expect(traces.weights(trace, 'Conv1', 0)).rejects.toThrow('The kernel was started again');
    traces.abandon();
    await kernel.refuse(new KernelGoneError());
    await lost;
    reason = 'The notebook is running.';
    await expect(traces.weights(trace, 'Conv1', 0)).rejects.toThrow('The notebook is running.');
  });
});
