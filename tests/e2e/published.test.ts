/** What the notebook printed is on the page before any script runs. */
import { expect, test } from '@playwright/test';
import { Cell } from './cell';
import { recordedCells } from './course';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'as built' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });
    for (const { number, id, page: path, summary } of recordedCells) {
      test(`In [${number}] shows what the notebook printed`, async ({ page }) => {
        await page.goto(path);
        const cell = new Cell(page, id);
        expect(await cell.printed()).toBe(summary);
        await expect(cell.root).toHaveAttribute('data-execution-count', String(number));
        await expect(cell.root).toHaveAttribute('data-state', 'published');
      });
    }
  });
}
