/** A reader types with TypeScript at their side: no task holds the page's thread for 50 ms. */
import { expect, test } from '@playwright/test';
import { Cell } from '../e2e/cell';
import { pageTasks } from './page-tasks';

const longestMilliseconds = 50;
/** Lists, signatures and problems come and go over it; the last mistake stays. */
const typed =
  "model.add(tf.layers.conv2d({ filters: 96, kernelSize: 11, strides: 4, padding: 'valid' }));\nmodel.sumary();";

test('a hundred characters with completion, signatures and problems, and none stutters', async ({
  page,
  browser,
}) => {
  expect(typed.length).toBeGreaterThanOrEqual(100);
  await page.goto('/conv1/');
  const cell = new Cell(page, 'conv1');
  await cell.edit('');
  const list = page.getByRole('listbox', { name: 'Completions' });
  await page.keyboard.type('tf.');
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');

  const tasks = await pageTasks(browser, page, async () => {
    for (const character of typed) {
      await page.keyboard.type(character, { delay: 40 });
      if (character === '.') await expect(list).toBeVisible();
    }
    await expect(cell.root.locator('.cm-lintRange-error')).toHaveText('sumary');
  });
  expect(tasks.some((milliseconds) => milliseconds > 0)).toBe(true);
  expect(tasks.filter((milliseconds) => milliseconds > longestMilliseconds)).toEqual([]);
});
