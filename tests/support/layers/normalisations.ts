import type { LayerCase, PlainLoops } from './layer-case';
import { at, map, type Numbers, numbers, sum } from './numbers';

const IMAGE = [3, 3, 2, 4];
/** What TensorFlow.js and Keras add to a variance. */
const EPSILON = 1e-3;

function inPrediction(scale = true, center = true): PlainLoops {
  return ([x], weights) => {
    const rest = [...weights];
    const gamma = scale ? rest.shift() : undefined;
    const beta = center ? rest.shift() : undefined;
    const [mean, variance] = rest as [Numbers, Numbers];
    const channels = x!.shape.at(-1)!;
    return map(x!, (value, i) => {
      const c = i % channels;
      const normal = (value - mean.values[c]!) / Math.sqrt(variance.values[c]! + EPSILON);
      return (gamma?.values[c] ?? 1) * normal + (beta?.values[c] ?? 0);
    });
  };
}

function inTraining(scale = true, center = true): PlainLoops {
  return ([x], weights) => {
    const channels = x!.shape.at(-1)!;
    const { mean, variance } = batchStatistics(x!);
    const ofBatch = [mean, variance].map((values) => ({ shape: [channels], values }));
    return inPrediction(scale, center)(
      [x!],
      [...weights.slice(0, Number(scale) + Number(center)), ...ofBatch],
    );
  };
}

/** Of each channel of the last axis; the variance is that of the batch itself, not an estimate of what it was drawn from. */
export function batchStatistics(x: Numbers): { mean: Float64Array; variance: Float64Array; samples: number } {
  const channels = x.shape.at(-1)!;
  const samples = x.values.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  x.values.forEach((value, i) => (mean[i % channels]! += value / samples));
  x.values.forEach((value, i) => (variance[i % channels]! += (value - mean[i % channels]!) ** 2 / samples));
  return { mean, variance, samples };
}

function batchNormalization(trying: string, options: object, shape: number[], loops: PlainLoops): LayerCase {
  const first = shape.length === 2 ? null : { axis: 1 };
  const training = trying.includes('training');
  return {
    maker: 'batchNormalization',
    trying,
    options,
    inputs: [shape],
    first,
    training,
    plainLoops: loops,
  };
}

/** Over these axes of each sample, with a weight for each number along them. */
function layerNormalization(shape: readonly number[], axes: readonly number[]): PlainLoops {
  return ([x], [gamma, beta]) =>
    numbers(shape, (...index) => {
      const along = shape.map((size, axis) => (axes.includes(axis) ? size : 1));
      const count = along.reduce((a, b) => a * b);
      const value = (shift: number[]) =>
        at(x!, ...index.map((i, axis) => (axes.includes(axis) ? shift[axis]! : i)));
      const mean = sum(along, (...shift) => value(shift)) / count;
      const variance = sum(along, (...shift) => (value(shift) - mean) ** 2) / count;
      const weight = axes.map((axis) => index[axis]!);
      return (
        (at(gamma!, ...weight) * (at(x!, ...index) - mean)) / Math.sqrt(variance + EPSILON) +
        at(beta!, ...weight)
      );
    });
}

/** The paper's formula, section 3.3. */
function responses(x: Numbers, { n = 5, k = 2, alpha = 1e-4, beta = 0.75 }): Numbers {
  const radius = (n - 1) / 2;
  return numbers(x.shape, (...index) => {
    const place = index.slice(0, -1);
    const c = index.at(-1)!;
    const squares = sum([n], (i) => at(x, ...place, c - radius + i) ** 2);
    return at(x, ...index) / (k + alpha * squares) ** beta;
  });
}

/** The same inside each of so many parts of the channels, alpha divided by n: layers/layers-145.cfg of the authors' program. */
export function responsesInGroups(
  x: Numbers,
  groups: number,
  { n, k, alpha, beta }: Record<'n' | 'k' | 'alpha' | 'beta', number>,
): Numbers {
  const [radius, each] = [(n - 1) / 2, x.shape[3]! / groups];
  return numbers(x.shape, (image, i, j, c) => {
    let squares = 0;
    for (let other = c - radius; other <= c + radius; other++)
      if (Math.floor(other / each) === Math.floor(c / each)) squares += at(x, image, i, j, other) ** 2;
    return at(x, image, i, j, c) / (k + (alpha / n) * squares) ** beta;
  });
}

