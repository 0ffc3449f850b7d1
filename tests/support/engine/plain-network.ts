/** A network as plain loops in double precision: the oracle of what a live model of these layers gives. */
import type * as tf from '@tensorflow/tfjs';

/** Numbers of one example, with their shape: [channels, height, width] or [units]. */
interface Example {
  shape: readonly number[];
  values: number[];
}

/** A layer with its weights as plain numbers, in the order in which TensorFlow.js lists them. */
export interface PlainLayer {
  className: string;
  config: Record<string, unknown>;
  weights: number[][];
}

export function plainLayers(layers: readonly tf.layers.Layer[]): PlainLayer[] {
  return layers.map((layer) => ({
    className: layer.getClassName(),
    config: layer.getConfig(),
    weights: layer.getWeights().map((weight) => [...weight.dataSync()]),
  }));
}

/** What the layers make of a batch, example by example. */
export function plainOutputs(layers: readonly PlainLayer[], x: tf.Tensor): number[][] {
  const [batch = 0, ...shape] = x.shape;
  const values = [...x.dataSync()];
  const size = values.length / batch;
  return Array.from({ length: batch }, (_, at) => {
    const example = { shape, values: values.slice(at * size, (at + 1) * size) };
    return layers.reduce(run, example).values;
  });
}

/** Mean of the squared differences of all numbers. */
export function plainLoss(layers: readonly PlainLayer[], x: tf.Tensor, y: tf.Tensor): number {
  const outputs = plainOutputs(layers, x).flat();
  const wanted = [...y.dataSync()];
  return outputs.reduce((sum, value, at) => sum + (value - (wanted[at] ?? NaN)) ** 2, 0) / outputs.length;
}

/**
 * The weights after one step of plain gradient descent on `plainLoss`, by central differences.
 *
 * @param trained tells by its index in `layers` whether a layer is trained
 */
export function plainStep(
  layers: readonly PlainLayer[],
  x: tf.Tensor,
  y: tf.Tensor,
  rate: number,
  trained: (layer: number) => boolean = () => true,
): number[][] {
  const step = 1e-5;
  return layers.flatMap(({ weights }, index) =>
    weights.map((weight) =>
      weight.map((value, at) => {
        if (!trained(index)) return value;
        const lossAt = (moved: number) => {
          weight[at] = moved;
          const loss = plainLoss(layers, x, y);
          weight[at] = value;
          return loss;
        };
        return value - (rate * (lossAt(value + step) - lossAt(value - step))) / (2 * step);
      }),
    ),
  );
}

function run(input: Example, { className, config, weights }: PlainLayer): Example {
  const { shape, values } = input;
  switch (className) {
    case 'Conv2D':
      return convolve(input, config, weights);
    case 'Activation':
      return { shape, values: values.map((value) => Math.max(0, value)) };
    case 'Flatten':
      return flatten(input);
    case 'Dense': {
      const units = Number(config['units']);
      const [kernel = [], bias = []] = weights;
      const sums = Array.from({ length: units }, (_, unit) =>
        values.reduce((sum, value, at) => sum + value * (kernel[at * units + unit] ?? NaN), bias[unit] ?? 0),
      );
      return { shape: [units], values: sums };
    }
    default:
      throw new Error(`No loops for ${className}.`);
  }
}

/** Channels first, strides of 1, no padding; the kernel is [height, width, channels, filters]. */
function convolve({ shape, values }: Example, config: Record<string, unknown>, weights: number[][]): Example {
  const [channels = 0, height = 0, width = 0] = shape;
  const [rows = 0, columns = 0] = config['kernelSize'] as number[];
  const filters = Number(config['filters']);
  const [kernel = [], bias = []] = weights;
  const [down, across] = [height - rows + 1, width - columns + 1];
  const made: number[] = [];
  for (let filter = 0; filter < filters; filter++) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++) {
        let sum = bias[filter] ?? 0;
        for (let c = 0; c < channels; c++) {
          for (let row = 0; row < rows; row++) {
            for (let column = 0; column < columns; column++) {
              const value = values[(c * height + i + row) * width + j + column] ?? NaN;
              sum += value * (kernel[((row * columns + column) * channels + c) * filters + filter] ?? NaN);
            }
          }
        }
        made.push(sum);
      }
    }
  }
  return { shape: [filters, down, across], values: made };
}

/** Keras flattens channels first in channels-last order. */
function flatten({ shape, values }: Example): Example {
  const [channels = 0, height = 0, width = 0] = shape;
  const made: number[] = [];
  for (let place = 0; place < height * width; place++) {
    for (let c = 0; c < channels; c++) made.push(values[c * height * width + place] ?? NaN);
  }
  return { shape: [made.length], values: made };
}
