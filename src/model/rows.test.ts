import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Layer, Network } from './layer';
import { conv2d, dense, flatten, maxPooling2d, zeroPadding2d } from './make-layer';
import { notebookNetwork } from './networks';
import { rows } from './rows';
import { ShapeError } from './shapes';
import { dependencies, naiveRows } from '../../tests/support/model/naive';
import { networks } from '../../tests/support/model/networks';

const row = (network: Network, name: string) => rows(network).find(({ layer }) => layer.name === name);

describe('rows against windows slid one position at a time', () => {
  test('random stacks that fit have its shapes, parameters and multiply-adds, and the others are refused', () => {
    let [fitting, unfitting] = [0, 0];
    fc.assert(
      fc.property(networks(), (network) => {
        const expected = naiveRows(network);
        if (expected === null) {
          unfitting++;
          expect(() => rows(network)).toThrow(ShapeError);
          return;
        }
        fitting++;
        const found = rows(network).map(({ output, parameters, multiplyAdds }) => ({
          output,
          parameters,
          multiplyAdds,
        }));
        expect(found).toEqual(expected);
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(fitting).toBeGreaterThan(100);
    expect(unfitting).toBeGreaterThan(20);
  });
});

describe('bytes', () => {
  test('four a weight and four an activation: FC6 of the notebook', () => {
    expect(row(notebookNetwork(), 'FC6')).toMatchObject({
      weightBytes: 104_873_984,
      activationBytes: 16_384,
    });
  });

  test('203 MB of weights in the whole notebook', () => {
    const bytes = rows(notebookNetwork()).reduce((sum, { weightBytes }) => sum + weightBytes, 0);
    expect(Math.round(bytes / 1e6)).toBe(203);
  });
});

describe('receptive fields', () => {
  test.for([
    ['Conv1', 11, 4],
    ['MaxPool', 19, 8],
    ['Conv2', 51, 8],
    ['MaxPool2', 67, 16],
    ['Conv3', 99, 16],
    ['Conv4', 131, 16],
    ['Conv5', 163, 16],
    ['MaxPool3', 195, 32],
  ] as const)('%s sees %i pixels, %i apart', ([name, size, stride]) => {
    const network = notebookNetwork();
    expect(row(network, name)).toMatchObject({
      receptiveField: [size, size],
      receptiveFieldStride: [stride, stride],
    });

    const layers = network.layers.slice(0, network.layers.findIndex((layer) => layer.name === name) + 1);
    const units = dependencies(layers, 227, 0);
    const middle = Math.floor(units.length / 2);
    const [pixels, next] = [units[middle], units[middle + 1]].map((seen) => [...(seen ?? [])]);
    expect(pixels).toHaveLength(size);
    expect(Math.min(...(next ?? [])) - Math.min(...(pixels ?? []))).toBe(stride);
  });

  test('neither square nor dense: dilation reaches further, each axis for itself', () => {
    const layers: Layer[] = [
      conv2d('a', 2, [3, 5], { strides: [1, 2] }),
      conv2d('b', 2, [2, 3], { dilationRate: [4, 1] }),
      maxPooling2d('c', [3, 2]),
    ];
    const last = rows({ name: 'skew', inputShape: [1, 40, 40], layers }).at(-1);
    for (const axis of [0, 1] as const) {
      const [first, second] = dependencies(layers, 40, axis);
      const [lowest, next] = [Math.min(...(first ?? [])), Math.min(...(second ?? []))];
      expect(last?.receptiveField?.[axis]).toBe(Math.max(...(first ?? [])) - lowest + 1);
      expect(last?.receptiveFieldStride?.[axis]).toBe(next - lowest);
    }
  });

  test('a dense layer sees the whole image', () => {
    expect(row(notebookNetwork(), 'FC6')?.receptiveField).toEqual([227, 227]);
    expect(row(notebookNetwork(), 'dropout_19')).toMatchObject({
      receptiveField: [227, 227],
      receptiveFieldStride: [0, 0],
    });
  });

  test('what a dense layer sees without a flatten layer before it is not known', () => {
    const layers = [conv2d('conv', 4, 3), dense('dense', 2)];
    const last = rows({ name: 'unflattened', inputShape: [3, 8, 8], layers }).at(-1);
    expect(last).toMatchObject({ receptiveField: null, receptiveFieldStride: null });
  });

  test('a network of vectors has none', () => {
    const [only] = rows({ name: 'vector', inputShape: [4], layers: [dense('d', 2)] });
    expect(only).toMatchObject({
      output: [2],
      parameters: 10,
      receptiveField: null,
      receptiveFieldStride: null,
    });
  });
});

describe('the format in which to read a row', () => {
  test("a layer's own, then that of those before it", () => {
    const layers: Layer[] = [
      { ...zeroPadding2d('pad', 1), dataFormat: 'channelsLast' },
      { type: 'activation', name: 'relu', activation: 'relu' },
      { ...flatten('flatten'), dataFormat: 'channelsLast' },
    ];
    const formats = rows({ name: 'last', inputShape: [5, 5, 3], layers }).map(({ dataFormat }) => dataFormat);
    expect(formats).toEqual(['channelsLast', 'channelsLast', 'channelsLast']);
  });
});

test('a frozen layer has all figures of one that is not, with nothing to train', () => {
  const [conv1, frozen] = [{}, { frozen: true as const }].map((options) => {
    const layers = [conv2d('Conv1', 96, 11, { strides: 4, ...options })];
    return rows({ name: 'one', inputShape: [3, 227, 227], layers })[0];
  });
  expect(frozen).toEqual({ ...conv1, layer: frozen?.layer, trainable: 0 });
});

describe('a layer without words of ours', () => {
  const other: Layer = {
    type: 'other',
    name: 'batch_normalization_1',
    className: 'BatchNormalization',
    outputShape: [96, 55, 55],
    parameters: 384,
    trainableParameters: 192,
  };

  test('is taken at its word', () => {
    const network = notebookNetwork();
    const [conv1] = network.layers;
    const found = rows({ ...network, layers: conv1 ? [conv1, other] : [] }).at(-1);
    expect(found).toMatchObject({ output: [96, 55, 55], parameters: 384, trainable: 192, multiplyAdds: 0 });
  });

  test('leaves unknown what its units see, and those after it, a dense layer too', () => {
    const layers = [conv2d('conv', 96, 11, { strides: 4 }), other, flatten('flat'), dense('dense', 2)];
    const fields = rows({ name: 'mixed', inputShape: [3, 227, 227], layers });
    expect(fields.map(({ receptiveField }) => receptiveField)).toEqual([[11, 11], null, null, null]);
    expect(fields.at(-1)?.receptiveFieldStride).toBeNull();
  });
});
