import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readersOf, readsOf, type Range } from './reads';
import { traceUnit } from './trace-unit';
import { unitAt, type FeatureMaps, type Unit } from '../feature-maps';
import type { DataFormat, Shape } from '../layer';
import { activation, conv2d, dense, flatten, zeroPadding2d } from '../make-layer';
import { notebookNetwork } from '../networks';
import { rows, type Row } from '../rows';
import { fittingNetworks } from '../../../tests/support/model/networks';

const table = rows(notebookNetwork());
const named = (name: string) => table.find(({ layer }) => layer.name === name)!;

describe('readsOf(row, unit), of the notebook', () => {
  test.for<[string, Unit, readonly [number, number][]]>([
    [
      'Conv1',
      [7, 2, 54],
      [
        [0, 3],
        [8, 19],
        [216, 227],
      ],
    ],
    [
      'LRN1',
      [1, 5, 6],
      [
        [0, 4],
        [5, 6],
        [6, 7],
      ],
    ],
    [
      'MaxPool',
      [9, 1, 26],
      [
        [9, 10],
        [2, 5],
        [52, 55],
      ],
    ],
    [
      'zero_padding2d_25',
      [4, 0, 12],
      [
        [4, 5],
        [-1, 0],
        [11, 12],
      ],
    ],
    [
      'flatten_7',
      [257],
      [
        [1, 2],
        [0, 1],
        [1, 2],
      ],
    ],
    ['FC6', [4000], [[0, 6400]]],
    ['activation_85', [3], [[0, 1000]]],
    ['dropout_17', [5], [[5, 6]]],
  ])('%s', ([name, unit, expected]) => {
    expect(readsOf(named(name), unit)).toEqual(expected.map(([start, end]) => ({ start, end })));
  });

  test('refuses a unit that is not there', () => {
    expect(() => readsOf(named('FC6'), [4096])).toThrow(
      new RangeError('FC6 has no unit [4096]: it has unit 0 to 4095'),
    );
  });
});

describe('readersOf(row, inputUnit), of the notebook', () => {
  test.for<[string, Unit, Unit]>([
    ['Conv1', [2, 0, 226], [2, 0, 54]],
    ['Conv1', [1, 113, 100], [1, 27, 24]],
    ['zero_padding2d_25', [4, 0, 10], [4, 1, 11]],
    ['flatten_7', [1, 0, 1], [257]],
    ['FC6', [6399], [4095]],
    ['activation_85', [3], [3]],
    ['LRN1', [95, 1, 2], [95, 1, 2]],
  ])('%s at %j', ([name, unit, reader]) => {
    expect(readersOf(named(name), unit)).toEqual(reader);
  });

  test('refuses a unit of the input that is not there', () => {
    expect(() => readersOf(named('Conv1'), [3, 0, 0])).toThrow(
      new RangeError(
        'The input of Conv1 has no unit [3, 0, 0]: it has channel 0 to 2, row 0 to 226, column 0 to 226',
      ),
    );
  });

  test('leftover pixels and gaps between windows are read by nobody', () => {
    const [row] = rows({
      name: 'gaps',
      inputShape: [1, 8, 8],
      layers: [conv2d('c', 1, 2, { strides: 3 })],
    });
    expect(readersOf(row!, [0, 2, 0])).toBeNull();
    expect(readersOf(row!, [0, 0, 4])).toEqual([0, 0, 1]);
    expect(readersOf(row!, [0, 5, 0])).toBeNull();
  });
});

test('of a layer that is not known nothing is said', () => {
  const layers = [
    activation('snake', 'snake'),
    {
      type: 'other',
      name: 'other',
      className: 'UpSampling2D',
      outputShape: [4],
      parameters: 0,
      trainableParameters: 0,
    } as const,
  ];
  for (const row of rows({ name: 'unknown', inputShape: [4], layers })) {
    expect(readsOf(row, [1])).toBeNull();
    expect(readersOf(row, [1])).toBeNull();
  }
});

/** [channels, height, width] of a shape. */
function maps(shape: Shape, format: DataFormat): Shape {
  const [a = 0, b = 0, c = 0] = shape;
  return shape.length === 3 && format === 'channelsLast' ? [c, a, b] : shape;
}

