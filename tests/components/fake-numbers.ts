/**
 * Outputs of layers: what the simple layers do is done, and convolutions, dense layers and normalisations give
 * numbers made up.
 */
import { sizeOf } from '../../src/model/image-shape';
import type { Layer, Network, Shape } from '../../src/model/layer';
import { rows } from '../../src/model/rows';
import { pool } from '../../src/model/trace/maps';
import type { LayerActivation } from '../../src/notebook/output';
import { spread } from './samples';

const PHOTOGRAPH: Shape = [3, 227, 227];

/** What the first layer is given. */
export function inputOf(): LayerActivation {
  return activation(
    '',
    PHOTOGRAPH,
    spread(sizeOf(PHOTOGRAPH)).map((value) => 128 * value),
  );
}

export function throughLayers(network: Network): LayerActivation[] {
  let before = inputOf();
  return rows(network).map(({ layer, output }, index) => {
    before = activation(layer.name, output, valuesOf(layer, before, output, index + 1));
    return before;
  });
}

function activation(layer: string, shape: Shape, values: Float32Array<ArrayBuffer>): LayerActivation {
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const value of values) [minimum, maximum] = [Math.min(minimum, value), Math.max(maximum, value)];
  return { layer, shape, minimum, maximum, values };
}

function valuesOf(
  layer: Layer,
  { shape, values }: LayerActivation,
  output: Shape,
  seed: number,
): Float32Array<ArrayBuffer> {
  const [channels = 1, height = 1, width = 1] = shape;
  if (layer.type === 'dropout') return values;
  if (layer.type === 'activation' && layer.activation === 'relu')
    return values.map((value) => Math.max(0, value));
  if (layer.type === 'activation' && layer.activation === 'softmax') {
    const powers = values.map(Math.exp);
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  }
  if (layer.type === 'maxPooling2d') {
    const { poolSize, strides } = layer;
    const maps = { shape: [channels, height, width] as const, values };
    return Float32Array.from(pool(maps, { type: 'max', poolSize: poolSize[0], strides: strides[0] }).values);
  }
  const [, rowsAfter = 1, columnsAfter = 1] = output;
  if (layer.type === 'zeroPadding2d') {
    const [top, left] = [layer.padding[0][0], layer.padding[1][0]];
    return Float32Array.from({ length: sizeOf(output) }, (_, index) => {
      const channel = Math.floor(index / (rowsAfter * columnsAfter));
      const row = Math.floor((index / columnsAfter) % rowsAfter) - top;
      const column = (index % columnsAfter) - left;
      const inside = row >= 0 && row < height && column >= 0 && column < width;
      return inside ? (values[(channel * height + row) * width + column] ?? NaN) : 0;
    });
  }
  // Keras flattens with the channels last.
  if (layer.type === 'flatten')
    return Float32Array.from({ length: sizeOf(output) }, (_, index) => {
      const place = Math.floor(index / channels);
      return values[(index % channels) * height * width + place] ?? NaN;
    });
  return spread(sizeOf(output), seed).map((value) => 4 * value);
}
