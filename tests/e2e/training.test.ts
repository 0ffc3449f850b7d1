/** The last cell trains in the worker, on the reader's machine, for as long as it takes. */
import { expect, test } from '@playwright/test';
import { Cell } from './cell';

test('In [168] learns the photographs, and tells each epoch as it ends', async ({ page }) => {
  // Twenty seconds of a machine that does nothing else.
  test.setTimeout(600_000);
  await page.goto('/train/');
  const train = new Cell(page, 'train');
  // By then it has learned; the last four tell nothing more.
  await train.edit((await train.source()).replace('epochs: 12', 'epochs: 8'));
  await train.run.click();
  const progress = train.root.locator('[data-output="progress"]');
  await expect(progress).toContainText('Epoch 2/');
  await train.expectState('running');
  await expect(train.root).toHaveAttribute('data-state', 'done', { timeout: 500_000 });
  const text = await progress.locator('pre').innerText();
  const losses = [...text.matchAll(/ - loss: ([\d.e-]+)/g)].map(([, loss]) => Number(loss));
  const heldOut = [...text.matchAll(/ - val_acc: ([\d.]+)/g)].map(([, accuracy]) => Number(accuracy));
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
  // Chance is one in twelve.
  expect(heldOut.at(-1)).toBeGreaterThan(0.5);
});
