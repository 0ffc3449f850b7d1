import { expect, test } from 'vitest';
import { crossTalkNetwork, halvedLayers } from '../../model/family/two-cards';
import { upright, volume } from '../../drawing/volume';
import { cardBox, drawing, figureTwo } from './figure-two';

const network = crossTalkNetwork('paper');
const layers = halvedLayers(network);
const figure = figureTwo(network.inputShape ?? [], layers);

test('every half but that of the scores stands on both cards, to one scale', () => {
  expect(figure.halves.map(({ layer, card }) => `${layer.name} ${card}`)).toEqual([
    ...['conv1', 'conv2', 'conv3', 'conv4', 'conv5', 'fc6', 'fc7'].flatMap((name) => [
      `${name} 1`,
      `${name} 2`,
    ]),
    'fc8 1',
  ]);
  const { photograph } = figure;
  const zoom = photograph.volume.height / volume(network.inputShape ?? [], 'channelsFirst').height;
  for (const half of figure.halves) {
    const { width, height } = upright(volume(half.layer.half, 'channelsFirst'));
    expect(half.volume.width).toBeCloseTo(zoom * width);
    expect(half.volume.height).toBeCloseTo(zoom * height);
  }
});

test('lines cross between the cards where the paper says so, and nothing stands outside or over another', () => {
  const crossing = figure.readings.filter(({ crosses }) => crosses);
  // conv3, fc6 and fc7 in both directions, fc8 from the second card.
  expect(crossing).toHaveLength(7);
  expect(figure.readings).toHaveLength(2 + 2 + 4 + 2 + 2 + 4 + 4 + 2);
  for (const [index, { card, left, top, volume }] of figure.halves.entries()) {
    expect(top).toBeGreaterThan(cardBox.top(card));
    expect(top + volume.height).toBeLessThan(cardBox.top(card) + cardBox.height);
    expect(left + volume.width).toBeLessThan(drawing.width);
    const next = figure.halves[index + 2];
    if (next) expect(left + volume.width).toBeLessThan(next.left);
  }
});
