/** Where the pages lead: no link within the site is broken, and the chapters follow one another. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chapters, pages } from '../e2e/course';
import { all, attribute, having, named, one, pageAt, textOf, type Element } from './html';

const origin = 'http://site';
const read = new Map(pages.map((path) => [path, pageAt(path)]));

/** What fragments of the page's address can name. */
function targetsOf(page: Element): Set<string> {
  const ids = all(page, having('id')).map((element) => attribute(element, 'id') ?? '');
  // A layer's row in the stepper is the target of its fragment.
  const layers = all(page, having('role', 'grid'))
    .flatMap((grid) => all(grid, having('role', 'row')))
    .map((row) => `layer=${textOf(row).trimStart().split(' ')[0]}`);
  return new Set([...ids, ...layers]);
}

const targets = new Map([...read].map(([path, page]) => [path, targetsOf(page)]));

/** Whether the address, as it stands on a page of the site, leads out of it or to something that is there. */
function leadsSomewhere(address: string, from: string): boolean {
  const url = new URL(address, `${origin}${from}`);
  if (url.origin !== origin) return true;
  const known = targets.get(url.pathname);
  if (!known) return url.hash === '' && existsSync(`dist${decodeURIComponent(url.pathname)}`);
  return url.hash === '' || known.has(decodeURIComponent(url.hash.slice(1)));
}

test.for(pages)('every link and picture of %s leads somewhere', (path) => {
  const page = read.get(path)!;
  const addresses = [
    ...all(page, named('a')).flatMap((link) => attribute(link, 'href') ?? []),
    ...all(page, named('img')).flatMap((image) => [
      attribute(image, 'src') ?? [],
      ...(attribute(image, 'srcset') ?? '').split(',').flatMap((part) => part.trim().split(' ')[0] || []),
    ]),
  ].flat();
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !leadsSomewhere(address, path))).toEqual([]);
});

test.for(pages)('no link of %s runs into a word before it or behind', (path) => {
  const html = readFileSync(`dist${path}index.html`, 'utf8');
  const main = html.slice(html.indexOf('<main')).replace(/<(script|style|template)\b.*?<\/\1>/gs, '');
  expect(main.match(/[\w,;:.)]<a [^>]*>\w+|<\/a>[\w(]+/g) ?? []).toEqual([]);
});

test('previous and next lead through the chapters in order', () => {
  const along = (way: 'prev' | 'next') =>
    chapters.map((slug) =>
      all(read.get(`/${slug}/`)!, having('rel', way)).map((link) => attribute(link, 'href')),
    );
  const addresses = chapters.map((slug) => `/${slug}/`);
  expect(along('next').slice(0, -1)).toEqual(addresses.slice(1).map((address) => [address]));
  expect(along('prev').slice(1)).toEqual(addresses.slice(0, -1).map((address) => [address]));
});

test('the page of the search lists every cell of the course, and says that the search needs script', () => {
  const main = one(read.get('/search/')!, named('main'));
  const listed = all(main, named('a')).map((link) => attribute(link, 'href') ?? '');
  const cells = chapters.flatMap((slug) =>
    all(read.get(`/${slug}/`)!, having('data-cell')).map(
      (cell) => `/${slug}/#cell-${attribute(cell, 'data-cell')}`,
    ),
  );
  expect(cells.length).toBeGreaterThan(chapters.length);
  expect(listed).toEqual(expect.arrayContaining(cells));
  expect(textOf(main)).toContain('The search needs JavaScript.');
});
