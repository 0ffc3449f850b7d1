/** What search engines, screen readers and phones take from a page's head, and Lighthouse asks of it. */
import { expect, test } from 'vitest';
import { pages } from '../e2e/course';
import { all, attribute, having, named, one, pageAt, textOf } from './html';

const read = new Map(pages.map((path) => [path, pageAt(path)]));
const metaOf = (path: string, name: string) =>
  attribute(
    one(read.get(path)!, (element) => named('meta')(element) && having('name', name)(element)),
    'content',
  );

test.for(pages)(
  '%s has a language, a title, a description and one heading, and lets itself be enlarged',
  (path) => {
    const page = read.get(path)!;
    expect(attribute(page, 'lang')).toMatch(/^en/);
    expect(textOf(one(one(page, named('head')), named('title'))).trim()).not.toBe('');
    expect(metaOf(path, 'description')).toMatch(/\w/);
    expect(metaOf(path, 'viewport')).toContain('width=device-width');
    expect(metaOf(path, 'viewport')).not.toMatch(/maximum-scale|user-scalable/);
    expect(all(page, named('h1'))).toHaveLength(1);
    // None asks to be left out of an index.
    expect(all(page, having('name', 'robots'))).toEqual([]);
  },
);

test('no two pages have the same title or description', () => {
  const titles = pages.map((path) => textOf(one(one(read.get(path)!, named('head')), named('title'))));
  expect(new Set(titles).size).toBe(pages.length);
  expect(new Set(pages.map((path) => metaOf(path, 'description'))).size).toBe(pages.length);
});
