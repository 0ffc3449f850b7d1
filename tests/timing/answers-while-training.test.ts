/** While the network trains in the worker, the page answers within 50 ms. */
import { expect, test } from '@playwright/test';
import { Cell } from '../e2e/cell';

const answerMilliseconds = 50;

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of processor time: what other processes take from a busy machine does not count. */
  tdur?: number;
  args: { name?: string };
}

test('no task holds the page for 50 ms while the network trains', async ({ page, browser }) => {
  await page.goto('/train/');
  const train = new Cell(page, 'train');
  await train.run.click();
  const progress = train.root.locator('[data-output="progress"]');
  await expect(progress).toContainText('Epoch 2/', { timeout: 120_000 });
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await expect(progress).toContainText('Epoch 4/', { timeout: 60_000 });
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const pages = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const tasks = traceEvents
    .filter(
      ({ pid, tid, name }) =>
        name === 'RunTask' && pages.some((main) => main.pid === pid && main.tid === tid),
    )
    .map(({ tdur = 0 }) => tdur / 1000);
  expect(tasks.some((milliseconds) => milliseconds > 0)).toBe(true);
  expect(tasks.filter((milliseconds) => milliseconds > answerMilliseconds)).toEqual([]);
  await train.stop.click();
  await train.expectState('stale');
});
