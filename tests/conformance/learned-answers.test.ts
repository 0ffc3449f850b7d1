/** What the learned network takes the site's photographs for, against what PyTorch says of them from the same weights. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { squareFormat, squarePng } from '../../src/build/publish';
import { objectPhotographs } from '../../src/client/photograph/photographs';
import type { LearnedAnswer } from '../../src/learned/classes';
import { KernelUnderTest } from '../support/kernel-under-test';

/** A probability. Pictures are scaled in another way there, so what is answered with less may differ. */
const SURE = 0.6;

/** By photograph: its five answers, the most probable first, with probabilities of two digits. */
const recorded = new Map(
  readFileSync('tests/conformance/objects.expected.tsv', 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [file = '', answers = ''] = line.split('\t');
      const parsed = answers.split(', ').map((answer) => {
        const [name = '', probability = ''] = answer.split(' ');
        return { name, probability: Number(probability) };
      });
      return [file.replace('.jpg', ''), parsed] as const;
    }),
);

let kernel: KernelUnderTest;
beforeAll(async () => {
  kernel = await KernelUnderTest.start('wasm');
});
afterAll(() => kernel.kernel.end());

/** As the page sees a photograph: the square that the build has scaled. */
async function answers(id: string): Promise<readonly LearnedAnswer[]> {
  const pixels = await sharp(await squarePng(id))
    .ensureAlpha()
    .raw()
    .toBuffer();
  expect(pixels).toHaveLength(squareFormat.width * squareFormat.height * squareFormat.channels);
  return kernel.kernel.questions.answers({ id, title: id, pixels: new Uint8ClampedArray(pixels) });
}

describe('the first answer is the one on record', () => {
  test('of each photograph of an object there is a record', () => {
    expect([...recorded.keys()].sort()).toEqual(objectPhotographs.map(({ id }) => id).sort());
  });

  test.for(objectPhotographs)('$title', async ({ id }) => {
    const [own] = await answers(id);
    const [other] = recorded.get(id) ?? [];
    expect(other?.probability).toBeGreaterThan(SURE);
    expect(own?.name).toBe(other?.name);
    expect(Math.abs((own?.probability ?? NaN) - (other?.probability ?? NaN))).toBeLessThan(0.1);
  });
});

test.for([
  ['galaxies', 'strawberry'],
  ['dogs', 'Faces'],
  ['cat', 'cougar_face'],
  ['rocket', 'ketch'],
] as const)('of things it was not taught the card tells the truth: %s, %s', async ([id, name]) => {
  const [own] = await answers(id);
  expect(own?.name).toBe(name);
});
