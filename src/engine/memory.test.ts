import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MemoryError, memoryErrorFrom } from './memory';
import { type EngineSession, StopError } from './session';
import { startSession } from '../../tests/support/engine/host';
import { notebookCells } from '../../tests/support/engine/notebook-cells';

const MEGABYTE = 2 ** 18;

describe.each(['cpu', 'wasm'] as const)('a session on %s', (backend) => {
  let session: EngineSession;
  beforeAll(async () => {
    session = await startSession(backend, 10e6);
    expect(session.report.backend).toBe(backend);
  });
  afterEach(() => {
    session.reset();
  });
  afterAll(() => {
    session.end();
  });

  it('counts what a cell holds, and holds nothing after a reset', () => {
    const before = tf.memory();
    session.tf.ones([MEGABYTE]);
    session.tf.keep(session.tf.ones([10]));
    session.tf.variable(session.tf.zeros([5]));
    expect(session.tensors).toBe(4);
    expect(session.bytes).toBe(4 * (MEGABYTE + 10 + 5));
    session.reset();
    expect(session.tensors).toBe(0);
    expect(session.bytes).toBe(0);
    expect(tf.memory()).toMatchObject({
      numTensors: before.numTensors,
      numDataBuffers: before.numDataBuffers,
    });
  });

  it('lets a clone share the numbers of its original, whichever is disposed of first', () => {
    const original = session.tf.tensor([1, 2, 3]);
    const clone = original.clone();
    expect(session.bytes).toBe(3 * 4);
    original.dispose();
    expect(clone.dataSync()).toEqual(new Float32Array([1, 2, 3]));
    clone.dispose();
    expect(session.bytes).toBe(0);
  });

  it('refuses to go beyond its budget in words, and goes on', () => {
    const bomb = () => {
      for (;;) session.tf.ones([MEGABYTE]).add(1);
    };
    expect(bomb).toThrow(MemoryError);
    expect(bomb).toThrow(
      /^This cell would hold 1\d MB of tensors, more than the 10 MB the course allows: dispose of tensors, or wrap work in tf\.tidy\.$/,
    );
    session.reset();
    expect(session.tf.ones([3]).add(1).dataSync()).toEqual(new Float32Array([2, 2, 2]));
  });

  it('lets a kernel that runs out of memory leave nothing behind', () => {
    const x = session.tf.ones([1, 512, 512]);
    expect(() => session.tf.tile(x, [1, 16, 1])).toThrow(MemoryError);
    expect(() => tf.tidy(() => tf.grad((y: tf.Tensor) => y.square().tile([1, 8, 1]).sum())(x))).toThrow(
      MemoryError,
    );
    session.reset();
    expect(session.bytes).toBe(0);
    expect(
      tf
        .grad((y: tf.Tensor) => y.square().sum())(tf.ones([2]))
        .dataSync(),
    ).toEqual(new Float32Array([2, 2]));
  });

  it('stops a loop at its next tensor, and goes on in the next run', () => {
    const run = new AbortController();
    session.signal = run.signal;
    let rounds = 0;
    expect(() => {
      for (;;) {
        tf.tidy(() => session.tf.ones([10]).add(1));
        if (++rounds === 3) run.abort();
      }
    }).toThrow(StopError);
    expect(rounds).toBe(3);
    session.signal = new AbortController().signal;
    expect(session.tf.ones([1]).dataSync()).toEqual(new Float32Array([1]));
  });

  it('tells which layers were added since it was last asked', () => {
    const { model, cells } = notebookCells(session.tf);
    expect(session.models).toEqual([model]);
    cells.get(156)?.();
    cells.get(157)?.();
    expect(session.takeAdded()).toEqual([{ model, added: ['Conv1', 'activation_77', 'LRN1', 'MaxPool'] }]);
    expect(session.takeAdded()).toEqual([]);
  });

  it('draws the same weights after a reset, and another for every weight', () => {
    const draw = () => {
      const { model, cells } = notebookCells(session.tf);
      for (const number of [156, 157, 158]) cells.get(number)?.();
      return model.getWeights().map((weight) => weight.dataSync().slice(0, 8));
    };
    const first = draw();
    session.reset();
    expect(draw()).toEqual(first);
    expect(first[0]).not.toEqual(first[2]);
  });
});

describe('memoryErrorFrom', () => {
  it.each([
    new RangeError('Array buffer allocation failed'),
    new RangeError('Invalid typed array length: 10000000000'),
    new Error(
      'Requested texture size [100000x3] greater than WebGL maximum on this browser / GPU [8192x8192].',
    ),
    new Error('Aborted(OOM). Build with -sASSERTIONS for more info.'),
  ])('knows %s', (error) => {
    expect(memoryErrorFrom(error)?.message).toContain('larger than this machine can hold');
  });

  it('leaves other errors alone', () => {
    expect(memoryErrorFrom(new TypeError('x is undefined'))).toBeNull();
    expect(memoryErrorFrom('a string')).toBeNull();
  });
});
