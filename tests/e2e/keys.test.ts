/** Jupyter's keys, by the keyboard alone. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { KernelLog } from './kernel-log';

const own = '[data-cell^="own-"]';

/** Where the keyboard is: 'conv3' on the frame of a cell, 'conv3, editing' in its editor, 'conv3, beside' on a control. */
async function at(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const id = focused?.closest<HTMLElement>('[data-cell]')?.dataset['cell'] ?? 'elsewhere';
    if (focused?.matches('[data-code]')) return id;
    return `${id}, ${focused?.matches('.cm-content') ? 'editing' : 'beside'}`;
  });
}

async function expectAt(page: Page, place: string | RegExp): Promise<void> {
  const found = expect.poll(() => at(page));
  await (typeof place === 'string' ? found.toBe(place) : found.toMatch(place));
}

/** Ids of the cells of the page from top to bottom. */
const ids = (page: Page) =>
  page.locator('[data-cell]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell')));

/** Opens the chapter and goes to its cell conv3 with the Tab key. */
async function open(page: Page): Promise<{ conv3: Cell; pad3: Cell }> {
  await page.goto('/conv3/');
  const conv3 = new Cell(page, 'conv3');
  await expect(conv3.run).toBeEnabled();
  while ((await at(page)) !== 'conv3') await page.keyboard.press('Tab');
  return { conv3, pad3: new Cell(page, 'pad3') };
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('what is typed while the editor is on its way is no command', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/editor\.[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await open(page);
  const before = await ids(page);
  await press(page, 'Enter', 'a', 'd', 'd', 'j');
  release();
  await expectAt(page, 'conv3, editing');
  // A command that had waited would be done before this one.
  await press(page, 'Escape', 'j');
  await expectAt(page, 'pad3');
  expect(await ids(page)).toEqual(before);
});

test('I I stops, 0 0 restarts', async ({ page }) => {
  const kernel = await KernelLog.of(page);
  const { conv3 } = await open(page);
  await press(page, 'b', 'Enter');
  await expectAt(page, /^own-.*, editing$/);
  await page.keyboard.insertText('while (true) await tf.nextFrame();');
  await press(page, 'ControlOrMeta+Enter', 'Escape');
  const loop = page.locator(own);
  await expect(loop).toHaveAttribute('data-state', 'running');
  await press(page, 'i', 'i');
  await expect(loop).toHaveAttribute('data-state', 'stopped');

  await press(page, 'd', 'd');
  await expectAt(page, 'conv3');
  await press(page, '0', '0');
  await expect(page.locator('[data-kernel]')).toHaveAttribute('data-kernel', 'absent');
  await press(page, 'ControlOrMeta+Enter');
  await conv3.expectState('done');
  expect(kernel.workers).toBeGreaterThan(1);
});

test('Shift+Alt+F lays the code out, and that can be undone in the editor', async ({ page }) => {
  const { conv3 } = await open(page);
  await press(page, 'Enter');
  await expectAt(page, 'conv3, editing');
  await press(page, 'ControlOrMeta+a');
  await page.keyboard.insertText('const a={b:1}');
  await press(page, 'Shift+Alt+F');
  await expect.poll(() => conv3.source()).toMatch(/^const a = \{ b: 1 \}/);
  await expect(conv3.root.getByRole('status').filter({ hasText: 'laid out anew' })).toBeVisible();
  await press(page, 'ControlOrMeta+z');
  await expect.poll(() => conv3.source()).toBe('const a={b:1}');
});

test('from the first cell Tab reaches the end of the page, and Shift+Tab comes back', async ({ page }) => {
  await open(page);
  await press(page, 'Enter');
  await expectAt(page, 'conv3, editing');
  const inLast = () => page.evaluate(() => document.activeElement?.closest('footer') !== null);
  while (!(await inLast())) await press(page, 'Tab');
  while ((await at(page)) !== 'conv3') await press(page, 'Shift+Tab');
});
