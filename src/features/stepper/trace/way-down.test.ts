import { expect, test } from 'vitest';
import { activation, concatenate, conv2d, dense, flatten } from '../../../model/make-layer';
import type { Network } from '../../../model/layer';
import { rows } from '../../../model/rows';
import { outputMaps } from '../../../model/trace/axes';
import { traceUnit } from '../../../model/trace/trace-unit';
import { weightsIndex } from '../../../model/trace/weighted-sum';
import { sourceAt } from './places';
import type { UnitPlace } from './trail';
import { wayDown } from './way-down';

/** Each number of an input is its index, each weight 1: what counts most is what stands last. */
function tracer(table: ReturnType<typeof rows>, wanted = () => true) {
  return async ({ index, unit }: UnitPlace) => {
    const row = table[index]!;
    const size = row.input.reduce((product, axis) => product * axis, 1);
    const input = { shape: row.input, values: Float32Array.from({ length: size }, (_, at) => at) };
    const { layer } = row;
    const kernelShape = layer.type === 'conv2d' ? [...layer.kernelSize, row.input[0]!, 1] : [size, 1];
    const kernel = new Float32Array(kernelShape.reduce((product, axis) => product * axis, 1)).fill(1);
    const weights = weightsIndex(row, unit) === null ? null : { kernelShape, kernel, bias: null };
    await Promise.resolve();
    return wanted() ? traceUnit(row, input, unit, weights) : null;
  };
}

const network: Network = {
  name: 'towers',
  inputShape: [2, 4, 4],
  layers: [
    conv2d('left', 1, 3),
    conv2d('right', 2, 3),
    concatenate('join'),
    activation('relu', 'relu'),
    flatten('flat'),
    dense('end', 3),
  ],
  takes: {
    left: [null],
    right: [null],
    join: ['left', 'right'],
    relu: ['join'],
    flat: ['relu'],
    end: ['flat'],
  },
};
const table = rows(network);

test('the way goes to the pixel, each place the source of the one before, through the tower that made it', async () => {
  const from = { index: 5, unit: [1] };
  const way = await wayDown(table, from, tracer(table));
  expect(way.map(({ index }) => table[index]?.layer.name ?? 'pixel')).toEqual([
    'flat',
    'relu',
    'join',
    'right',
    'pixel',
  ]);
  expect(way.at(-2)).toEqual({ index: 1, unit: [1, 1, 1] });
  expect(way.at(-1)).toEqual(sourceAt(table, 1, [1, 3, 3]));
  expect(outputMaps(table[2]!)).toEqual([3, 2, 2]);
});

test('it ends where nobody wants it any more, and where a number comes from none', async () => {
  let asked = 0;
  expect(
    await wayDown(
      table,
      { index: 5, unit: [1] },
      tracer(table, () => ++asked < 3),
    ),
  ).toHaveLength(2);
  expect(await wayDown(table, { index: -1, unit: [0, 0, 0] }, tracer(table))).toEqual([]);
});
