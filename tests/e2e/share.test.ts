/** Links that carry changes: from one browser to another, and from page to page. */
import { deflateRawSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { KernelLog } from './kernel-log';

function edit(source: string): string {
  const text = JSON.stringify({ version: 1, edits: [['conv1', 'no such hash', source]], scratch: [] });
  return `changes=1.${deflateRawSync(text).toString('base64url')}`;
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: /^This link/ });

async function ready(page: Page): Promise<Cell> {
  const cell = new Cell(page, 'conv1');
  await expect(cell.run).toBeEnabled();
  return cell;
}

test('a link made here brings the changes to another browser, after its reader has seen them', async ({
  page,
  browser,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/conv1/#layer=Conv1');
  const cell = await ready(page);
  await cell.edit("console.log('sent', 6 * 7);");
  await page.locator('[data-changes="1"]').click();
  await page.getByRole('button', { name: 'Copy a link to my changes' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText(/^Copied: \d+ characters/);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/conv1\/#layer=Conv1&changes=1\.[\w-]+$/);
  expect(link).not.toContain('sent');

  const context = await browser.newContext();
  const friend = await context.newPage();
  const kernel = await KernelLog.of(friend);
  await friend.goto(link);
  const received = new Cell(friend, 'conv1');
  await expect(dialogOf(friend).locator('[data-compared="conv1"]')).toContainText(
    "console.log('sent', 6 * 7);",
  );
  await expect(dialogOf(friend).locator('[data-replaces]')).toHaveCount(0);
  await received.expectState('published');
  await dialogOf(friend).getByRole('button', { name: 'Use these changes' }).click();
  await received.expectState('edited');
  expect(await received.source()).toBe("console.log('sent', 6 * 7);");
  await expect(friend).toHaveURL(/\/conv1\/#layer=Conv1$/);
  expect(kernel.started).toEqual([]);
  await received.runToEnd();
  await expect(received.text).toContainText('sent 42');
  await friend.reload();
  expect(await dialogOf(friend).count()).toBe(0);
  await expect.poll(() => received.source()).toBe("console.log('sent', 6 * 7);");
  await context.close();
});

test('a link is taken up after a change of chapter, and when the address changes, by keyboard', async ({
  page,
}) => {
  await page.goto('/setup/');
  await expect(page.getByRole('button', { name: /^Run cell/ }).first()).toBeEnabled();
  await page.evaluate((hash) => {
    const link = document.createElement('a');
    link.href = `../conv1/#${hash}`;
    link.id = 'test-link';
    document.querySelector('main')?.prepend(link);
    link.click();
  }, edit('// by the router'));
  await expect(dialogOf(page)).toContainText('// by the router');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/conv1\/$/);
  await page.evaluate((hash) => (location.hash = hash), edit('// by the address'));
  await expect(dialogOf(page)).toContainText('// by the address');
  await dialogOf(page).getByRole('button', { name: 'Use these changes' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => new Cell(page, 'conv1').source()).toBe('// by the address');
});

const good = edit('// good');
for (const [what, missing] of [
  ['opens', /open-link/],
  ['shows', /OfferDialog/],
] as const) {
  test(`where what ${what} a link cannot be fetched, the reader is told, and the link still serves`, async ({
    page,
  }) => {
    await page.route(missing, (route) => route.abort());
    await page.goto(`/conv1/#${good}`);
    await expect(page.getByRole('alert')).toContainText(
      'This link carries changes, and they could not be shown',
    );
    await page.unroute(missing);
    await page.reload();
    await expect(dialogOf(page)).toContainText('// good');
  });
}
