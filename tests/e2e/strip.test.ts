/** What the strips of live cells draw, and when. */
import { expect, test } from '@playwright/test';
import { Cell } from './cell';

test('a cell that the network has lost keeps its pictures', async ({ page }) => {
  await page.goto('/conv3/');
  const conv3 = new Cell(page, 'conv3');
  const pad3 = new Cell(page, 'pad3');
  await pad3.runToEnd();
  const drawn = pad3.root.locator('[data-output="model"] canvas');
  await expect(drawn).toHaveCount(8);
  await conv3.runSource(`${await conv3.source()}\n// edited`);
  await pad3.expectState('stale');
  await expect(drawn).toHaveCount(8);
});

test('what was built is drawn before a training begins', async ({ page }) => {
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await expect(cell.run).toBeEnabled();
  await cell.root.hover();
  await cell.root.getByRole('button', { name: /^More/ }).click();
  await cell.root.getByRole('button', { name: 'Run all', exact: true }).click();
  await expect(cell.root.locator('[data-output="model"] canvas')).toHaveCount(8);
  await expect(page.locator('header').getByText(/^Running In \[168\]/)).toBeVisible();
});

test('another photograph flows through the network after a restart too', async ({ page }) => {
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await cell.runToEnd();
  await cell.root.hover();
  await cell.root.getByRole('button', { name: /^More/ }).click();
  await cell.root.getByRole('button', { name: 'Restart kernel' }).click();
  const picker = cell.root.locator('details', { hasText: /^Photograph/ });
  await picker.locator('summary').click();
  await picker.getByRole('radio', { name: /espresso/i }).check();
  await expect(cell.root.locator('figcaption')).toContainText('An espresso: after Conv1');
});

test('pictures follow the theme and the choice of scales before any run; only those shown are fetched', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    const name = /\/activations\/conv1\/(.*)$/.exec(request.url())?.[1];
    if (name !== undefined) fetched.push(name);
  });
  const strip = page.locator('[data-cell="conv1"] [data-output="model"]');
  const shown = () =>
    strip
      .locator('img')
      .evaluateAll((images) =>
        images.filter((image) => image.checkVisibility()).map((image) => image.getAttribute('src')),
      );
  const ofBothHalves = (name: string) => [`/activations/conv1/${name}`, `/activations/conv1/${name}`];
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/conv1/');
  await strip.scrollIntoViewIfNeeded();
  expect(await shown()).toEqual(ofBothHalves('Conv1-dark.png'));
  await expect.poll(() => fetched).toEqual(['Conv1-dark.png']);
  await strip.getByRole('button', { name: 'Give each its own' }).click();
  expect(await shown()).toEqual(ofBothHalves('Conv1-own-dark.png'));
  await page.reload();
  expect(await shown()).toEqual(ofBothHalves('Conv1-own-dark.png'));
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await shown()).toEqual(ofBothHalves('Conv1-own.png'));
});
