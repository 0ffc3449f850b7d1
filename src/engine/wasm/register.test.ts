import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionOn } from '../../../tests/support/engine/session-on';
import { relativeError, someNumbers } from '../../../tests/support/numbers';
import { plainConv2D, plainMatMul } from '../../../tests/support/plain-products';
import { conv2d } from '../ops/conv2d';
import { PRODUCT_KERNELS } from './product-kernels';
import type { TfjsModule } from './products';

const session = sessionOn('wasm');

/** How many allocations of TensorFlow.js's module have not been freed since this began. */
function countHeld(): { held: () => number; end: () => void } {
  const { wasm } = tf.backend() as unknown as { wasm: TfjsModule };
  const { _malloc, _free } = wasm;
  let held = 0;
  wasm._malloc = (bytes) => {
    held++;
    return _malloc(bytes);
  };
  wasm._free = (address) => {
    held--;
    _free(address);
  };
  return { held: () => held, end: () => Object.assign(wasm, { _malloc, _free }) };
}

function tensor(shape: number[], seed: number): tf.Tensor {
  return tf.tensor(someNumbers(tf.util.sizeFromShape(shape), seed), shape);
}

describe('what is ours', () => {
  it('leaves nothing in wasm, neither of a convolution and its gradients nor of a product', () => {
    const { held, end } = countHeld();
    const before = session().tensors;
    const options = {
      strides: [2, 1] as const,
      padding: 'same' as const,
      dilations: [1, 1] as const,
      inputGradient: true,
    };
    tf.tidy(() => {
      const x = tensor([2, 7, 8, 3], 1);
      const kernel = tensor([3, 3, 3, 5], 2);
      tf.grads((a, k) => conv2d(a as tf.Tensor4D, k as tf.Tensor4D, options))([x, kernel]);
      const [a, b] = [tensor([3, 4], 3), tensor([4, 5], 4)];
      tf.grads((one, other) => tf.matMul(one, other))([a, b]);
      tf.fused.matMul({ a: a, b: b, activation: 'relu' });
    });
    expect(held()).toBe(0);
    expect(session().tensors).toBe(before);
    end();
  });

  it('is also what tf.conv2d calls, whose gradient of the filters TensorFlow.js does not have on wasm', () => {
    const [x, kernel, dy] = [
      someNumbers(2 * 5 * 6 * 2, 1),
      someNumbers(3 * 2 * 2 * 3, 2),
      someNumbers(2 * 2 * 3 * 3, 3),
    ];
    const info = tf.backend_util.computeConv2DInfo([2, 5, 6, 2], [3, 2, 2, 3], 2, 1, 'valid');
    const right = plainConv2D(x, kernel, dy, info);
    const gradients = tf.tidy(() =>
      tf
        .grads((a, k) => tf.conv2d(a as tf.Tensor4D, k as tf.Tensor4D, 2, 'valid'))(
          [tf.tensor(x, info.inShape), tf.tensor(kernel, [3, 2, 2, 3])],
          tf.tensor(dy, info.outShape),
        )
        .map((gradient) => gradient.dataSync()),
    );
    expect(relativeError(gradients[0]!, right.dx)).toBeLessThan(2e-6);
    expect(relativeError(gradients[1]!, right.dKernel)).toBeLessThan(2e-6);
  });

  it('goes over batches of matrices, and repeats one of which there is one', () => {
    const [a, b] = [someNumbers(6 * 2 * 3, 1), someNumbers(3 * 4, 2)];
    const product = tf.tidy(() => tf.matMul(tf.tensor(a, [2, 3, 2, 3]), tf.tensor(b, [1, 1, 3, 4])));
    expect(product.shape).toEqual([2, 3, 2, 4]);
    const right = plainMatMul(a, b, { rows: 12, sum: 3, columns: 4, transposed: null });
    expect(relativeError(product.dataSync(), right)).toBeLessThan(2e-6);
    product.dispose();
  });

  it('finds 0 where there is nothing to sum, which TensorFlow.js leaves to chance', () => {
    const sums = tf.tidy(() => {
      tf.fill([6], 7).dispose();
      return tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 3])).dataSync();
    });
    expect(sums).toEqual(new Float32Array(6));
  });

  it('keeps its addresses when the memory grows', () => {
    const { wasm } = tf.backend() as unknown as { wasm: TfjsModule };
    const before = wasm.asm.memory.buffer.byteLength;
    const rows = Math.ceil(before / 4 / 1000) + 1;
    const sums = tf.tidy(() => tf.matMul(tf.ones([rows, 8]), tf.ones([8, 1000])).sum(1));
    expect(wasm.asm.memory.buffer.byteLength).toBeGreaterThan(before);
    expect(new Set(sums.dataSync())).toEqual(new Set([8000]));
    sums.dispose();
  });
});

