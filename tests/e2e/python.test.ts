/** A cell in Keras and in PyTorch: chosen over the cell, following edits, kept for the next page. */
import { expect, test } from '@playwright/test';
import { Cell } from './cell';

test('the Python of a cell follows its edits, and the choice is kept', async ({ page }) => {
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await cell.root.scrollIntoViewIfNeeded();
  const choose = (name: string) => cell.root.getByRole('radio', { name, exact: true }).check();
  const python = cell.root.locator('[data-python]');

  await choose('Keras');
  await expect(python).toContainText('layers.Conv2D(');
  await expect(cell.root.locator('[data-code]')).toBeHidden();

  await choose('TypeScript');
  await cell.edit((await cell.source()).replace('filters: 96', 'filters: 48'));
  await choose('PyTorch');
  await expect(python).toContainText('model.add_module("Conv1", nn.Conv2d(3, 48, 11, stride=4))');

  await page.goto('/relu-lrn-pooling/');
  const next = new Cell(page, 'lrn1');
  await next.root.scrollIntoViewIfNeeded();
  await expect(next.root.locator('[data-python="torch"]')).toContainText('nn.LocalResponseNorm(5');
});
