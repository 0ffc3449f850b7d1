/** The last cell trains in the worker: the network learns, and the page answers within 50 ms meanwhile. */
import { expect, test } from '@playwright/test';
import { Cell } from '../e2e/cell';
import { pageTasks } from './page-tasks';

const answerMilliseconds = 50;

test('In [168] learns the photographs, and no task holds the page for 50 ms meanwhile', async ({
  page,
  browser,
}) => {
  await page.goto('/train/');
  const train = new Cell(page, 'train');
  await train.run.click();
  const progress = train.root.locator('[data-output="progress"]');
  await expect(progress).toContainText('Epoch 2/', { timeout: 120_000 });
  const tasks = await pageTasks(browser, page, () =>
    expect(progress).toContainText('Epoch 4/', { timeout: 60_000 }),
  );
  expect(tasks.some((milliseconds) => milliseconds > 0)).toBe(true);
  expect(tasks.filter((milliseconds) => milliseconds > answerMilliseconds)).toEqual([]);

  await expect(train.root).toHaveAttribute('data-state', 'done', { timeout: 150_000 });
  const text = await progress.locator('pre').innerText();
  const losses = [...text.matchAll(/ - loss: ([\d.e-]+)/g)].map(([, loss]) => Number(loss));
  const heldOut = [...text.matchAll(/ - val_acc: ([\d.]+)/g)].map(([, accuracy]) => Number(accuracy));
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
  // Chance is one in twelve.
  expect(heldOut.at(-1)).toBeGreaterThan(0.5);
});
