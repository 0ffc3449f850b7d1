import { beforeEach, describe, expect, test } from 'vitest';
import { writeLeak, writeMemory, writeValueOf } from '../../features/kernel/variables/describe-variables';
import { AskedKernel } from '../../../tests/support/asked-kernel';
import { KernelHoldings } from './kernel-holdings.svelte';
import { KernelGoneError } from './one-kernel';
import { nextOrder, sortVariables, type Order } from '../../features/kernel/variables/sort-variables';
import type { Holdings, Preview, Variable } from '../../notebook/variables';

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
  const preview: Preview = { outputs: [], planes: null };
  let idle: boolean;
  let kernel: AskedKernel;
  let held: KernelHoldings;
  const names = (): string[] | undefined => held.holdings?.variables.map(({ name }) => name);
  beforeEach(() => {
    idle = true;
    kernel = new AskedKernel();
    held = new KernelHoldings({ isIdle: () => idle, ask: kernel.ask });
  });

  test('is asked for when it is idle, and not during a run', () => {
    idle = false;
    void held.refresh();
    expect(kernel.questions).toEqual([]);
    idle = true;
    void held.refresh();
    expect(kernel.questions).toEqual([['variables']]);
  });

  test('is what the last question was answered with', async () => {
    void held.refresh();
    void held.refresh();
    await kernel.answer('variables', holdings('old'), 0);
    expect(names()).toBeUndefined();
    await kernel.answer('variables', holdings('new'), 1);
    expect(names()).toEqual(['new']);
    void held.refresh();
    await kernel.refuse('No.');
    expect(held.trouble).toBe('No.');
    void held.refresh();
    await kernel.answer('variables', holdings('newer'));
    expect([held.trouble, names()]).toEqual([null, ['newer']]);
  });

  test('is nothing once the kernel is gone, and late answers are not heard', async () => {
    void held.refresh();
    await kernel.answer('variables', holdings('x'));
    void held.refresh();
    void held.refresh();
    held.forget();
    await kernel.answer('variables', holdings('x'), 1);
    await kernel.refuse(new KernelGoneError(), 2);
    expect([names(), held.trouble]).toEqual([undefined, null]);
  });

  test('a value is asked for once, and again when the variables were read anew', async () => {
    const first = [held.preview('x'), held.preview('x')];
    expect(kernel.questions).toEqual([['preview', 'x']]);
    await kernel.answer('preview', preview);
    expect(await Promise.all(first)).toEqual([preview, preview]);
    void held.refresh();
    await kernel.answer('variables', holdings('x'));
    const second = expect(held.preview('x')).rejects.toThrow('There is no x any more.');
    await kernel.refuse('There is no x any more.');
    await second;
  });

  test('a value that will not come is told of', async () => {
    const waits = expect(held.preview('x')).rejects.toThrow(
      'The kernel was started again, and holds this no more.',
    );
    held.forget();
    await kernel.refuse(new KernelGoneError());
    await waits;
    idle = false;
    await expect(held.preview('x')).rejects.toThrow('when the run has ended');
  });
});
