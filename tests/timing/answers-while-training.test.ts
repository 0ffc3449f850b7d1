/** While the network trains in the worker, the page answers within 50 ms. */
import { expect, test } from '@playwright/test';
import { Cell } from '../e2e/cell';

const answerMilliseconds = 50;

test('no task holds the page for 50 ms while the network trains', async ({ page }) => {
  await page.goto('/train/');
  const train = new Cell(page, 'train');
  await train.run.click();
  const progress = train.root.locator('[data-output="progress"]');
  await expect(progress).toContainText('Epoch 2', { timeout: 120_000 });
  const longTasks = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const durations: number[] = [];
        new PerformanceObserver((list) => {
          durations.push(...list.getEntries().map(({ duration }) => duration));
        }).observe({ type: 'longtask' });
        const shown = document.querySelector('[data-cell="train"] [data-output="progress"] pre');
        if (!shown) throw new Error('The training shows no progress.');
        new MutationObserver(() => {
          if (shown.textContent.includes('Epoch 4')) resolve(durations);
        }).observe(shown, { subtree: true, childList: true, characterData: true });
      }),
  );
  expect((await longTasks).filter((duration) => duration > answerMilliseconds)).toEqual([]);
  await train.stop.click();
  await train.expectState('stale');
});
