/** What the chapter "What it learned" says of the site's photographs, from the site's own files. */
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { squarePng } from '../../src/build/publish';
import { photographs } from '../../src/client/photograph/photographs';
import { learnedClasses } from '../../src/learned/classes';
import { learnedBytes, learnedFiles } from '../../src/learned/format';
import { trainingLog } from '../../src/learned/training-log';
import type { PictureSeen } from '../../src/notebook/insight';
import type { Photograph } from '../../src/notebook/messages';
import { featureDistance, nearest, pixelDistance } from '../../src/widgets/neighbours/nearest';
import { squareAt } from '../../src/widgets/occlusion/squares';
import { firstAnswer, firstAnswers, joined } from '../../src/widgets/pruning/kept';
import { KernelUnderTest } from '../support/kernel-under-test';

interface Seen {
  photograph: Photograph;
  seen: PictureSeen;
}

let kernel: KernelUnderTest;
const pictures: Seen[] = [];

beforeAll(async () => {
  kernel = await KernelUnderTest.start('wasm');
  for (const { id, title } of photographs) {
    const pixels = await sharp(await squarePng(id))
      .ensureAlpha()
      .raw()
      .toBuffer();
    const photograph = { id, title, pixels: new Uint8ClampedArray(pixels) };
    pictures.push({ photograph, seen: await kernel.kernel.questions.seePicture(photograph) });
  }
});
afterAll(() => kernel.kernel.end());

function picture(id: string): Seen {
  const found = pictures.find(({ photograph }) => photograph.id === id);
  if (!found) throw new Error(`There is no photograph ${id}.`);
  return found;
}

function answerTo({ seen }: Seen): string {
  const { index, probability } = firstAnswer(seen.probabilities);
  return `${learnedClasses[index] ?? ''} ${probability.toFixed(2)}`;
}

test('it is as sure where it is wrong', () => {
  const answers = (ids: readonly string[]) => ids.map((id) => answerTo(picture(id)));
  expect(answers(['galaxies', 'sheep', 'bison', 'golden-temple', 'measuring-tape', 'dogs'])).toEqual([
    'strawberry 0.98',
    'llama 1.00',
    'rhino 1.00',
    'ferry 1.00',
    'watch 0.99',
    'Faces 0.94',
  ]);
  expect(answers(['pyramid', 'hedgehog', 'kangaroo', 'chair'])).toEqual([
    'pyramid 1.00',
    'hedgehog 1.00',
    'kangaroo 1.00',
    'chair 0.95',
  ]);
  const sure = pictures.filter(({ seen }) => firstAnswer(seen.probabilities).probability > 0.9);
  expect(sure).toHaveLength(15);
});

test('the kangaroo’s nearest is a sheep in FC7, and a rocket in pixels', () => {
  const first = (of: Seen, distance: (one: Seen, other: Seen) => number) =>
    pictures[nearest(of, pictures, distance)[0]?.index ?? NaN]?.photograph.id;
  const inFeatures = (one: Seen, other: Seen) => featureDistance(one.seen.features, other.seen.features);
  const inPixels = (one: Seen, other: Seen) => pixelDistance(one.photograph.pixels, other.photograph.pixels);
  expect(first(picture('kangaroo'), inFeatures)).toBe('sheep');
  expect(first(picture('kangaroo'), inPixels)).toBe('rocket');
  expect(first(picture('windmill'), inFeatures)).toBe('rocket');
  expect(first(picture('pyramid'), inFeatures)).toBe('mont-saint-michel');
  // Pictures of middle brightness are near all others.
  const nearestInPixels = pictures.map((each) => first(each, inPixels));
  expect(nearestInPixels.filter((id) => id === 'golden-temple')).toHaveLength(9);
  expect(nearestInPixels.filter((id) => id === 'cat')).toHaveLength(6);
});

test('with a quarter of the weights of FC6 and FC7 that were left most answers stay, with an eighth about half', async () => {
  const before = pictures.map(({ seen }) => firstAnswer(seen.probabilities).index);
  const flat = joined(pictures.map(({ seen }) => seen.flat));
  const kept: [number, number][] = [];
  for (const share of [1, 0.02, 0.01, 0.005]) {
    const { left, all, probabilities } = await kernel.kernel.questions.answersPruned(flat, share);
    expect(left / all).toBeCloseTo(Math.min(share, 0.08), 4);
    const after = firstAnswers(probabilities, learnedClasses.length);
    kept.push([share, after.filter(({ index }, at) => index === before[at]).length]);
  }
  expect(kept).toEqual([
    [1, 30],
    [0.02, 25],
    [0.01, 17],
    [0.005, 3],
  ]);
});

test('a cup that is covered in its middle is a cup no more', async () => {
  const cup = picture('tea-set');
  expect(answerTo(cup)).toBe('cup 0.89');
  const { index } = firstAnswer(cup.seen.probabilities);
  const covers = [squareAt({ row: 6, column: 7 }), squareAt({ row: 0, column: 0 })];
  const answers = await kernel.kernel.questions.answersCovered(cup.photograph, covers, index);
  expect(answers.map(({ probability }) => probability.toFixed(2))).toEqual(['0.10', '0.88']);
  expect(answers.map(({ first }) => first === index)).toEqual([false, true]);
});

test('of the windmills the square takes at most this, of the pyramid nothing', async () => {
  const places = { windmill: { row: 11, column: 10 }, pyramid: { row: 5, column: 11 } };
  const left: string[] = [];
  for (const [id, place] of Object.entries(places)) {
    const { photograph, seen } = picture(id);
    const { index } = firstAnswer(seen.probabilities);
    const [answer] = await kernel.kernel.questions.answersCovered(photograph, [squareAt(place)], index);
    left.push(`${learnedClasses[index] ?? ''} ${answer?.probability.toFixed(2) ?? ''}`);
  }
  expect(left).toEqual(['schooner 0.56', 'pyramid 1.00']);
});

test('of FC6 and FC7 92 in a hundred weights are zero, and it was as good as before', () => {
  const { FC6, FC7 } = learnedFiles;
  const left = FC6.nonZeros + FC7.nonZeros;
  const all = [FC6, FC7].reduce((sum, { kernelShape: [inputs = 0, units = 0] }) => sum + inputs * units, 0);
  expect([left, all]).toEqual([3_439_330, 42_991_616]);
  expect((100 * (1 - left / all)).toFixed(1)).toBe('92.0');
  expect((learnedBytes / 1e6).toFixed(1)).toBe('9.5');
  const share = (top1: number) => ((100 * top1) / trainingLog.pictures.heldOut).toFixed(1);
  const [first] = trainingLog.evaluations;
  expect([first?.step, share(first?.top1 ?? NaN)]).toEqual([239, '17.3']);
  const before = trainingLog.evaluations.findLast(({ seconds }) => seconds < 0.56 * trainingLog.seconds);
  expect(share(before?.top1 ?? NaN)).toBe('80.6');
  expect(share(trainingLog.final.stored.top1)).toBe('81.7');
});