describe("what is TensorFlow.js's own still", () => {
  let onCpu: number[][];
  /** Each is a call that our kernels leave alone. */
  const calls: Record<string, () => tf.Tensor> = {
    'both transposed': () => tf.matMul(tensor([3, 2], 1), tensor([4, 3], 2), true, true),
    'another activation': () =>
      tf.fused.matMul({
        a: tensor([2, 3], 1),
        b: tensor([3, 4], 2),
        activation: 'elu',
      }),
    'slopes of PReLU': () =>
      tf.fused.conv2d({
        x: tensor([1, 4, 4, 2], 1) as tf.Tensor4D,
        filter: tensor([2, 2, 2, 3], 2) as tf.Tensor4D,
        strides: 1,
        pad: 'valid',
        activation: 'prelu',
        preluActivationWeights: tensor([3], 3),
      }),
  };

  beforeAll(async () => {
    const wasm = tf.getBackend();
    await tf.setBackend('cpu');
    onCpu = tf.tidy(() => Object.values(calls).map((call) => [...call().dataSync()]));
    await tf.setBackend(wasm);
  });

  it.each(Object.keys(calls).map((name, i) => [name, i] as const))('%s', (name, i) => {
    const result = tf.tidy(() => calls[name]!().dataSync());
    expect(result).toHaveLength(onCpu[i]!.length);
    for (const [at, value] of result.entries()) expect(value).toBeCloseTo(onCpu[i]![at]!, 6);
  });

  it('are calls that our kernels have no work for', () => {
    const [a, b] = [tensor([3, 2], 1), tensor([4, 3], 2)];
    const { BatchMatMul, _FusedMatMul, FusedConv2D } = PRODUCT_KERNELS;
    expect(BatchMatMul!({ a, b }, { transposeA: true, transposeB: true })).toBeNull();
    expect(_FusedMatMul!({ a: b, b: a }, { activation: 'elu' })).toBeNull();
    const [x, filter] = [tensor([1, 4, 4, 2], 1), tensor([2, 2, 2, 3], 2)];
    const attributes = { strides: 1, pad: 'valid', activation: 'prelu' };
    expect(FusedConv2D!({ x, filter }, attributes)).toBeNull();
    tf.dispose([a, b, x, filter]);
  });

  it.each([
    [
      [2, 3],
      [4, 5],
    ],
    [[3], [3, 2]],
    [
      [2, 2, 3],
      [2, 2, 3],
    ],
  ])('%j times %j is refused, as the sizes do not fit', (shapeA, shapeB) => {
    expect(() => tf.matMul(tf.ones(shapeA), tf.ones(shapeB))).toThrow();
    expect(() => tf.matMul(tf.ones([2, 3]), tf.ones([4, 5]))).toThrow('inner shapes (3) and (4)');
  });

  it('nothing is a product without rows', () => {
    expect(tf.matMul(tf.zeros([0, 2]), tf.ones([2, 3])).shape).toEqual([0, 3]);
  });
});
