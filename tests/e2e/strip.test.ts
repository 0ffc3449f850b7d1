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
