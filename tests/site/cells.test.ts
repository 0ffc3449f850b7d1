/** Each chapter has the code of its cells and what they gave, before any script runs. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/notebook/cell';
import { chapters, recordedCells } from '../e2e/course';
import { all, attribute, having, named, one, pageAt, textOf } from './html';

const cells = JSON.parse(readFileSync('dist/cells.json', 'utf8')) as Cell[];

test.for(recordedCells)('In [$number] shows what the notebook printed, byte for byte', (recorded) => {
  const cell = one(pageAt(recorded.page), having('data-cell', recorded.id));
  expect(
    all(cell, having('data-output', 'text'))
      .map((text) => textOf(text))
      .join(''),
  ).toBe(recorded.summary);
  expect(attribute(cell, 'data-execution-count')).toBe(String(recorded.number));
  expect(attribute(cell, 'data-state')).toBe('published');
});

/** The opening chapter and the one on what was learned have none. */
const withCells = chapters.filter((slug) =>
  cells.some(({ chapter, role }) => chapter === slug && role === 'course'),
);

test('the notebook’s cells are in eleven chapters', () => {
  const ofNotebook = new Set(cells.flatMap((cell) => (cell.in === null ? [] : cell.chapter)));
  expect(ofNotebook.size).toBe(11);
  expect(withCells).toEqual(expect.arrayContaining([...ofNotebook]));
});

test.for(withCells)('%s has the code of its cells', (slug) => {
  const own = cells.filter(({ chapter, role }) => chapter === slug && role === 'course');
  const page = pageAt(`/${slug}/`);
  for (const { id, source } of own) {
    const code = one(one(page, having('data-cell', id)), having('data-code'));
    expect(textOf(code).trim()).toBe(source.trim());
  }
});

test('the layers of a chapter have their pictures from the build', () => {
  const cell = one(pageAt('/conv1/'), having('data-cell', 'conv1'));
  expect(all(one(cell, having('data-output', 'model')), named('img')).length).toBeGreaterThan(0);
});

describe('the summary, layer by layer', () => {
  test('is a whole table: the lines of the notebook’s', () => {
    const printed = recordedCells.find(({ id }) => id === 'summary')?.summary ?? '';
    const lines = all(one(pageAt('/summary/'), having('data-summary')), having('data-line'));
    expect(lines.map((line) => `${textOf(line)}\n`).join('')).toBe(`${printed.trimEnd()}\n`);
  });
});
