import { expect, test } from '@playwright/test';

test('a switch edits a cell as a reader would; all on build the paper’s network, and one step takes it back', async ({
  page,
}) => {
  await page.goto('/errata/');
  const changes = page.locator('[data-changes]');
  const padding = page.getByRole('switch', { name: 'A padding of 2 in the second convolution' });
  await expect(padding).toBeEnabled();
  await expect(padding).toHaveAccessibleDescription(/50,844,008 become 62,378,344/);
  await padding.focus();
  await page.keyboard.press('Space');
  await expect(padding).toBeChecked();
  await expect(changes).toHaveAttribute('data-changes', '1');

  const targets = page.locator('[data-targets]');
  await targets.getByRole('button', { name: 'All that lead to the paper' }).press('Enter');
  await targets.getByRole('button', { name: 'Build it' }).press('Enter');
  await expect(targets.locator('[data-built]')).toContainText(
    '24 layers, 60,965,224 parameters, 724.4 million',
  );
  await expect(targets.locator('[data-first-loss]')).toContainText(/is [67]\.\d{3} on average/);

  await targets.getByRole('button', { name: /^Undo/ }).press('Enter');
  await expect(padding).toBeChecked();
  await expect(changes).toHaveAttribute('data-changes', '1');
  await page.getByRole('link', { name: 'In [158]' }).first().click();
  await expect(page.locator('[data-cell="conv2"]')).toHaveAttribute('data-state', 'edited');
});
