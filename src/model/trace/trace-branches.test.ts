import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { indexOf, unitAt, type FeatureMaps, type Unit } from '../feature-maps';
import type { Network, Taken } from '../layer';
import { rows } from '../rows';
import { fieldOn } from './field';
import { readsOf } from './reads';
import { boxesOf, joinedInput, placesOf, sourceOf } from './source-of';
import { traceUnit } from './trace-unit';
import { branchedNetworks } from '../../../tests/support/model/branched-networks';
import { composedOutputs, type LayerWeights } from '../../../tests/support/model/composed-outputs';
import { mapsOf, tf } from '../../../tests/support/model/stock-model';

const NETWORKS = 80;
const UNITS_PER_LAYER = 2;

beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

function weightsOf({ kernel, bias }: LayerWeights, unit: Unit) {
  const last = kernel.rank - 1;
  const one = kernel.slice(
    kernel.shape.map((_, axis) => (axis === last ? unit[0]! : 0)),
    [...kernel.shape.slice(0, last), 1],
  );
  return {
    kernelShape: one.shape,
    kernel: one.dataSync(),
    bias: bias.slice([unit[0]!], [1]).dataSync(),
  };
}

const valueAt = (maps: FeatureMaps, unit: Unit) => maps.values[indexOf(maps, unit)]!;

/** Channels first, as readers see it. */
function imageOf(network: Network, seed: number): tf.Tensor {
  const [a = 0, b = 0, c = 0] = network.inputShape ?? [];
  const channelsLast = network.layers.some(
    (layer) => 'dataFormat' in layer && layer.dataFormat === 'channelsLast',
  );
  return tf.randomNormal(channelsLast ? [1, c, a, b] : [1, a, b, c], 0, 2, 'float32', seed);
}

test('numbers of networks that branch are traced as plain operations give them', () => {
  const seen = new Set<string>();
  const check = (network: Network, seed: number, places: readonly number[]) => {
    const table = rows(network);
    const { outputs, weights } = composedOutputs(network, imageOf(network, seed), seed);
    const maps = new Map<Taken, { shape: readonly number[]; values: Float32Array<ArrayBuffer> }>(
      [...outputs].map(([name, tensor]) => {
        const { shape, values } = mapsOf(tensor);
        return [name, { shape, values: Float32Array.from(values) }];
      }),
    );
    for (const [index, row] of table.entries()) {
      const { layer } = row;
      const input = joinedInput(
        row,
        row.takes.map((name) => maps.get(name)!),
      );
      const output = maps.get(layer.name)!;
      for (const place of places) {
        const unit = unitAt(output, place % output.values.length);
        const own = weights.get(layer.name);
        const traced = traceUnit(row, input, unit, own ? weightsOf(own, unit) : null);
        const where = `${JSON.stringify(layer)} at ${unit.join()}`;
        const given = valueAt(output, unit);
        expect(Math.abs(traced.value! - given), where).toBeLessThanOrEqual(
          Math.max(1e-4 * Math.abs(given), 1e-5),
        );
        // What it was made from lies in its box, and is found again where it comes from.
        const box = readsOf(row, unit)!;
        const lost = traced.inputs.filter((read) => {
          const source = sourceOf(row, read);
          const isHere =
            read.every((at, axis) => at >= box[axis]!.start && at < box[axis]!.end) &&
            boxesOf(row, box).some((part) => part.layer === source.layer) &&
            valueAt(maps.get(source.layer)!, source.unit) === valueAt(input, read) &&
            placesOf(row, source.layer, source.unit).some((found) => String(found) === String(read));
          return !isHere;
        });
        expect(lost, where).toEqual([]);
        expect(fieldOn(table, index, unit).onInput === null).toBe(input.shape.length !== 3);
        seen.add(traced.kind);
      }
    }
  };
  const places = fc.array(fc.nat(), { minLength: UNITS_PER_LAYER, maxLength: UNITS_PER_LAYER });
  fc.assert(fc.property(branchedNetworks, fc.nat(1e6), places, check), { numRuns: NETWORKS, seed: 1 });
  expect([...seen].sort()).toEqual([
    'activation',
    'averagePooling',
    'convolution',
    'dense',
    'flatten',
    'handedOn',
    'maxPooling',
    'normalization',
    'padding',
  ]);
});

test('a unit of a network that branches does not answer to pixels beyond its field', () => {
  let limited = 0;
  const check = (network: Network, seed: number, place: number) => {
    const table = rows(network);
    const image = imageOf(network, seed);
    const { outputs } = composedOutputs(network, image, seed);
    const index = place % table.length;
    const name = table[index]!.layer.name;
    const before = mapsOf(outputs.get(name)!);
    const unit = unitAt(before, place % before.values.length);
    const field = fieldOn(table, index, unit).onImage?.clipped;
    if (!field) return;
    const { top, left, height, width } = field;
    const [, , rowsIn = 0, columnsIn = 0] = image.shape;
    if (height < rowsIn || width < columnsIn) limited++;
    const inside = tf.ones([height, width]).pad([
      [top, rowsIn - top - height],
      [left, columnsIn - left - width],
    ]);
    const other = tf.add(image, tf.mul(tf.sub(1, inside), 7));
    const after = mapsOf(composedOutputs(network, other, seed).outputs.get(name)!);
    expect(valueAt(after, unit)).toBeCloseTo(valueAt(before, unit), 4);
  };
  fc.assert(fc.property(branchedNetworks, fc.nat(1e6), fc.nat(), check), { numRuns: 60, seed: 2 });
  expect(limited).toBeGreaterThan(20);
});
