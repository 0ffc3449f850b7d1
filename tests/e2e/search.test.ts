/** The search: what it fetches and when, what it finds, where that leads, all by keyboard. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';
import { pages } from './course';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Search the course' });
const placesOf = (dialog: Locator) => dialog.locator('ol ul a');

async function search(page: Page, words: string): Promise<Locator> {
  await page.keyboard.press('/');
  const dialog = dialogOf(page);
  await dialog.getByRole('textbox').fill(words);
  await expect(dialog.getByRole('status')).toContainText(/^(On|No page)/);
  return dialog;
}

test('nothing of the search is fetched before it is opened', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto('/conv1/', { waitUntil: 'networkidle' });
  expect(requests.filter((url) => /pagefind|open-search/.test(url))).toEqual([]);
  const { origin } = new URL(page.url());
  await search(page, 'stride');
  expect(requests.filter((url) => url.includes('/pagefind/')).length).toBeGreaterThan(2);
  expect(requests.filter((url) => !url.startsWith(origin))).toEqual([]);
});

test('it opens by the link, by / and by Ctrl+K, and Escape leads back to where the reader was', async ({
  page,
}) => {
  await page.goto('/conv1/');
  const dialog = dialogOf(page);
  const link = page.getByRole('link', { name: 'Search', exact: true });
  for (const open of [
    () => link.press('Enter'),
    () => link.click(),
    () => page.keyboard.press('/'),
    () => page.keyboard.press('Control+k'),
  ]) {
    await link.focus();
    await open();
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(link).toBeFocused();
  }
});

test('a slash typed into a cell is a slash', async ({ page }) => {
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await cell.edit('');
  await page.keyboard.type('1 / 2');
  expect(await cell.source()).toBe('1 / 2');
  await expect(dialogOf(page)).toHaveCount(0);
});

test('it finds every page that has a word, and no other', async ({ page, request }) => {
  const word = 'Caltech';
  const having: string[] = [];
  for (const path of pages) {
    const html = await (await request.get(path)).text();
    if (html.slice(html.indexOf('<main'), html.indexOf('</main>')).includes(word)) having.push(path);
  }
  expect(having.length).toBeGreaterThan(1);
  expect(having.length).toBeLessThan(6);

  await page.goto('/');
  const dialog = await search(page, word);
  const found = await dialog
    .locator('ol > li > a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(found.toSorted()).toEqual(having);
  await expect(dialog.getByRole('status')).toHaveText(`On ${having.length} pages`);
});

test('a place says its chapter, its heading and the words around, and leads to them', async ({ page }) => {
  await page.goto('/');
  const dialog = await search(page, 'cross-correlation');
  const place = placesOf(dialog).filter({ hasText: 'Turning the kernels round' });
  await expect(place.locator('mark').first()).toHaveText(/cross-correlation/i);
  const chapter = dialog
    .locator('ol > li')
    .filter({ hasText: 'Turning the kernels round' })
    .getByRole('link')
    .first();
  await expect(chapter).toContainText('9');
  await expect(chapter).toContainText('The whole network');
  await place.click();
  await expect(page).toHaveURL(/\/whole-network\/#turning-the-kernels-round$/);
  await expect(page.getByRole('heading', { name: 'Turning the kernels round' })).toBeInViewport();
  await expect(dialog).toHaveCount(0);
});

test('the code of a cell is found, and what is written; what cells print is no wall in between', async ({
  page,
}) => {
  await page.goto('/');
  const dialog = await search(page, 'Conv2D');
  const found = dialog.locator('ol > li > a');
  // Where the name is explained.
  await expect(found.filter({ hasText: 'An empty network' })).toBeVisible();
  expect(await placesOf(dialog).allTextContents()).not.toContainEqual(
    expect.stringMatching(/Output Shape Param|____|====/),
  );
  await dialog.getByRole('textbox').fill('zero_padding2d_25');
  await expect(found.filter({ hasText: 'The family' })).toBeVisible();
  await dialog.getByRole('textbox').fill('convertAllKernelsInModel');
  await expect(found.filter({ hasText: 'The whole network' })).toBeVisible();
});

test('all pages of a common word can be shown, and the search is there again on the next page', async ({
  page,
}) => {
  await page.goto('/');
  const dialog = await search(page, 'kernel');
  const count = Number(/\d+/.exec((await dialog.getByRole('status').textContent()) ?? '')?.[0]);
  const found = dialog.locator('ol > li:has(ul)');
  await dialog.getByRole('button', { name: /^Show/ }).click();
  await expect(found).toHaveCount(count);
  const last = found.last().getByRole('link').first();
  const title = (await last.innerText()).replace(/^\d+\s*/, '');
  await last.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await page.keyboard.press('/');
  await expect(dialog.getByRole('textbox')).toHaveValue('kernel');
  await expect(dialog.getByRole('status')).toHaveText(`On ${count} pages`);
});