/** Over n x n places of the same map. */
export function responsesInMap(
  x: Numbers,
  { n, k, alpha, beta }: Record<'n' | 'k' | 'alpha' | 'beta', number>,
): Numbers {
  const radius = (n - 1) / 2;
  return numbers(x.shape, (image, i, j, c) => {
    const squares = sum([n, n], (down, right) => at(x, image, i - radius + down, j - radius + right, c) ** 2);
    return at(x, image, i, j, c) / (k + alpha * squares) ** beta;
  });
}

export const NORMALISATIONS: readonly LayerCase[] = [
  batchNormalization('in prediction', {}, IMAGE, inPrediction()),
  batchNormalization('in training', {}, IMAGE, inTraining()),
  batchNormalization(
    'neither scaled nor shifted, in prediction',
    { scale: false, center: false },
    IMAGE,
    inPrediction(false, false),
  ),
  batchNormalization(
    'neither scaled nor shifted, in training',
    { scale: false, center: false },
    IMAGE,
    inTraining(false, false),
  ),
  batchNormalization('not scaled, in training', { scale: false }, IMAGE, inTraining(false)),
  batchNormalization('of vectors, in prediction', {}, [4, 5], inPrediction()),
  batchNormalization('of vectors, in training', {}, [4, 5], inTraining()),
  batchNormalization('of sequences, in prediction', {}, [3, 4, 5], inPrediction()),
  batchNormalization('of sequences, in training', {}, [3, 4, 5], inTraining()),
  batchNormalization('of volumes, in prediction', {}, [2, 2, 3, 2, 4], inPrediction()),
  batchNormalization('of volumes, in training', {}, [2, 2, 3, 2, 4], inTraining()),
  {
    maker: 'layerNormalization',
    inputs: [[3, 4, 5]],
    first: null,
    plainLoops: layerNormalization([3, 4, 5], [2]),
  },
  {
    maker: 'layerNormalization',
    trying: 'over channels',
    options: { axis: -1 },
    inputs: [IMAGE],
    first: { axis: 1 },
    plainLoops: layerNormalization(IMAGE, [3]),
  },
  {
    maker: 'layerNormalization',
    trying: 'over two axes',
    options: { axis: [1, 2] },
    inputs: [IMAGE],
    first: { axis: [2, 3] },
    plainLoops: layerNormalization(IMAGE, [1, 2]),
  },
  {
    maker: 'localResponseNormalization',
    options: { dataFormat: 'channelsLast' },
    inputs: [[2, 3, 2, 7]],
    first: { dataFormat: 'channelsFirst' },
    plainLoops: ([x]) => responses(x!, {}),
  },
  {
    maker: 'localResponseNormalization',
    trying: 'so that the sum counts',
    options: { dataFormat: 'channelsLast', n: 3, k: 1, alpha: 0.5, beta: 0.6 },
    inputs: [[2, 3, 2, 7]],
    first: { dataFormat: 'channelsFirst' },
    plainLoops: ([x]) => responses(x!, { n: 3, k: 1, alpha: 0.5, beta: 0.6 }),
  },
  {
    maker: 'localResponseNormalization',
    trying: 'inside groups, alpha divided',
    everywhere: true,
    options: { dataFormat: 'channelsLast', n: 3, k: 1, alpha: 0.9, beta: 0.6, groups: 2, divideAlpha: true },
    inputs: [[2, 3, 2, 8]],
    first: { dataFormat: 'channelsFirst' },
    plainLoops: ([x]) => responsesInGroups(x!, 2, { n: 3, k: 1, alpha: 0.9, beta: 0.6 }),
  },
  {
    maker: 'localResponseNormalization',
    trying: 'within a map',
    everywhere: true,
    options: { dataFormat: 'channelsLast', n: 3, k: 1, alpha: 0.5, beta: 0.6, window: 'map' },
    inputs: [[2, 4, 3, 3]],
    first: { dataFormat: 'channelsFirst' },
    plainLoops: ([x]) => responsesInMap(x!, { n: 3, k: 1, alpha: 0.5, beta: 0.6 }),
  },
  {
    maker: 'localResponseNormalization',
    trying: 'within a map, alpha divided',
    options: {
      dataFormat: 'channelsLast',
      n: 3,
      k: 1,
      alpha: 4.5,
      beta: 0.6,
      window: 'map',
      divideAlpha: true,
    },
    inputs: [[2, 4, 3, 3]],
    first: { dataFormat: 'channelsFirst' },
    plainLoops: ([x]) => responsesInMap(x!, { n: 3, k: 1, alpha: 0.5, beta: 0.6 }),
  },
];
