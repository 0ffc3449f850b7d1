/** A reader types with TypeScript at their side: it answers within a second, and no task holds the page for 50 ms. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from '../e2e/cell';
import { median, pageTasks } from './page-tasks';

const longestMilliseconds = 50;
const completionMilliseconds = 1000;
const list = (page: Page) => page.getByRole('listbox', { name: 'Completions' });
/** Lists, signatures and problems come and go over it; the last mistake stays. */
const typed =
  "model.add(tf.layers.conv2d({ filters: 96, kernelSize: 11, strides: 4, padding: 'valid' }));\nmodel.sumary();";

/** The cell's editor, empty; the service has answered once. */
async function warm(page: Page): Promise<Cell> {
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await cell.edit('');
  await page.keyboard.type('tf.');
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Escape');
  return cell;
}

test('completion for tf.layers. appears within a second', async ({ page }) => {
  const cell = await warm(page);
  await cell.edit('tf.layers');
  await page.keyboard.press('Escape');
  await page.locator('[data-cell="conv1"] .cm-content').focus();
  await expect(list(page)).toBeHidden();
  await page.keyboard.press('.');
  const began = performance.now();
  await expect(list(page).getByRole('option', { name: 'conv1d', exact: true })).toBeVisible();
  expect(performance.now() - began).toBeLessThan(completionMilliseconds);
});

test('a hundred characters with completion, signatures and problems, and none stutters', async ({
  page,
  browser,
}) => {
  expect(typed.length).toBeGreaterThanOrEqual(100);
  const cell = await warm(page);
  const longest: number[] = [];
  for (let time = 0; time < 3; time++) {
    await cell.edit('');
    const tasks = await pageTasks(browser, page, async () => {
      for (const character of typed) {
        await page.keyboard.type(character, { delay: 40 });
        if (character === '.') await expect(list(page)).toBeVisible();
      }
      await expect(cell.root.locator('.cm-lintRange-error')).toHaveText('sumary');
    });
    longest.push(Math.max(...tasks));
  }
  expect(Math.min(...longest)).toBeGreaterThan(0);
  expect(median(longest), `the longest task of each time: ${longest.join(', ')} ms`).toBeLessThan(
    longestMilliseconds,
  );
});
