/** The page for Python readers: a row is edited, run, kept and taken back, by keyboard. */
import { expect, test } from '@playwright/test';

test('a row is edited and run by keyboard, stays over a reload, and can be taken back', async ({ page }) => {
  await page.goto('/typescript/#remainder');
  const row = page.locator('#remainder');
  await row.getByRole('button', { name: 'Edit' }).press('Enter');
  const field = row.getByRole('textbox');
  await expect(field).toBeFocused();
  await field.press('ControlOrMeta+a');
  await page.keyboard.insertText('console.log(-8 % 5);');
  await field.press('Shift+Enter');
  const printed = row.locator('[data-output="text"]');
  await expect(printed).toHaveText('-3\n');
  await expect(row.getByRole('status')).toHaveText('It has run.');

  await page.reload();
  await row.scrollIntoViewIfNeeded();
  await expect(field).toHaveValue('console.log(-8 % 5);');
  await field.fill('for (;;) {}');
  await row.getByRole('button', { name: 'Run' }).click();
  await row.getByRole('button', { name: 'Stop' }).click();
  await expect(row.getByRole('status')).toHaveText('Stopped.');

  await row.getByRole('button', { name: 'Take back' }).click();
  await expect(row.getByRole('button', { name: 'Edit' })).toBeFocused();
  await row.getByRole('button', { name: 'Run' }).click();
  await expect(printed).toHaveText('1 -1\n2\n');
});
