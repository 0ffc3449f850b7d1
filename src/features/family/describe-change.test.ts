import { describe, expect, test } from 'vitest';
import { align } from '../../model/family/align';
import { FAMILY, memberOf, type MemberId } from '../../model/family/family';
import { stepsOf } from '../../model/family/steps';
import { rows } from '../../model/rows';
import { writeCount } from '../../drawing/writing/counts';
import { describeChanges, fieldOf, SAME, writeOutput } from './describe-change';

function changes(one: MemberId, other: MemberId) {
  const [ones, others] = [one, other].map((id) => stepsOf(rows(memberOf(id).network())));
  return describeChanges(align(ones!, others!));
}

/** What is said of a row, by the name that the layer has in the one network, or else in the other. */
function words(one: MemberId, other: MemberId, layer: string): string | undefined {
  const found = changes(one, other).find((row) => (row.one ?? row.other)?.lead.layer.name === layer);
  return found?.words;
}

const PAIRS = FAMILY.flatMap((one) => FAMILY.map((other) => [one.id, other.id] as const));

describe('what changes, in words', () => {
  test.for(PAIRS)('%s to %s: names both counts and both sizes where they are unlike', ([one, other]) => {
    for (const { one: then, other: now, words, differs } of changes(one, other)) {
      if (!then || !now) {
        expect(differs).toBe(true);
        continue;
      }
      const counts = [then, now].map(({ parameters }) => writeCount(parameters));
      if (counts[0] !== counts[1]) expect(words).toContain(`${counts[1]} parameters instead of ${counts[0]}`);
      const sizes = [then, now].map(writeOutput);
      if (sizes[0] !== sizes[1]) expect(words).toContain(`${sizes[1]} comes out instead of ${sizes[0]}`);
      if (words === SAME) expect(fieldOf(now)).toBe(fieldOf(then));
    }
  });

  test.for(FAMILY)('$id is the same as itself', ({ id }) => {
    expect(changes(id, id).filter(({ differs }) => differs)).toEqual([]);
  });

  test.for([
    [
      'notebook',
      'paper',
      'Conv2',
      'Pads by 2: 27 wide stays 27. Sees half of the channels: 307,456 parameters instead of 614,656. 256 × 27 × 27 comes out instead of 256 × 23 × 23.',
    ],
    ['notebook', 'paper', 'zero_padding2d_25', 'No layer of its own in the second: conv3 does it.'],
    ['notebook', 'paper', 'dropout_18', 'Drops with 0.5 instead of 0.4.'],
    ['notebook', 'paper', 'activation_84', 'Left out: ReLU.'],
    ['paper', 'notebook', 'activation_84', 'Added: ReLU.'],
    ['paper', 'two-towers', 'relu1', 'No layer of its own in the second: conv_1 does it.'],
    [
      'paper',
      'two-towers',
      'conv5',
      'Without padding: 13 wide becomes 11. Built as two towers that are joined behind it. Its ReLU is a part of it here. 256 × 11 × 11 comes out instead of 256 × 13 × 13.',
    ],
    ['bvlc-alexnet', 'caffenet', 'norm1', 'Moved: the second has it behind pool1.'],
    [
      'paper',
      'bvlc-alexnet',
      'norm1',
      'k is 1 instead of 2. α is divided by the window’s size and acts as 0.00002.',
    ],
    ['paper', 'authors-program', 'conv1', 'Rounds sizes up: 224 wide becomes 55.'],
    ['paper', 'authors-program', 'pool1', 'Rounds sizes up: 55 wide becomes 27, as without.'],
    ['paper', 'authors-program', 'cnorm2', 'Added: a normalisation over 5 × 5 places of the same map.'],
    ['paper', 'authors-program', 'fc6', SAME],
    [
      'paper',
      'torchvision',
      'conv4',
      'Has 256 instead of 384 kernels, sees all channels instead of half: 884,992 parameters instead of 663,936. 256 × 13 × 13 comes out instead of 384 × 13 × 13.',
    ],
    [
      'torchvision',
      'd2l',
      'fc8',
      'Has 10 instead of 1,000 units: 40,970 parameters instead of 4,097,000. 10 comes out instead of 1,000.',
    ],
  ] as const)('%s to %s: %s', ([one, other, layer, said]) => {
    expect(words(one, other, layer)).toBe(said);
  });
});
