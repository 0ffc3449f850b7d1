import { expect, test } from 'vitest';
import { crossTalkNetwork, halvedLayers } from '../../model/family/two-cards';
import { dependenceOf, readingOf, totalsOf } from './words';

const paper = halvedLayers(crossTalkNetwork('paper'));
const apart = halvedLayers(crossTalkNetwork('dense'));

test('what a half reads', () => {
  const words = paper.map((_, layer) => readingOf(paper, { layer, card: 1 }));
  expect(words).toEqual([
    '48 kernels, each 3 deep. It reads the photograph, which both cards have.',
    '128 kernels, each 48 deep. It reads the 48 channels of its own card, and none of the other.',
    '192 kernels, each 256 deep. It reads the 128 channels of its own card and the 128 of the other.',
    '192 kernels, each 192 deep. It reads the 192 channels of its own card, and none of the other.',
    '128 kernels, each 192 deep. It reads the 192 channels of its own card, and none of the other.',
    '2,048 units, each of which reads 9,216 numbers. It reads the 4,608 numbers of its own card and the 4,608 of the other.',
    '2,048 units, each of which reads 4,096 numbers. It reads the 2,048 numbers of its own card and the 2,048 of the other.',
    '1,000 units, each of which reads 4,096 numbers. It reads the 2,048 numbers of its own card and the 2,048 of the other.',
  ]);
});

test('what it depends on', () => {
  expect(dependenceOf(paper, { layer: 0, card: 1 })).toBe('');
  expect(dependenceOf(paper, { layer: 1, card: 2 })).toBe(
    'Down to the photograph it depends on nothing of card 1.',
  );
  expect(dependenceOf(paper, { layer: 4, card: 1 })).toBe(
    'In all, it depends on both halves of conv1 and conv2.',
  );
  expect(dependenceOf(apart, { layer: 4, card: 1 })).toBe(
    'Down to the photograph it depends on nothing of card 2.',
  );
});

test('all together', () => {
  expect(totalsOf(paper)).toEqual({ parameters: 60_965_224, multiplyAdds: 724_406_816, crossing: 58_624 });
});
