/** Walking the summary: each row answers at once, and no task holds the page. */
import { expect, test } from '@playwright/test';
import { pageTasks } from './page-tasks';

const rowMilliseconds = 100;
const taskMilliseconds = 50;

test('each row opens within 100 ms once the trace exists, and no task holds the page for 50 ms', async ({
  page,
  browser,
}) => {
  await page.goto('/summary/');
  const stepper = page.locator('[data-stepper]');
  await stepper.getByRole('button', { name: 'Build the network' }).click();
  await expect(stepper.locator('[data-layer-view] canvas').first()).toBeVisible({ timeout: 120_000 });
  const rows = stepper.getByRole('grid').first().getByRole('row', { selected: true });
  await rows.focus();

  /** Ends when what the key asked for has been painted. */
  const step = async (key: string) => {
    await page.keyboard.press(key);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  };
  // What is fetched and compiled once is not part of a step.
  for (let row = 1; row < 29; row++) await step('ArrowDown');
  await expect(rows).toContainText('activation_85');

  const answers: number[] = [];
  const tasks = await pageTasks(browser, page, async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
    };
    for (let row = 1; row < 29; row++) {
      const before = await spent();
      await step('ArrowUp');
      answers.push((await spent()) - before);
    }
  });
  await expect(rows).toContainText('Conv1');
  expect(answers.every((milliseconds) => milliseconds > 0)).toBe(true);
  expect(answers.filter((milliseconds) => milliseconds > rowMilliseconds)).toEqual([]);
  expect(tasks.length).toBeGreaterThan(28);
  expect(tasks.filter((milliseconds) => milliseconds > taskMilliseconds)).toEqual([]);
});
