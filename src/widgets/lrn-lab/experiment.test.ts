/** The lab's numbers, against stock TensorFlow.js and against the chapter's worked example. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { paper } from './constants';
import { experiment } from './experiment';
import type { MapStack } from '../../model/trace/maps';

const [channels, side] = [9, 7];

/** Like what ReLU gives: half zeros. */
function randomPatch(): MapStack {
  const values = tf.tidy(() =>
    tf.randomNormal([channels, side, side], 0, 60, 'float32', 3).relu().dataSync(),
  );
  return { shape: [channels, side, side], values: new Float32Array(values) };
}

/** Both orders by TensorFlow.js, as [channel][row][column]. */
function bothOrders({ values }: MapStack, { depthRadius, bias, alpha, beta }: typeof paper) {
  return tf.tidy(() => {
    const x: tf.Tensor4D = tf.tensor3d(values, [channels, side, side]).transpose([1, 2, 0]).expandDims(0);
    const normalize = (y: tf.Tensor4D) => tf.localResponseNormalization(y, depthRadius, bias, alpha, beta);
    const pool = (y: tf.Tensor4D) => tf.maxPool(y, 3, 2, 'valid');
    const first = (y: tf.Tensor4D) => y.squeeze([0]).transpose([2, 0, 1]);
    return {
      normalized: first(normalize(x)).arraySync() as number[][][],
      last: [pool(normalize(x)), normalize(pool(x))].map((y) => Array.from(first(y).dataSync())),
    };
  });
}

describe('experiment(patch, name, choices)', () => {
  const patch = randomPatch();
  const choices = {
    constants: paper,
    order: 'normalised first',
    place: { row: 4, column: 2 },
    channel: 5,
  } as const;

  test('what comes out at a place is what TensorFlow.js gives there, and what the vote says', () => {
    const lab = experiment(patch, 'x', choices);
    const { normalized } = bothOrders(patch, paper);
    lab.after.forEach((value, channel) => expect(value).toBeCloseTo(normalized[channel]![4]![2]!, 3));
    expect((lab.before[5] ?? NaN) / lab.election.divisor).toBeCloseTo(lab.after[5] ?? NaN, 3);
  });

  test.for(['normalised first', 'pooled first'] as const)('%s: the last stage', (order) => {
    const lab = experiment(patch, 'x', { ...choices, order });
    const expected = bothOrders(patch, paper).last[order === 'normalised first' ? 0 : 1] ?? [];
    const last = lab.stages.at(-1)?.maps.values ?? [];
    Array.from(last).forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 3));
  });

  test('the orders’ difference is that of TensorFlow.js’s results', () => {
    const [a = [], b = []] = bothOrders(patch, paper).last;
    const each = a.map((x, index) => {
      const y = b[index]!;
      return x === y ? 0 : Math.abs(x - y) / Math.max(x, y);
    });
    const { mean, largest, count } = experiment(patch, 'x', choices).difference;
    expect(count).toBe(channels * 9);
    expect(mean).toBeCloseTo(each.reduce((sum, value) => sum + value, 0) / each.length, 5);
    expect(largest).toBeCloseTo(Math.max(...each), 5);
  });

  test('begins at the loudest place, with the channel that loses most to its neighbours', () => {
    const lab = experiment(patch, 'x', { ...choices, place: null, channel: null });
    const x = (channel: number, place: number) => patch.values[channel * side * side + place]!;
    const energies = Array.from({ length: side * side }, (_, place) =>
      Array.from({ length: channels }, (__, channel) => x(channel, place) ** 2).reduce((a, b) => a + b),
    );
    const place = energies.indexOf(Math.max(...energies));
    expect(lab.place.row * side + lab.place.column).toBe(place);
    const losses = Array.from({ length: channels }, (_, i) => {
      const a = x(i, place);
      let sum = 0;
      for (let j = Math.max(0, i - 2); j <= Math.min(channels - 1, i + 2); j++) sum += x(j, place) ** 2;
      return a / (2 + 1e-4 * a * a) ** 0.75 - a / (2 + 1e-4 * sum) ** 0.75;
    });
    expect(lab.channel).toBe(losses.indexOf(Math.max(...losses)));
  });

  test('a place and a channel that an edited network no longer has are the nearest it has', () => {
    const lab = experiment(patch, 'x', { ...choices, place: { row: 40, column: 1 }, channel: 95 });
    expect(lab.place).toEqual({ row: side - 1, column: 1 });
    expect(lab.channel).toBe(channels - 1);
  });
});
