import { describe, expect, test } from 'vitest';
import { crossTalkNetwork, halvedLayers, sight, type CrossTalk } from './two-cards';

const of = (crossTalk: CrossTalk) => halvedLayers(crossTalkNetwork(crossTalk));
const total = (crossTalk: CrossTalk, what: 'parameters' | 'multiplyAdds' | 'crossing') =>
  of(crossTalk).reduce((sum, layer) => sum + layer[what], 0);

describe('the halves of the paper’s network', () => {
  // Paper, section 3.5 and figure 2: the depths of the kernels and what each card holds.
  test('are what the paper writes at its figure 2', () => {
    expect(
      of('paper').map(({ name, depth, half, crossed }) => [name, depth, half.join(' × '), crossed]),
    ).toEqual([
      ['conv1', 3, '48 × 55 × 55', false],
      ['conv2', 48, '128 × 27 × 27', false],
      ['conv3', 256, '192 × 13 × 13', true],
      ['conv4', 192, '192 × 13 × 13', false],
      ['conv5', 192, '128 × 13 × 13', false],
      ['fc6', 9216, '2048', true],
      ['fc7', 4096, '2048', true],
      ['fc8', 4096, '1000', true],
    ]);
  });

  test('with less and with more cross-talk have these parameters and multiply-adds', () => {
    const totals = (['dense', 'paper', 'everywhere'] as const).map((each) => [
      total(each, 'parameters'),
      total(each, 'multiplyAdds'),
    ]);
    const conv3 = 384 * 9 * 256;
    expect(totals).toEqual([
      [60_965_224 - conv3 / 2, 724_406_816 - (169 * conv3) / 2],
      [60_965_224, 724_406_816],
      [62_378_344, 1_135_256_096],
    ]);
  });

  test('send each other what the other one reads: both halves, but of the last layer', () => {
    const numbers = (crossTalk: CrossTalk) => of(crossTalk).map(({ crossing }) => crossing);
    expect(numbers('paper')).toEqual([0, 0, 256 * 13 * 13, 0, 0, 9216, 4096, 2048]);
    expect(numbers('dense')).toEqual([0, 0, 0, 0, 0, 9216, 4096, 2048]);
    expect(numbers('everywhere').slice(0, 5)).toEqual([0, 96 * 27 * 27, 256 * 169, 384 * 169, 384 * 169]);
  });
});

describe('what a half depends on', () => {
  const conv5 = { layer: 4, card: 2 } as const;

  test('is its own card alone, and from a layer with cross-talk down both', () => {
    expect(sight(of('paper'), conv5)).toEqual([[1, 2], [1, 2], [2], [2], [2], [], [], []]);
    expect(sight(of('dense'), conv5)).toEqual([[2], [2], [2], [2], [2], [], [], []]);
    expect(sight(of('everywhere'), conv5)).toEqual([[1, 2], [1, 2], [1, 2], [1, 2], [2], [], [], []]);
  });

  test('is both cards for the scores', () => {
    expect(sight(of('dense'), { layer: 7, card: 1 }).slice(0, 7)).toEqual(Array(7).fill([1, 2]));
  });
});
