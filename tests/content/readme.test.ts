/** A chapter added as README.md says keeps the tests of the content green: they run here on a copy that has it. */
import { rmSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { isPublished } from '../../src/notebook/cell';
import { NOTEBOOK_CHAPTERS } from '../support/notebook-chapters';
import { allCells, KernelUnderTest, narrowed, printed } from '../support/kernel-under-test';
import { chapters } from './chapters';
import './chapters.test';
import './equations.test';
import './figures.test';

const copy = await vi.hoisted(async () => {
  const { addReadmeChapter } = await import('./readme-chapter');
  return (process.env.CONTENT = addReadmeChapter());
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

test('it is one chapter more, the last', () => {
  expect(chapters.map(({ slug }) => slug)).toEqual([...NOTEBOOK_CHAPTERS, 'bonus']);
});

test('its cell runs after all others', async () => {
  const quick = allCells().filter(isPublished);
  expect(quick.at(-1)?.id).toBe('my-cell');
  const kernel = await KernelUnderTest.start();
  const told = await kernel.run(quick.map(({ id, source }) => ({ cellId: id, source: narrowed(source) })));
  expect(told.ended.outcome).toBe('done');
  expect(printed(told, 'my-cell')).toBe('Tensor\n    [1, 2, 3]\n');
});
