import { expect, test } from 'vitest';
import { confusedPairs, examinationText, tallyOf, type ExaminationOutput } from './examination';

const answers = (...labels: number[]) => labels.map((label, at) => ({ label, probability: 0.5 ** (at + 1) }));
const output: ExaminationOutput = {
  kind: 'examination',
  names: ['cat', 'dog', 'owl'],
  pictures: [
    { label: 0, answers: answers(0, 1), loss: 1 },
    { label: 0, answers: answers(2, 0), loss: 2 },
    { label: 1, answers: answers(0, 2), loss: 3 },
    { label: 0, answers: answers(2, 1), loss: 6 },
  ],
  thumbnails: { height: 1, width: 1, pixels: new Uint8ClampedArray(16) },
  kernels: null,
};

test('a tally counts who was taken for whom, and how each class fared', () => {
  const tally = tallyOf(output);
  expect(tally.confusion).toEqual([
    [[0], [], [1, 3]],
    [[2], [], []],
    [[], [], []],
  ]);
  expect(tally).toMatchObject({ right: 1, amongFive: 2, loss: 3 });
  expect(tally.classes).toEqual([
    { pictures: 3, right: 1, loss: 3 },
    { pictures: 1, right: 0, loss: 3 },
    { pictures: 0, right: 0, loss: NaN },
  ]);
  expect(confusedPairs(tally)).toEqual([
    { label: 0, answer: 2, count: 2 },
    { label: 1, answer: 0, count: 1 },
  ]);
  expect(examinationText(output)).toContain('1 of 4 right, loss 3.0000');
  expect(examinationText(output)).toContain('cat taken for owl: 2');
});
