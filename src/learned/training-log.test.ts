import { expect, test } from 'vitest';
import { learnedFiles } from './format';
import { classResults, confusion, mistakes, siteAccuracy, trainingLog } from './training-log';

const { pictures, final } = trainingLog;
const share = (count: number) => Math.round((1000 * count) / pictures.heldOut) / 10;

test('the accuracies are those that were recorded', () => {
  expect([share(final.centre.top1), share(final.centre.top5)]).toEqual([81.7, 93.8]);
  expect([share(final.tenCrops.top1), share(final.tenCrops.top5)]).toEqual([83.2, 94.6]);
  expect([share(final.stored.top1), share(final.stored.top5)]).toEqual([81.7, 93.8]);
  const pruningBegins = trainingLog.evaluations.find(({ seconds }) => seconds > 110);
  expect(share(pruningBegins?.top1 ?? NaN)).toBe(80.6);
});

test('the site’s accuracy was measured with the files that it has, and is the recorded one within half a point', () => {
  expect(siteAccuracy.weights).toEqual(Object.values(learnedFiles).map(({ file }) => file));
  expect(Math.abs(share(siteAccuracy.top1) - share(final.stored.top1))).toBeLessThanOrEqual(0.5);
  expect(Math.abs(share(siteAccuracy.top5) - share(final.stored.top5))).toBeLessThanOrEqual(0.5);
});

test('the confusion has each held-out picture once, and its right answers are the accuracy', () => {
  const results = classResults();
  expect(results).toHaveLength(100);
  expect(confusion.every((row) => row.length === 100)).toBe(true);
  expect(results.reduce((sum, each) => sum + each.pictures, 0)).toBe(pictures.heldOut);
  const right = results.reduce((sum, each) => sum + each.right, 0);
  expect(right).toBe(final.stored.top1);
  const mean = results.reduce((sum, each) => sum + each.right / each.pictures, 0) / results.length;
  expect(mean).toBeCloseTo(final.stored.meanOfClasses, 4);
  expect(mistakes().reduce((sum, mistake) => sum + mistake.pictures, 0)).toBe(pictures.heldOut - right);
});

test('the most frequent mistakes come first: lotus for water lily, ketch for schooner', () => {
  expect(mistakes().slice(0, 2)).toEqual([
    { right: 54, answer: 78, pictures: 4 },
    { right: 59, answer: 94, pictures: 4 },
  ]);
});

test('windows are steps of a batch each', () => {
  expect(trainingLog.steps * trainingLog.batch).toBe(trainingLog.windows);
});
