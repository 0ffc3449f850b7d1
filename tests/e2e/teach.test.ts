/** Classes of a reader's, from files to answers, on the learned network itself. */
import { expect, test } from '@playwright/test';
import { picturesOf } from '../support/picture-sets.ts';
import sharp from 'sharp';

async function pictureFiles(photograph: string, count: number) {
  const pictures = await picturesOf(photograph, count);
  return Promise.all(
    pictures.map(async (pixels, index) => ({
      name: `${photograph}-${index}.png`,
      mimeType: 'image/png',
      buffer: await sharp(pixels, { raw: { width: 256, height: 256, channels: 4 } })
        .png()
        .toBuffer(),
    })),
  );
}

test('two things, five pictures each, are taught, kept and taken away as a cell', async ({ page }) => {
  await page.goto('/teach-it/');
  const teach = page.locator('[data-teach]');
  await teach.scrollIntoViewIfNeeded();
  const cards = teach.locator('[data-class]');
  for (const [index, photograph] of ['chair', 'panda'].entries()) {
    await cards.nth(index).getByRole('textbox').fill(photograph);
    await cards
      .nth(index)
      .locator('input[type="file"]')
      .setInputFiles(await pictureFiles(photograph, 5));
    await expect(cards.nth(index).locator('[data-count="5"]')).toBeVisible();
  }
  await teach.getByRole('button', { name: 'Teach it' }).click();
  await expect(teach.locator('[data-held-out="2/2"]')).toBeVisible();
  await teach.getByRole('button', { name: 'As a cell' }).click();
  await expect(page.locator('[data-cell^="own-"]')).toContainText('"chair", "panda"');

  await page.reload();
  await teach.scrollIntoViewIfNeeded();
  await expect(cards.nth(1).getByRole('textbox')).toHaveValue('panda');
  await expect(cards.nth(1).locator('[data-count="5"]')).toBeVisible();
});
