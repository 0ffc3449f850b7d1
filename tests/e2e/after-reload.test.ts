/** What a reader has made is still shown, and said truly: after a reload, from an older store, below a training. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Cell } from './cell';
import { keptText, rewrite, stored } from './kept-store';

async function open(page: Page, path: string, id: string): Promise<Cell> {
  await page.goto(path);
  const cell = new Cell(page, id);
  await expect(cell.run).toBeEnabled();
  return cell;
}

const rail = (page: Page) => page.getByRole('navigation', { name: 'The network so far' });
const standing = (within: Locator) => within.locator('[data-standing]');

async function widen(page: Page): Promise<void> {
  const conv1 = await open(page, '/conv1/', 'conv1');
  await conv1.runSource((await conv1.source()).replace('strides: 4', 'strides: 2'));
  await expect(rail(page).getByRole('link', { name: 'Conv1: 96 × 109 × 109' })).toBeVisible();
  await expect.poll(() => keptText(page)).toContain('"strides":[2,2]');
}

/** The record as it was written before networks were kept. */
async function age(page: Page): Promise<void> {
  const record = (await stored(page))['notebook'] as {
    kept: { outputs: Record<string, { missing?: string; outputs: { kind: string }[] }> };
  };
  for (const each of Object.values(record.kept.outputs)) {
    delete each.missing;
    each.outputs = each.outputs.filter(({ kind }) => kind !== 'model');
  }
  await rewrite(page, record);
}

test('a network that was built is there after a reload, on its chapter’s page and the stepper’s', async ({
  page,
}) => {
  await widen(page);
  await page.reload();
  await expect(standing(rail(page))).toContainText('earlier');
  await expect(rail(page).getByRole('link', { name: 'Conv1: 96 × 109 × 109' })).toBeVisible();
  await expect(page.locator('[data-cell="conv1"] [data-kept]')).toContainText('Pictures are not kept');

  await page.goto('/summary/');
  const stepper = page.locator('[data-stepper]');
  await expect(standing(stepper)).toContainText('earlier');
  await expect(stepper.getByRole('row', { name: /Conv1/ })).toContainText('109');
  await standing(stepper).getByRole('button', { name: 'Run it again' }).click();
  await expect(stepper.locator('[data-in-kernel="true"]')).toBeVisible();
  await expect(standing(stepper)).toHaveCount(0);

  // What an older page has kept names the cell, and one press runs it.
  await age(page);
  await page.reload();
  await expect(standing(stepper)).toHaveAttribute('data-standing', 'published');
  await expect(standing(stepper)).toContainText('In [156] is changed and has not run.');
  await standing(stepper).getByRole('button', { name: 'Run it' }).click();
  await expect(stepper.locator('[data-in-kernel="true"]')).toBeVisible();
  await expect(stepper.getByRole('row', { name: /Conv1/ })).toContainText('109');
});

test('Shift+Enter keeps the result in sight, goes on by a second press, and stays at an error', async ({
  page,
}) => {
  const conv1 = await open(page, '/conv1/', 'conv1');
  const editor = conv1.root.locator('.cm-content');
  await conv1.edit(await conv1.source());
  await page.keyboard.press('Shift+Enter');
  await conv1.expectState('done');
  await expect(editor).toBeFocused();
  await expect(conv1.text.first()).toBeInViewport();
  await page.keyboard.press('Shift+Enter');
  await expect(page.locator('[data-cell="output-size"] [data-code]')).toBeFocused();

  await conv1.edit("throw new Error('told');");
  await page.keyboard.press('Shift+Enter');
  await conv1.expectState('error');
  await expect(editor).toBeFocused();
  await expect(conv1.error).toBeInViewport();
});

test('nothing scrolls when the header gets the focus, and a notice can be closed over a dialog', async ({
  page,
}) => {
  const conv1 = await open(page, '/conv1/', 'conv1');
  await conv1.edit("throw new Error('told');");
  await page.goto('/whole-network/');
  await expect(page.locator('[data-changes="1"]')).toBeVisible();
  await page.evaluate(() => scrollTo({ top: 3000, behavior: 'instant' }));
  await page.locator('.site-title').focus();
  const top = () => page.evaluate(() => scrollY);
  const before = await top();
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('Tab');
  expect(await top()).toBe(before);

  await page.locator('[data-changes]').click();
  await page.getByRole('button', { name: /^Export/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Export/ });
  await dialog.getByRole('button', { name: 'Run the cells that build it' }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'An error ended In [156]' });
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toHaveCount(0);
  await expect(dialog).toBeVisible();
});

test('below a training a cell uses what it made, and after a reload is told what to do', async ({ page }) => {
  const train = await open(page, '/train/', 'train');
  await train.runSource('const small = { predict: () => 6 * 7 };');
  await train.root.getByRole('button', { name: /^Insert a cell below/ }).click();
  await expect(page.locator('[data-cell^="own-"] .cm-content:focus')).toBeVisible();
  await page.keyboard.insertText("console.log('it says', small.predict());");
  const mine = new Cell(page, (await page.locator('[data-cell^="own-"]').getAttribute('data-cell')) ?? '');
  await mine.runToEnd();
  await expect(mine.text).toContainText('it says 42');
  await expect.poll(() => keptText(page)).toContain('it says 42');

  await page.reload();
  await train.expectState('stale');
  await expect(mine.root).toContainText('In [168] above has to run again first');
  await mine.run.click();
  await mine.expectState('error');
  await expect(mine.error).toContainText('In [168] declares it, and has to run again.');
  await train.runToEnd();
  await expect(mine.error).toContainText('In [168] declares it, and has run since. Run this one again.');
  await mine.runToEnd();
});
