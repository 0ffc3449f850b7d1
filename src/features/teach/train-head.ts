import { softmax, type Head } from './head';

/** A picture as the network sees it. */
export interface Example {
  /** The same number of features in each. */
  features: Float32Array;
  /** Its class, from 0. */
  label: number;
}

/** Steps of gradient descent. */
const STEPS = 500;
/**
 * The features are scaled so that an example's squares sum to 1 on average, and the bias adds 1: the loss curves by
 * (1 + 1) / 2 at most, so that every step of this length leads down.
 */
const RATE = 1;
/** Half of this times the sum of the kernel's squares is added to the loss. */
export const WEIGHT_DECAY = 0.001;

/**
 * Softmax regression by gradient descent on all examples at once, from zero: the same examples give the same head.
 *
 * The gradient at the kernel is a sum of the examples, so the kernel is one too, and only each example's share in it is
 * learned. What that takes are the products of all pairs of examples: some hundred numbers a side, where the kernel has
 * thousands.
 *
 * Gives back control often, with how far it is from 0 to 1, so that a page can do other things in between.
 */
export function* trainHead(examples: readonly Example[], classes: number): Generator<number, Head> {
  const { mean, scale } = yield* standardOf(examples);
  const scaled: Float32Array[] = [];
  for (const { features } of examples) {
    scaled.push(features.map((value, at) => (value - mean[at]!) * scale[at]!));
    yield 0;
  }
  const count = examples.length;
  const products = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column <= row; column++) {
      const product = innerProduct(scaled[row]!, scaled[column]!);
      products[row * count + column] = product;
      products[column * count + row] = product;
    }
    yield (0.5 * row) / count;
  }

  const shares = new Float64Array(count * classes);
  const bias = new Float64Array(classes);
  for (let step = 0; step < STEPS; step++) {
    const errors = errorsOf(examples, products, shares, bias);
    for (let at = 0; at < shares.length; at++) {
      const gradient = errors[at]! / count;
      shares[at]! -= RATE * (gradient + WEIGHT_DECAY * shares[at]!);
      bias[at % classes]! -= RATE * gradient;
    }
    yield 0.5 + (0.5 * step) / STEPS;
  }
  return yield* foldedHead(scaled, shares, bias, { mean, scale });
}

interface Standard {
  mean: Float64Array;
  scale: Float64Array;
}

/**
 * What is taken from each feature, and what it is multiplied with. Beside a feature's own variance stands the average of
 * all: one that hardly moved in these examples, and may elsewhere, is not blown up.
 */
function* standardOf(examples: readonly Example[]): Generator<number, Standard> {
  const features = examples[0]?.features.length ?? 0;
  const mean = new Float64Array(features);
  const variance = new Float64Array(features);
  for (const example of examples) {
    for (let at = 0; at < features; at++) mean[at]! += example.features[at]! / examples.length;
    yield 0;
  }
  for (const example of examples) {
    for (let at = 0; at < features; at++) {
      variance[at]! += (example.features[at]! - mean[at]!) ** 2 / examples.length;
    }
    yield 0;
  }
  const average = variance.reduce((sum, each) => sum + each, 0) / features;
  // Examples that are all alike have no variance, and nothing to scale.
  if (average === 0) return { mean, scale: new Float64Array(features) };
  const length = Math.sqrt(variance.reduce((sum, each) => sum + each / (each + average), 0));
  return { mean, scale: variance.map((each) => 1 / (Math.sqrt(each + average) * length)) };
}

/** Each example's probabilities, less 1 at its own class. */
function errorsOf(
  examples: readonly Example[],
  products: Float64Array,
  shares: Float64Array,
  bias: Float64Array,
): Float64Array {
  const count = examples.length;
  const classes = bias.length;
  const errors = new Float64Array(count * classes);
  for (let row = 0; row < count; row++) {
    const scores = errors.subarray(row * classes, (row + 1) * classes);
    scores.set(bias);
    for (let column = 0; column < count; column++) {
      const product = products[row * count + column]!;
      for (let each = 0; each < classes; each++) scores[each]! += product * shares[column * classes + each]!;
    }
    softmax(scores);
    scores[examples[row]!.label]! -= 1;
  }
  return errors;
}

/** The head that takes the features as they are: the scaling becomes part of its numbers. */
function* foldedHead(
  scaled: readonly Float32Array[],
  shares: Float64Array,
  bias: Float64Array,
  { mean, scale }: Standard,
): Generator<number, Head> {
  const classes = bias.length;
  const kernel = new Float64Array(mean.length * classes);
  for (const [row, example] of scaled.entries()) {
    for (let each = 0; each < classes; each++) {
      const share = shares[row * classes + each]!;
      for (let at = 0; at < example.length; at++) kernel[at * classes + each]! += share * example[at]!;
    }
    yield 1;
  }
  const folded = Float64Array.from(bias);
  for (let at = 0; at < kernel.length; at++) {
    const feature = Math.floor(at / classes);
    kernel[at]! *= scale[feature]!;
    folded[at % classes]! -= mean[feature]! * kernel[at]!;
  }
  return { classes, kernel: Float32Array.from(kernel), bias: Float32Array.from(folded) };
}

function innerProduct(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}
