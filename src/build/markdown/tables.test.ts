import type { Element, Root } from 'hast';
import { expect, test } from 'vitest';
import { rehypeTables } from './tables';

const cell = (tagName: string, text?: string): Element => ({
  type: 'element',
  tagName,
  properties: {},
  children: text === undefined ? [] : [{ type: 'text', value: text }],
});

test('only an empty heading becomes a plain cell', () => {
  const cells = [cell('th'), cell('th', 'notebook'), cell('td')];
  const tree: Root = { type: 'root', children: [{ ...cell('tr'), children: cells }] };
  rehypeTables()(tree);
  expect(cells.map(({ tagName }) => tagName)).toEqual(['td', 'th', 'td']);
});
