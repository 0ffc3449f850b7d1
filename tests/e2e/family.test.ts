/** The family: two networks side by side, and one of them taken into the notebook. */
import { expect, test } from '@playwright/test';

test('two are chosen, a row says what changes, and one goes into the notebook and the stepper', async ({
  page,
}) => {
  await page.goto('/family/#a=paper&b=paper');
  await expect(page.locator('astro-island:has([data-family])')).not.toHaveAttribute('ssr');
  await expect(page.getByText('No layer is unlike.')).toBeVisible();
  await page.getByLabel('First', { exact: true }).selectOption('The notebook');
  await expect(page).toHaveURL(/#a=notebook&b=paper$/);
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /Conv2 .* conv2 / }) });
  await expect(row).toContainText('Sees half of the channels: 307,456 parameters instead of 614,656.');
  await page.getByLabel('Second', { exact: true }).selectOption('Dive into Deep Learning');
  await page.goBack();
  await expect(row).toBeVisible();
  await page.goForward();

  const card = page.getByRole('region', { name: 'Dive into Deep Learning' });
  await card.getByRole('button', { name: /^Put into my notebook/ }).click();
  await card.getByRole('button', { name: /^Run its cell/ }).click();
  await card.getByRole('link', { name: 'open it in the stepper' }).click({ timeout: 60_000 });
  const stepper = page.locator('[data-stepper]');
  await expect(stepper.getByRole('combobox', { name: 'Network', exact: true })).toHaveValue('d2l');
  await expect(stepper.getByRole('grid', { name: 'Layers of the network' })).toContainText(
    'pad1 (ZeroPadding2D)',
  );
});
