/** The search over the page: what it says of what was found, by keyboard. What it finds is Pagefind's affair. */
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { press } from '../../../tests/components/keyboard';
import { openSearch } from './open-search';
import { find, type FoundPage } from './pagefind';

vi.mock(import('./pagefind'), () => ({
  find: vi.fn(),
  loadPagefind: () => new Promise<never>(() => undefined),
}));

const dialog = page.getByRole('dialog', { name: 'Search the course' });
const field = dialog.getByRole('textbox');
const status = dialog.getByRole('status');
const links = () => dialog.getByRole('link').elements();

/** Pages of which each has the word, below two headings. */
function pagesWith(word: string, count: number): FoundPage[] {
  return Array.from({ length: count }, (_, index) => ({
    title: `Chapter about ${word}`,
    chapter: String(index + 1),
    href: `#${word}-${index}`,
    places: ['first', 'second'].map((heading) => ({
      heading,
      href: `#${word}-${index}-${heading}`,
      excerpt: [
        { text: 'words and ', found: false },
        { text: word, found: true },
      ],
    })),
  }));
}

beforeEach(() => {
  vi.mocked(find)
    .mockReset()
    .mockImplementation(async (words) => pagesWith(words, 2));
});
afterEach(async () => {
  if (dialog.query() !== null) await press('Escape');
  await expectClosed();
  history.replaceState(null, '', location.pathname + location.search);
});

/** It is gone from the page when the dialog has told that it is closed. */
async function expectClosed(): Promise<void> {
  await expect.poll(() => document.querySelector('dialog')).toBeNull();
}

async function search(words: string): Promise<void> {
  openSearch();
  await field.fill(words);
  await expect.element(status).toMatchTextContent(/^(On|No page)/);
}

test('a place says its chapter, its heading and the words around', async () => {
  await search('stride');
  await expect.element(status).toHaveTextContent('On 2 pages');
  await expect.element(dialog.getByRole('link').first()).toMatchTextContent(/^1 Chapter about stride$/);
  const place = dialog.getByRole('link').nth(1);
  await expect.element(place).toMatchTextContent('first');
  await expect.element(place).toMatchTextContent('words and stride');
  await expect.element(place.getByRole('mark')).toHaveTextContent('stride');
});

test('arrow keys walk what was found, a letter goes on typing, Enter follows', async () => {
  await search('overlap');
  await press('ArrowDown');
  await expect.element(dialog.getByRole('link').nth(0)).toHaveFocus();
  await press('ArrowDown');
  await expect.element(dialog.getByRole('link').nth(1)).toHaveFocus();
  await press('ArrowUp', 'ArrowUp');
  await expect.element(field).toHaveFocus();
  await press('ArrowDown');
  await userEvent.keyboard('pooling');
  await expect.element(field).toHaveFocus();
  await expect.element(field).toHaveValue('pooling');
  await expect.poll(() => links()[0]?.textContent).toContain('pooling');
  await press('Enter');
  await expect.poll(() => location.hash).toBe('#pooling-0');
});

test('Enter follows the words that stand in the field, even if they are still looked for', async () => {
  await search('stride');
  let answer: (pages: FoundPage[]) => void = () => undefined;
  vi.mocked(find).mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  await field.fill('pooling');
  await press('Enter');
  expect(location.hash).toBe('');
  answer(pagesWith('pooling', 1));
  await expect.poll(() => location.hash).toBe('#pooling-0');
});

test('all pages of a common word can be shown, and the search is there again later', async () => {
  vi.mocked(find).mockImplementation(async (words) => pagesWith(words, 9));
  await search('kernel');
  expect(links()).toHaveLength(6 * 3);
  await dialog.getByRole('button', { name: 'Show 3 more pages' }).click();
  await expect.poll(links).toHaveLength(9 * 3);
  // The first of those that came.
  expect(document.activeElement).toBe(links()[18]);
  await press('Escape');
  await expectClosed();
  openSearch();
  await expect.element(field).toHaveValue('kernel');
  await expect.element(status).toHaveTextContent('On 9 pages');
});

test('words that stand nowhere are said to, and the page of all headings is offered', async () => {
  vi.mocked(find).mockResolvedValue([]);
  await search('xylophone');
  await expect.element(status).toHaveTextContent('No page has all of these words.');
  await expect
    .element(dialog.getByRole('link', { name: 'All headings and cells' }))
    .toHaveAttribute('href', '/search/');
});

test('without its index it says so, and tries again at the next word', async () => {
  vi.mocked(find).mockRejectedValue(new TypeError('Failed to fetch dynamically imported module'));
  openSearch();
  await field.fill('stride');
  await expect.element(status).toMatchTextContent('could not be fetched');
  vi.mocked(find).mockImplementation(async (words) => pagesWith(words, 2));
  await field.fill('strides');
  await expect.element(status).toHaveTextContent('On 2 pages');
});

describe('on a phone', () => {
  test('what was found fits', async () => {
    await page.viewport(360, 740);
    onTestFinished(() => page.viewport(1280, 900));
    await search('stride');
    const element = dialog.element();
    expect(element.scrollWidth - element.clientWidth).toBe(0);
  });
});
