/**
 * What a network does, found by doing it: windows are slid one position at a time and every weight is counted
 * where it is used. Shares nothing with src/model but the types.
 */
import type { Conv2D, Layer, Network, Padding, Pair, Shape } from '../../../src/model/layer';

export interface NaiveRow {
  output: Shape;
  parameters: number;
  multiplyAdds: number;
}

/** The rows of a network, or null if a window finds no place in it or channels cannot be split. */
export function naiveRows(network: Network): NaiveRow[] | null {
  let shape = network.inputShape ?? [];
  const found: NaiveRow[] = [];
  for (const layer of network.layers) {
    const row = naiveRow(layer, shape);
    if (!row) return null;
    found.push(row);
    shape = row.output;
  }
  return found;
}

function naiveRow(layer: Layer, input: Shape): NaiveRow | null {
  switch (layer.type) {
    case 'conv2d':
      return convolution(layer, input);
    case 'maxPooling2d':
    case 'averagePooling2d': {
      const [channels, height, width] = planes(input, layer.dataFormat);
      const rows = starts(height, layer.poolSize[0], layer.strides[0], layer.padding).length;
      const columns = starts(width, layer.poolSize[1], layer.strides[1], layer.padding).length;
      return rows && columns ? free(unplanes(channels, rows, columns, layer.dataFormat)) : null;
    }
    case 'zeroPadding2d': {
      const [channels, height, width] = planes(input, layer.dataFormat);
      const border = (axis: 0 | 1, size: number) => {
        const [before, after] = layer.padding[axis];
        return ['0'.repeat(before), 'x'.repeat(size), '0'.repeat(after)].join('').length;
      };
      return free(unplanes(channels, border(0, height), border(1, width), layer.dataFormat));
    }
    case 'flatten': {
      let numbers = 0;
      const [a = 0, b = 0, c = 0] = input;
      for (let i = 0; i < a; i++) for (let j = 0; j < b; j++) for (let k = 0; k < c; k++) numbers++;
      return free([numbers]);
    }
    case 'dense': {
      let weights = 0;
      for (let from = 0; from < (input[0] ?? 0); from++) for (let to = 0; to < layer.units; to++) weights++;
      return {
        output: [layer.units],
        parameters: weights + (layer.useBias ? layer.units : 0),
        multiplyAdds: weights,
      };
    }
    default:
      return free(input);
  }
}

function convolution(layer: Conv2D, input: Shape): NaiveRow | null {
  const [channels, height, width] = planes(input, layer.dataFormat);
  const each = channels / layer.groups;
  if (!Number.isInteger(each) || !Number.isInteger(layer.filters / layer.groups)) return null;
  const taps = (axis: 0 | 1) =>
    Array.from({ length: layer.kernelSize[axis] }, (_, tap) => tap * layer.dilationRate[axis]);
  const span = (axis: 0 | 1) => (taps(axis).at(-1) ?? 0) + 1;
  const rows = starts(height, span(0), layer.strides[0], layer.padding);
  const columns = starts(width, span(1), layer.strides[1], layer.padding);
  if (rows.length === 0 || columns.length === 0) return null;
  const positions = rows.flatMap((top) => columns.map((left) => [top, left]));
  const weights = new Set<string>();
  let multiplyAdds = 0;
  const apply = (filter: number) => {
    for (const y of taps(0)) {
      for (const x of taps(1)) {
        for (let channel = 0; channel < each; channel++) {
          multiplyAdds++;
          weights.add([filter, y, x, channel].join());
        }
      }
    }
  };
  for (let filter = 0; filter < layer.filters; filter++) {
    if (layer.useBias) weights.add(`bias ${filter}`);
    positions.forEach(() => apply(filter));
  }
  return {
    output: unplanes(layer.filters, rows.length, columns.length, layer.dataFormat),
    parameters: weights.size,
    multiplyAdds,
  };
}

/** Where windows begin along one axis: valid, as long as they end within; same, at every stride within. */
function starts(size: number, span: number, stride: number, padding: Padding): number[] {
  const positions: number[] = [];
  for (let start = 0; start < size; start += stride) {
    if (padding === 'same' || start + span <= size) positions.push(start);
  }
  return positions;
}

function planes(shape: Shape, dataFormat: string): [number, number, number] {
  const [a = 0, b = 0, c = 0] = shape;
  return dataFormat === 'channelsFirst' ? [a, b, c] : [c, a, b];
}

function unplanes(channels: number, height: number, width: number, dataFormat: string): Shape {
  return dataFormat === 'channelsFirst' ? [channels, height, width] : [height, width, channels];
}

function free(output: Shape): NaiveRow {
  return { output, parameters: 0, multiplyAdds: 0 };
}

/**
 * The input pixels that each unit of the last layer depends on, along one axis, by following every window back.
 * Only for layers that slide without padding of their own; zeros of a padding layer depend on no pixel.
 */
export function dependencies(layers: readonly Layer[], size: number, axis: 0 | 1): Set<number>[] {
  let units = Array.from({ length: size }, (_, pixel) => new Set([pixel]));
  for (const layer of layers) {
    if (layer.type === 'zeroPadding2d') {
      const [before, after]: Pair = layer.padding[axis];
      const zeros = (count: number) => Array.from({ length: count }, () => new Set<number>());
      units = [...zeros(before), ...units, ...zeros(after)];
    } else if (layer.type === 'conv2d' || layer.type === 'maxPooling2d') {
      const window = layer.type === 'conv2d' ? layer.kernelSize[axis] : layer.poolSize[axis];
      const step = layer.type === 'conv2d' ? layer.dilationRate[axis] : 1;
      const span = (window - 1) * step + 1;
      units = starts(units.length, span, layer.strides[axis], 'valid').map((start) => {
        const seen = new Set<number>();
        for (let tap = 0; tap < window; tap++)
          for (const pixel of units[start + tap * step] ?? []) seen.add(pixel);
        return seen;
      });
    }
  }
  return units;
}
