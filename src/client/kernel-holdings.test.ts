import { beforeEach, describe, expect, test, vi } from 'vitest';
import { writeLeak, writeMemory, writeValueOf } from '../features/kernel/variables/describe-variables';
import type { KernelHoldings, VariableQuestion } from './kernel-holdings.svelte';
import { nextOrder, sortVariables, type Order } from '../features/kernel/variables/sort-variables';
import type { Holdings, Preview, Variable } from '../notebook/variables';

// Svelte's compiler makes signals of these; here the fields are plain.
vi.stubGlobal('$state', { raw: <T>(value: T): T => value });
const holdingsModule = await import('./kernel-holdings.svelte');

function variable(name: string, more: Partial<Variable> = {}): Variable {
  return { name, type: 'number', shape: null, dtype: null, bytes: null, note: '', ...more };
}

describe('the order of the table', () => {
  const variables = [
    variable('conv10', { bytes: 8, type: 'Tensor' }),
    variable('b', { type: 'Array' }),
    variable('conv2', { bytes: 400, type: 'Tensor' }),
    variable('A', { bytes: 0, type: 'Tensor' }),
  ];
  const sorted = (order: Order): string =>
    sortVariables(variables, order)
      .map(({ name }) => name)
      .join(' ');

  test.each<[Order, string]>([
    [{ by: 'name', direction: 'ascending' }, 'A b conv2 conv10'],
    [{ by: 'name', direction: 'descending' }, 'conv10 conv2 b A'],
    [{ by: 'bytes', direction: 'descending' }, 'conv2 conv10 A b'],
    [{ by: 'bytes', direction: 'ascending' }, 'b A conv10 conv2'],
    [{ by: 'type', direction: 'ascending' }, 'b A conv2 conv10'],
  ])('%o', (order, expected) => {
    expect(sorted(order)).toBe(expected);
  });

  test('a second press turns it round; bytes begin with the most', () => {
    const byName: Order = { by: 'name', direction: 'ascending' };
    const byBytes = nextOrder(byName, 'bytes');
    expect(byBytes).toEqual({ by: 'bytes', direction: 'descending' });
    expect(nextOrder(byBytes, 'bytes')).toEqual({ by: 'bytes', direction: 'ascending' });
    expect(nextOrder(byBytes, 'name')).toEqual(byName);
  });
});

test('what the panel writes', () => {
  const tensor = { type: 'Tensor', shape: [6, 11, 11], dtype: 'float32' };
  expect(writeValueOf(variable('x', tensor))).toBe('[6, 11, 11] float32');
  expect(writeValueOf(variable('x', { ...tensor, note: 'disposed' }))).toBe('[6, 11, 11] float32, disposed');
  expect(writeValueOf(variable('x', { note: '0.01' }))).toBe('0.01');
  expect(writeMemory({ tensors: 1, bytes: 24, gpuBytes: null })).toBe('1 tensor, 24 B');
  expect(writeMemory({ tensors: 1200, bytes: 4.1e6, gpuBytes: 8e6 })).toBe(
    '1,200 tensors, 4.1 MB; 8.0 MB in use on the graphics processor',
  );
  const leak = { cellId: 'a', line: 3, op: 'MatMul', shape: [2, 5], dtype: 'float32', count: 4, bytes: 160 };
  expect(writeLeak(leak)).toBe('4 × MatMul [2, 5] float32, 160 B');
  expect(writeLeak({ ...leak, op: null, count: 1, bytes: 40 })).toBe('Tensor [2, 5] float32, 40 B');
});

describe('what the page knows of the kernel', () => {
  const holdings = (name: string): Holdings => ({
    variables: [variable(name)],
    leaks: [],
    memory: { tensors: 0, bytes: 0, gpuBytes: null },
  });
  const preview: Preview = { outputs: [], scale: null };
  let idle: boolean;
  let asked: VariableQuestion[];
  let held: KernelHoldings;
  const names = (): string[] | undefined => held.holdings?.variables.map(({ name }) => name);
  beforeEach(() => {
    idle = true;
    asked = [];
    held = new holdingsModule.KernelHoldings({
      isIdle: () => idle,
      ask: (question) => void asked.push(question),
    });
  });

  test('is asked when a run has ended, and not during one', () => {
    idle = false;
    held.refresh();
    expect(asked).toEqual([]);
    idle = true;
    held.hear({ type: 'run-ended', runId: 1, outcome: 'done', tensors: 0, bytes: 0 });
    expect(asked).toEqual([{ type: 'variables', variablesId: 1 }]);
  });

  test('is what the last question was answered with', () => {
    held.refresh();
    held.refresh();
    held.hear({ type: 'variables-read', variablesId: 1, holdings: holdings('old') });
    expect(names()).toBeUndefined();
    held.hear({ type: 'variables-read', variablesId: 2, holdings: holdings('new') });
    expect(names()).toEqual(['new']);
    held.refresh();
    held.hear({ type: 'variables-failed', variablesId: 3, message: 'No.' });
    expect(held.trouble).toBe('No.');
  });

  test('is nothing once the kernel is gone, and late answers are not heard', () => {
    held.refresh();
    held.hear({ type: 'variables-read', variablesId: 1, holdings: holdings('x') });
    held.refresh();
    held.forget();
    held.hear({ type: 'variables-read', variablesId: 2, holdings: holdings('x') });
    expect(names()).toBeUndefined();
  });

  test('a value is asked for once, and again when the variables were read anew', async () => {
    const first = held.preview('x');
    void held.preview('x');
    expect(asked).toEqual([{ type: 'preview', previewId: 1, name: 'x' }]);
    held.hear({ type: 'previewed', previewId: 1, preview });
    await expect(first).resolves.toBe(preview);
    held.refresh();
    held.hear({ type: 'variables-read', variablesId: 1, holdings: holdings('x') });
    const second = held.preview('x');
    held.hear({ type: 'preview-failed', previewId: 2, message: 'There is no x any more.' });
    await expect(second).rejects.toThrow('There is no x any more.');
  });

  test('a value that will not come is told of', async () => {
    const waits = held.preview('x');
    held.forget();
    await expect(waits).rejects.toThrow('started again');
    idle = false;
    await expect(held.preview('x')).rejects.toThrow('when the run has ended');
  });
});
