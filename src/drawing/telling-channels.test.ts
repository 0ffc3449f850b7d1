import { describe, expect, test } from 'vitest';
import { channelsOfStrip, tellingChannels } from './telling-channels';

/** Channels of 4 x 4, each by its own rule of the place. */
function maps(...rules: readonly ((place: number) => number)[]) {
  const values = Float32Array.from({ length: 16 * rules.length }, (_, at) =>
    rules[Math.floor(at / 16)]!(at % 16),
  );
  return { shape: [rules.length, 4, 4], values };
}

const silent = () => 0;
const across = (place: number) => place % 4;
const down = (place: number) => Math.floor(place / 4);
const flat = () => 7;

describe('tellingChannels', () => {
  test('takes those that vary, not those that are large, in the order of their numbers', () => {
    expect(tellingChannels(maps(flat, across, silent, down), 2)).toEqual([1, 3]);
    expect(
      tellingChannels(
        maps(flat, across, silent, (place) => 2 * down(place)),
        1,
      ),
    ).toEqual([3]);
  });

  test('one that shows what another shows already comes last, upside down too', () => {
    const twice = (place: number) => 2 * across(place);
    const negative = (place: number) => -1.5 * across(place);
    expect(tellingChannels(maps(across, twice, negative, down), 2)).toEqual([1, 3]);
  });

  test('gives all where there are not more, and the first where none tells anything', () => {
    expect(tellingChannels(maps(silent, across), 8)).toEqual([0, 1]);
    expect(tellingChannels(maps(silent, silent, silent), 2)).toEqual([0, 1]);
  });

  test('what is not a number tells nothing', () => {
    expect(
      tellingChannels(
        maps(
          () => NaN,
          across,
          () => Infinity,
          down,
        ),
        2,
      ),
    ).toEqual([1, 3]);
    expect(
      tellingChannels(
        maps(
          () => NaN,
          () => NaN,
        ),
        1,
      ),
    ).toEqual([0]);
  });

  test('is the same every time, of a whole layer too', () => {
    const values = Float32Array.from({ length: 96 * 55 * 55 }, (_, at) => Math.sin(at * 0.37) * (at % 7));
    const conv1 = { shape: [96, 55, 55], values };
    const channels = tellingChannels(conv1, 8);
    expect(new Set(channels).size).toBe(8);
    expect(channels).toEqual(channels.toSorted((one, other) => one - other));
    expect(tellingChannels(conv1, 8)).toEqual(channels);
  });
});

test('layers of as many channels show the same, chosen where least is left', () => {
  const given = { layer: 'Conv1', ...maps(across, down, flat) };
  const rectified = { layer: 'ReLU1', ...maps(silent, down, flat) };
  const pooled = { layer: 'Conv2', ...maps(across, silent) };
  expect([...channelsOfStrip([given, rectified, pooled], 1)]).toEqual([
    ['Conv1', [1]],
    ['ReLU1', [1]],
    ['Conv2', [0]],
  ]);
});
