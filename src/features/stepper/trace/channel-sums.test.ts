import { describe, expect, test } from 'vitest';
import { channelSums } from './channel-sums';
import { inputChannelOf } from './input-channel';
import { traceUnit } from '../../../model/trace/trace-unit';
import type { TracedConvolution, UnitWeights } from '../../../model/trace/traced';
import type { Unit } from '../../../model/feature-maps';
import type { Layer, Shape } from '../../../model/layer';
import { conv2d, dense, flatten, maxPooling2d } from '../../../model/make-layer';
import { rows } from '../../../model/rows';

function trace(
  layer: Layer,
  shape: Shape,
  values: readonly number[],
  unit: Unit,
  weights: UnitWeights | null = null,
) {
  const [row] = rows({ name: 'one layer', inputShape: shape, layers: [layer] });
  return traceUnit(row!, { shape, values }, unit, weights);
}

describe('the channels of a convolution', () => {
  const values = Array.from({ length: 5 * 9 }, (_, index) => Math.sin(index));
  const filter = {
    kernelShape: [2, 2, 5, 1],
    kernel: Array.from({ length: 20 }, (_, index) => Math.cos(index)),
    bias: [0.25],
  };
  const traced = trace(conv2d('c', 1, 2), [5, 3, 3], values, [0, 1, 0], filter) as TracedConvolution;

  test('are summed apart, the one that counts most first', () => {
    const sums = channelSums(traced);
    // Loops over [height, width, channels], as TensorFlow keeps the kernel.
    for (const { channel, sum } of sums) {
      let expected = 0;
      for (const row of [0, 1])
        for (const column of [0, 1])
          expected +=
            Math.sin(channel * 9 + (row + 1) * 3 + column) * Math.cos((row * 2 + column) * 5 + channel);
      expect(sum).toBeCloseTo(expected, 12);
    }
    const sizes = sums.map(({ sum }) => Math.abs(sum));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sums.map(({ channel }) => channel).toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(inputChannelOf(conv2d('c', 1, 2), [0, 1, 0], traced)).toBe(sums[0]?.channel);
  });

  test('of other layers the unit itself names', () => {
    expect(inputChannelOf(maxPooling2d('p', 2), [7, 1, 1], null)).toBe(7);
    expect(
      inputChannelOf(flatten('f'), [7], trace(flatten('f'), [2, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7], [7])),
    ).toBe(1);
    expect(inputChannelOf(dense('d', 3), [1], null)).toBeNull();
  });
});
