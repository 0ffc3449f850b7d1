/** Run in a fresh tab, each recorded cell prints what the notebook printed, whatever computes it. */
import { expect, test } from '@playwright/test';
import { Cell } from './cell';
import { recordedCells } from './course';
import { chooseBackend, KernelLog } from './kernel-log';

const choices = [
  // The test browser has a software renderer, which is not a GPU.
  { chosen: 'auto', used: 'wasm' },
  { chosen: 'webgl', used: 'webgl' },
  { chosen: 'cpu', used: 'cpu' },
] as const;

for (const { chosen, used } of choices) {
  test.describe(`${chosen} chosen`, () => {
    for (const { number, id, page: path, summary } of recordedCells) {
      test(`In [${number}] prints what the notebook printed`, async ({ page }) => {
        await chooseBackend(page, chosen);
        const kernel = await KernelLog.of(page);
        await page.goto(path);
        const cell = new Cell(page, id);
        await cell.runToEnd();
        expect(await cell.printed()).toBe(summary);
        await expect(cell.root).toHaveAttribute('data-execution-count', String(number));
        expect(kernel.backend).toBe(used);
      });
    }
  });
}