function all(shape: Shape): Unit[] {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return Array.from({ length: size }, (_, index) => unitAt({ shape }, index));
}

describe('random layers', () => {
  const networks = fittingNetworks({ activations: ['relu', 'softmax'], mixed: true });
  const settings = { numRuns: 16, seed: 1 };

  /** Every unit of a layer's output with the units it was traced to. */
  function tracedAll(row: Row): { unit: Unit; inputs: readonly Unit[] }[] {
    const { layer } = row;
    const shape = maps(row.input, row.inputFormat);
    const input: FeatureMaps = { shape, values: new Float32Array(all(shape).length) };
    const kernelShape =
      layer.type === 'conv2d'
        ? [...layer.kernelSize, maps(row.input, layer.dataFormat)[0]! / layer.groups, 1]
        : [row.input.at(-1)!, 1];
    const kernel = new Float32Array(kernelShape.reduce((a, b) => a * b));
    return all(maps(row.output, row.dataFormat)).map((unit) => ({
      unit,
      inputs: traceUnit(row, input, unit, { kernelShape, kernel, bias: null }).inputs,
    }));
  }

  test('readsOf is the box around what the unit was made from', () => {
    const check = (row: Row) => {
      // Between the taps of a dilated kernel, the edge of the input may lie in a gap.
      if (row.layer.type === 'conv2d' && row.layer.dilationRate.some((rate) => rate > 1)) return;
      const shape = maps(row.input, row.inputFormat);
      const wrong = tracedAll(row).filter(({ unit, inputs }) => {
        const box = readsOf(row, unit)!.map(({ start, end }, axis) => [
          Math.max(0, start),
          Math.min(shape[axis]!, end) - 1,
        ]);
        if (inputs.length === 0) return !box.some(([first, last]) => first! > last!);
        const around = shape.map((_, axis) => {
          const places = inputs.map((input) => input[axis]!);
          return [Math.min(...places), Math.max(...places)];
        });
        return String(box) !== String(around);
      });
      expect(wrong, JSON.stringify(row.layer)).toEqual([]);
    };
    fc.assert(
      fc.property(networks, (network) => rows(network).forEach(check)),
      settings,
    );
  });

  test(
    'readersOf finds a reader whenever there is one, and none is more central',
    { timeout: 60_000 },
    () => {
      const off = (range: Range, place: number) => Math.abs((range.start + range.end - 1) / 2 - place);
      let unread = 0;
      const check = (row: Row) => {
        const readers = new Map<string, Unit[]>();
        for (const { unit, inputs } of tracedAll(row)) {
          for (const input of inputs) {
            const known = readers.get(String(input));
            if (known) known.push(unit);
            else readers.set(String(input), [unit]);
          }
        }
        const wrong = all(maps(row.input, row.inputFormat)).filter((input) => {
          const found = readersOf(row, input);
          const reading = readers.get(String(input)) ?? [];
          if (!found) {
            unread++;
            return reading.length > 0;
          }
          if (!reading.some((unit) => String(unit) === String(found))) return true;
          if (found.length !== 3 || row.dataFormat !== row.inputFormat) return false;
          const distance = (unit: Unit) => {
            const [, down, across] = readsOf(row, unit)!;
            return off(down!, input[1]!) + off(across!, input[2]!);
          };
          return distance(found) !== Math.min(...reading.map(distance));
        });
        expect(wrong, JSON.stringify(row.layer)).toEqual([]);
      };
      fc.assert(
        fc.property(networks, (network) => rows(network).forEach(check)),
        settings,
      );
      expect(unread).toBeGreaterThan(0);
    },
  );
});

test('formats mixed: a flatten that was not told of channels first reads in the order of memory', () => {
  const layers = [
    zeroPadding2d('z', 0),
    { ...flatten('f'), dataFormat: 'channelsLast' } as const,
    dense('d', 2),
  ];
  const row = rows({ name: 'mixed', inputShape: [2, 3, 4], layers })[1]!;
  expect(readersOf(row, [1, 1, 1])).toEqual([17]);
  expect(readsOf(row, [17])!.map(({ start }) => start)).toEqual([1, 1, 1]);
});
