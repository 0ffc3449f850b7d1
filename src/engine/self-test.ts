/** Whether a GPU computes rightly: layers in small, against plain loops. Drivers err, and phones compute in half precision. */
import * as tf from '@tensorflow/tfjs';
import { localResponseNormalization } from './ops/lrn';
import { randomNumbers } from './random';

interface Check {
  /** Said to the reader if the numbers are wrong. */
  fault: string;
  /** What the GPU makes of it. */
  compute: () => tf.Tensor;
  expected: readonly number[];
  /** Of the largest number expected; half precision errs by 5e-4. */
  tolerance: number;
}

/**
 * Tests the present backend.
 *
 * @returns what is wrong, for the reader; null if all is right
 */
export async function selfTest(): Promise<string | null> {
  const checks = [precision(), convolution(), product(), pooling(), normalization(), softmax()];
  const results = onGpu(() => tf.tidy(() => checks.map(({ compute }) => compute())));
  try {
    const numbers = await Promise.all(results.map((result) => result.data()));
    const wrong = checks.find((check, index) => !isRight(check, numbers[index] ?? []));
    return wrong?.fault ?? null;
  } finally {
    tf.dispose(results);
  }
}

/** Backends compute small tensors, which have never been on the GPU, on the processor: not while this works. */
function onGpu<T>(work: () => T): T {
  const flag = tf.getBackend() === 'webgl' ? 'WEBGL_CPU_FORWARD' : 'WEBGPU_CPU_FORWARD';
  const before = tf.env().getBool(flag);
  tf.env().set(flag, false);
  try {
    return work();
  } finally {
    tf.env().set(flag, before);
  }
}

function isRight({ expected, tolerance }: Check, actual: ArrayLike<number>): boolean {
  const most = tolerance * Math.max(...expected.map(Math.abs));
  // A NaN is below nothing.
  return (
    actual.length === expected.length &&
    expected.every((value, index) => Math.abs((actual[index] ?? NaN) - value) <= most)
  );
}

/** Half precision ends at 65,504 and has 11 bits: no 90,000, and nothing between 1 and 1.001. */
function precision(): Check {
  const compute = () => tf.tidy(() => tf.mul([300, 1 + 2 ** -16, 4097], [300, 1, 1]).sub([89_999, 1, 4096]));
  return {
    fault: 'its numbers have half precision here and end at 65,504',
    compute,
    expected: [1, 2 ** -16, 1],
    tolerance: 2 ** -20,
  };
}

/** 3 x 3 over a padded 7 x 6 x 3, to 5 filters, with numbers of a photograph's size, bias and ReLU. */
function convolution(): Check {
  const [height, width, channels, filters] = [7, 6, 3, 5];
  const x = numbers(height * width * channels, 128, 1);
  const kernel = numbers(9 * channels * filters, 100, 2);
  const bias = numbers(filters, 1000, 3);
  const expected: number[] = [];
  for (let p = 0; p < height; p++) {
    for (let q = 0; q < width; q++) {
      for (let f = 0; f < filters; f++) {
        let sum = at(bias, f);
        for (let tap = 0; tap < 9 * channels; tap++) {
          const [i, j, c] = [Math.floor(tap / channels / 3), Math.floor(tap / channels) % 3, tap % channels];
          const [row, column] = [p + i - 1, q + j - 1];
          if (row < 0 || row >= height || column < 0 || column >= width) continue;
          sum += at(x, (row * width + column) * channels + c) * at(kernel, tap * filters + f);
        }
        expected.push(Math.max(0, sum));
      }
    }
  }
  const compute = () =>
    tf.fused.conv2d({
      x: tf.tensor4d(x, [1, height, width, channels]),
      filter: tf.tensor4d(kernel, [3, 3, channels, filters]),
      bias: tf.tensor1d(bias),
      strides: 1,
      pad: 'same',
      activation: 'relu',
    });
  return { fault: 'a small convolution comes out wrong', compute, expected, tolerance: 1e-5 };
}

/** [3, 37] times [37, 5]. */
function product(): Check {
  const [rows, shared, columns] = [3, 37, 5];
  const a = numbers(rows * shared, 300, 4);
  const b = numbers(shared * columns, 300, 5);
  const expected = Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    let sum = 0;
    for (let k = 0; k < shared; k++) sum += at(a, row * shared + k) * at(b, k * columns + column);
    return sum;
  });
  const compute = () => tf.matMul(tf.tensor2d(a, [rows, shared]), tf.tensor2d(b, [shared, columns]));
  return { fault: 'a small matrix product comes out wrong', compute, expected, tolerance: 1e-5 };
}

/** The largest of 3 x 3 at every second place of a 7 x 5 x 2, in numbers that half precision cannot tell apart. */
function pooling(): Check {
  const [height, width, channels] = [7, 5, 2];
  const x = numbers(height * width * channels, 0.001, 6).map((value) => 1 + value);
  const expected: number[] = [];
  for (let p = 0; p < 3; p++) {
    for (let q = 0; q < 2; q++) {
      for (let c = 0; c < channels; c++) {
        let largest = -Infinity;
        for (let tap = 0; tap < 9; tap++) {
          const place = (2 * p + Math.floor(tap / 3)) * width + 2 * q + (tap % 3);
          largest = Math.max(largest, at(x, place * channels + c));
        }
        expected.push(largest);
      }
    }
  }
  const compute = () => tf.maxPool(tf.tensor4d(x, [1, height, width, channels]), 3, 2, 'valid');
  return { fault: 'the largest of a few numbers comes out wrong', compute, expected, tolerance: 1e-6 };
}

/** Over 5 of 7 channels at 6 places, as in the notebook, of numbers large enough to be divided by something. */
function normalization(): Check {
  const [places, channels] = [6, 7];
  const x = numbers(places * channels, 400, 7);
  const expected = Array.from(x, (value, index) => {
    let sum = 0;
    for (let shift = -2; shift <= 2; shift++) {
      const channel = (index % channels) + shift;
      if (channel >= 0 && channel < channels) sum += at(x, index + shift) ** 2;
    }
    return value / (2 + 1e-4 * sum) ** 0.75;
  });
  const options = { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 };
  const compute = () => localResponseNormalization(tf.tensor4d(x, [1, 2, 3, channels]), options);
  return { fault: 'a small response normalization comes out wrong', compute, expected, tolerance: 1e-4 };
}

/** The softmax of two rows of 11. */
function softmax(): Check {
  const columns = 11;
  const x = numbers(2 * columns, 8, 8);
  const expected = [0, columns].flatMap((begin) => {
    const powers = Array.from(x.subarray(begin, begin + columns), Math.exp);
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  });
  const compute = () => tf.softmax(tf.tensor2d(x, [2, columns]));
  return { fault: 'a small softmax comes out wrong', compute, expected, tolerance: 1e-4 };
}

/** Numbers from -size to size, without a pattern. */
function numbers(count: number, size: number, seed: number): Float32Array {
  return randomNumbers(count, { kind: 'uniform', minimum: -size, maximum: size }, seed);
}

function at(values: Float32Array, index: number): number {
  return values[index] ?? NaN;
}
