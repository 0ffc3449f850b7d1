/** Run in a fresh tab, the notebook prints what it printed then, byte for byte, whatever computes it. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { recordedCells } from './course';
import { chooseBackend, KernelLog } from './kernel-log';

const choices = [
  // The test browser has a software renderer, which is not a GPU.
  { chosen: 'auto', used: 'wasm' },
  { chosen: 'webgl', used: 'webgl' },
  { chosen: 'cpu', used: 'cpu' },
] as const;

const fromTheLast = recordedCells.toReversed();

/** As a reader does, from chapter to chapter: the kernel lives on. */
async function turnBackTo(page: Page, path: string): Promise<void> {
  while (new URL(page.url()).pathname !== path) {
    const from = page.url();
    await page.locator('a[rel="prev"]').press('Enter');
    await expect(page).not.toHaveURL(from);
  }
}

for (const { chosen, used } of choices) {
  test(`${chosen} chosen: the last summary runs all before it, and every page shows what was printed`, async ({
    page,
  }) => {
    await chooseBackend(page, chosen);
    const kernel = await KernelLog.of(page);
    const [last] = fromTheLast;
    await page.goto(last?.page ?? '');
    for (const { number, id, page: path, summary } of fromTheLast) {
      await turnBackTo(page, path);
      const cell = new Cell(page, id);
      if (id === last?.id) {
        await expect(cell.run).toBeEnabled();
        await cell.expectState('published');
        expect(await cell.printed()).toBe(summary);
        await cell.runToEnd();
      }
      await cell.expectState('done');
      expect(await cell.printed()).toBe(summary);
      await expect(cell.root).toHaveAttribute('data-execution-count', String(number));
    }
    expect(kernel.backend).toBe(used);
    expect(kernel.events.filter(({ type }) => type === 'run-ended')).toHaveLength(1);
  });
}
