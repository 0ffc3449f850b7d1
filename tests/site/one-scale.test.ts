/** A layer as it stands on the pages: in the rail, on the phone, below its cell, in the hero, each of one proportion. */
import { expect, test } from 'vitest';
import { volume } from '../../src/drawing/volume';
import { all, attribute, having, named, ofClass, one, pageAt, type Element } from './html';

const labelled = (name: string) => (element: Element) =>
  attribute(element, 'aria-label')?.startsWith(`${name}: `) ?? false;
const rail = (page: Element) => one(page, ofClass('rail'));
const strip = (page: Element) => one(page, ofClass('rail-strip'));

/** Across and down, as drawn. */
function sizeOf(drawing: Element): readonly [number, number] {
  const points = all(drawing, named('polygon')).flatMap((polygon) =>
    (attribute(polygon, 'points') ?? '').split(' ').map((point) => point.split(',').map(Number)),
  );
  const extent = (axis: 0 | 1) => {
    const values = points.map((point) => point[axis] ?? NaN);
    return Math.max(...values) - Math.min(...values);
  };
  return [extent(0), extent(1)];
}

test.each([
  ['rail, chapter 2', '/conv1/', (page: Element) => one(rail(page), labelled('Conv1'))],
  ['rail, chapter 9', '/whole-network/', (page: Element) => one(rail(page), labelled('Conv1'))],
  ['phone, chapter 6', '/conv4-conv5/', (page: Element) => all(strip(page), named('g'))[0]!],
  ['phone, chapter 9', '/whole-network/', (page: Element) => all(strip(page), named('g'))[0]!],
  [
    'below its cell',
    '/conv1/',
    (page: Element) =>
      one(
        one(page, having('data-output', 'model')),
        (element) => named('svg')(element) && ofClass('output')(element),
      ),
  ],
  ['hero', '/', (page: Element) => one(page, having('data-layer', 'Conv1'))],
])('%s', (_, path, find) => {
  const { width, height } = volume([96, 55, 55], 'channelsFirst');
  const [across, down] = sizeOf(find(pageAt(path)));
  // Written with two decimals.
  expect(across / down).toBeCloseTo(width / height, 2);
});
