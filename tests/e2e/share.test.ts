/** Links that carry changes: made, opened, declined; and what comes of those that are none. */
import { deflateRawSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { KernelLog } from './kernel-log';

const fragmentOf = (text: string) => `changes=1.${deflateRawSync(text).toString('base64url')}`;
const linkOf = (edits: readonly unknown[], scratch: readonly unknown[] = []) =>
  fragmentOf(JSON.stringify({ version: 1, edits, scratch }));
const edit = (source: string) => linkOf([['conv1', 'no such hash', source]]);
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

test('a link warns of what it would replace; declined, it leaves everything as it was', async ({ page }) => {
  await page.goto('/conv1/');
  const cell = await ready(page);
  await cell.edit('// my own');
  await page.goto('/photographs/');
  await page.goto(`/conv1/#${edit('// theirs')}`);
  const dialog = dialogOf(page);
  await expect(dialog.locator('[data-replaces="1"]')).toBeVisible();
  await expect(dialog.locator('[data-compared="conv1"]')).toContainText('replaces your edit');
  await expect(dialog.locator('[data-compared="conv1"]')).toContainText('// my own');
  await dialog.getByRole('button', { name: 'Keep mine' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/conv1\/$/);
  await expect.poll(() => cell.source()).toBe('// my own');
});

test('what a link replaced comes back with one step', async ({ page }) => {
  await page.goto('/conv1/');
  const cell = await ready(page);
  await cell.edit('// my own');
  await page.goto('/photographs/');
  await page.goto(
    `/conv1/#${linkOf([['conv1', '', '// theirs']], [['conv1', 'conv1', '// a cell of theirs']])}`,
  );
  await dialogOf(page).getByRole('button', { name: 'Use these changes' }).click();
  await expect(page.locator('[data-changes="2"]')).toBeVisible();
  await expect.poll(() => cell.source()).toBe('// theirs');
  await page.locator('[data-changes]').click();
  await page.getByRole('button', { name: 'Undo: Use a link’s changes' }).click();
  await expect.poll(() => cell.source()).toBe('// my own');
  await expect(page.locator('[data-changes="1"]')).toBeVisible();
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

test('what a link carries is shown as text, whatever it is', async ({ page }) => {
  let spoken = false;
  page.on('dialog', () => (spoken = true));
  const hostile = '</code><img src=x onerror="alert(1)"><script>alert(2)</script>';
  await page.goto(
    `/conv1/#${linkOf(
      [
        ['conv1', '', hostile],
        ['__proto__', '', hostile],
        ['toString', '', hostile],
      ],
      [[hostile, hostile, hostile]],
    )}`,
  );
  await expect(dialogOf(page).locator('[data-compared="conv1"]')).toContainText(hostile);
  expect(await dialogOf(page).locator('img, script').count()).toBe(0);
  await dialogOf(page).getByRole('button', { name: 'Use these changes' }).click();
  await new Cell(page, 'conv1').expectState('edited');
  expect(spoken).toBe(false);
});

const good = edit('// good');
const unusable = [
  ['cut off', good.slice(0, -10), /damaged/],
  ['mistyped', good.replace('changes=1.', 'changes=1.!'), /damaged/],
  ['empty', 'changes=', /damaged/],
  ['of no sense', fragmentOf('[1, 2, 3]'), /damaged/],
  ['of a later version', fragmentOf('{"version": 7, "other": true}'), /newer version/],
  ['of a later packing', good.replace('changes=1.', 'changes=3.'), /newer version/],
  ['too large', linkOf([['conv1', '', 'x'.repeat(250_000)]]), /200,000 are taken/],
  ['that swells', fragmentOf('x'.repeat(50_000_000)), /more than 200,000/],
] as const;

test('a link that is damaged, of another time or too large is refused with a word, and the page works', async ({
  page,
}) => {
  const dialog = page.getByRole('dialog', { name: 'This link cannot be used' });
  const cell = new Cell(page, 'conv1');
  for (const [what, fragment, message] of unusable) {
    await test.step(what, async () => {
      // The first loads the page, the others change its address.
      await page.goto(`/conv1/#${fragment}`);
      await expect(dialog).toContainText(message);
      await dialog.getByRole('button', { name: 'Go on to the page' }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page).toHaveURL(/\/conv1\/$/);
      await expect(cell.run).toBeEnabled();
      await cell.expectState('published');
    });
  }
  await cell.edit('// works');
  await cell.expectState('edited');
});

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

test('a link that is long is said to be', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/conv1/');
  const cell = await ready(page);
  // Hex digits of a logistic map do not compress.
  let x = 0.4;
  const noise = Array.from({ length: 60_000 }, () => {
    x = 3.99 * x * (1 - x);
    return Math.floor((x * 1e6) % 36).toString(36);
  }).join('');
  await cell.edit(`// ${noise}`);
  await page.locator('[data-changes="1"]').click();
  await page.getByRole('button', { name: 'Copy a link to my changes' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('may cut it off');
});
