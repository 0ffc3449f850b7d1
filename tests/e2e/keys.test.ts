/** Jupyter's keys, by the keyboard alone. */
import { expect, test, type Locator, type Page } from '@playwright/test';
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

test('Enter edits, Escape leads back to the cell', async ({ page }) => {
  const { conv3 } = await open(page);
  await press(page, 'Enter');
  await expectAt(page, 'conv3, editing');
  await page.keyboard.insertText('// mine\n');
  await conv3.expectState('edited');
  await press(page, 'Escape');
  await expectAt(page, 'conv3');
  // Letters are keys again, and no text.
  await press(page, 'j');
  await expectAt(page, 'pad3');
  expect(await conv3.source()).toMatch(/^\/\/ mine\n/);
});

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

test('on a Mac, Ctrl+Enter runs in the editor as Cmd+Enter does', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'platform', { value: 'MacIntel' }));
  const { conv3 } = await open(page);
  await press(page, 'Enter');
  await expectAt(page, 'conv3, editing');
  await press(page, 'Control+Enter');
  await conv3.expectState('done');
  await expectAt(page, 'conv3, editing');
});

test('J, K and the arrows go from cell to cell, and no further than the last', async ({ page }) => {
  await open(page);
  const all = await ids(page);
  const [first, last] = [all[0] ?? '', all.at(-1) ?? ''];
  expect(all.length).toBeGreaterThan(1);
  for (const [down, up] of [
    ['j', 'k'],
    ['ArrowDown', 'ArrowUp'],
  ] as const) {
    for (const id of all.slice(1)) {
      await press(page, down);
      await expectAt(page, id ?? '');
    }
    await press(page, down);
    await expectAt(page, last);
    await press(page, ...all.map(() => up));
    await expectAt(page, first);
  }
});

for (const editing of [false, true]) {
  const where = editing ? 'in the editor' : 'on the cell';

  test(`${where}, Ctrl+Enter runs and stays`, async ({ page }) => {
    const { conv3 } = await open(page);
    if (editing) await press(page, 'Enter');
    await expectAt(page, editing ? 'conv3, editing' : 'conv3');
    await press(page, 'ControlOrMeta+Enter');
    await conv3.expectState('done');
    await expectAt(page, editing ? 'conv3, editing' : 'conv3');
  });

  test(`${where}, Shift+Enter runs and goes on to the next`, async ({ page }) => {
    const { conv3 } = await open(page);
    if (editing) await press(page, 'Enter');
    await expectAt(page, editing ? 'conv3, editing' : 'conv3');
    await press(page, 'Shift+Enter');
    await expectAt(page, 'pad3');
    await conv3.expectState('done');
  });

  test(`${where}, Alt+Enter runs and opens a cell below`, async ({ page }) => {
    const { conv3 } = await open(page);
    if (editing) await press(page, 'Enter');
    await expectAt(page, editing ? 'conv3, editing' : 'conv3');
    await press(page, 'Alt+Enter');
    await expectAt(page, /^own-.*, editing$/);
    expect((await ids(page)).indexOf('pad3')).toBe((await ids(page)).indexOf('conv3') + 2);
    await conv3.expectState('done');
  });
}

test('below a last cell of the reader’s own, Shift+Enter opens another', async ({ page }) => {
  await open(page);
  await press(page, ...(await ids(page)).map(() => 'j'), 'b', 'Enter');
  await expectAt(page, /^own-.*, editing$/);
  const [first] = await page
    .locator(own)
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell')));
  await page.keyboard.insertText('console.log(1 + 1);');
  await press(page, 'Shift+Enter');
  await expect(page.locator(own)).toHaveCount(2);
  await expect.poll(() => at(page)).not.toBe(`${first}, editing`);
  await expectAt(page, /^own-.*, editing$/);
  await expect(page.locator(own).first()).toHaveAttribute('data-state', 'done');
  // The new one is empty: from it, there is no other.
  await press(page, 'Shift+Enter');
  await expectAt(page, /^own-[^,]*$/);
  await expect(page.locator(own)).toHaveCount(2);
});

test('A inserts above, B below, and D D deletes; Z and Shift+Z go back and forth', async ({ page }) => {
  await open(page);
  const published = await ids(page);
  await press(page, 'b');
  await expectAt(page, /^own-/);
  const below = await at(page);
  expect(await ids(page)).toEqual(published.flatMap((id) => (id === 'conv3' ? [id, below] : [id])));
  await press(page, 'a');
  await expect.poll(() => at(page)).not.toBe(below);
  const above = await at(page);
  expect(await ids(page)).toEqual(published.flatMap((id) => (id === 'conv3' ? [id, above, below] : [id])));

  await press(page, 'd');
  await expect(page.locator(own)).toHaveCount(2);
  await press(page, 'd');
  await expect(page.locator(own)).toHaveCount(1);
  await expectAt(page, 'conv3');
  await expect(page.getByRole('status').filter({ hasText: 'Your cell is deleted.' })).toBeVisible();

  await press(page, 'z');
  await expectAt(page, above);
  await press(page, 'Shift+Z');
  await expectAt(page, 'conv3');
  expect(await ids(page)).toEqual(published.flatMap((id) => (id === 'conv3' ? [id, below] : [id])));
  await press(page, 'z', 'z', 'z');
  await expect.poll(() => ids(page)).toEqual(published);
  await press(page, 'z');
  await expect(page.getByRole('status').filter({ hasText: 'There is nothing to undo.' })).toBeVisible();
});

test('a cell of the course stays, and says that it can only be reset', async ({ page }) => {
  const { conv3 } = await open(page);
  const before = await ids(page);
  await press(page, 'd', 'd');
  await expect(conv3.root.getByRole('status').filter({ hasText: 'can only be reset' })).toBeVisible();
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
  await expect(loop).toHaveAttribute('data-state', 'stale');
  await expect(loop).toContainText('Stopped');

  await press(page, 'd', 'd');
  await expectAt(page, 'conv3');
  await press(page, '0', '0');
  await expect(page.locator('[data-kernel]')).toHaveAttribute('data-kernel', 'absent');
  await press(page, 'ControlOrMeta+Enter');
  await conv3.expectState('done');
  expect(kernel.workers).toBeGreaterThan(1);
});

test('Tab leaves the editor; where it indents, Escape and Tab leave it', async ({ page }) => {
  const { conv3 } = await open(page);
  const source = await conv3.source();
  const edit = async () => {
    await press(page, 'Enter');
    await expectAt(page, 'conv3, editing');
  };
  await edit();
  await press(page, 'Tab');
  await expectAt(page, 'conv3, beside');
  await press(page, 'Shift+Tab');
  await expectAt(page, 'conv3');
  await edit();
  await press(page, 'Shift+Tab');
  await expectAt(page, 'conv3');

  await edit();
  await press(page, 'Control+m');
  await expect(conv3.root.getByRole('status').filter({ hasText: 'Tab indents' })).toBeVisible();
  await press(page, 'ControlOrMeta+Home', 'Tab');
  await expectAt(page, 'conv3, editing');
  await expect.poll(() => conv3.source()).toBe(`  ${source}`);
  await press(page, 'Shift+Tab');
  await expect.poll(() => conv3.source()).toBe(source);
  await press(page, 'Escape', 'Tab');
  await expectAt(page, 'conv3, beside');

  // It is kept, and can be seen and changed in the menu.
  await page.reload();
  await expect(conv3.run).toBeEnabled();
  await conv3.root.getByRole('button', { name: /^More/ }).focus();
  await press(page, 'Enter');
  const toggle = conv3.root.getByRole('button', { name: 'Let Tab move on' });
  await toggle.focus();
  await press(page, 'Enter');
  await expect(conv3.root.getByRole('status').filter({ hasText: 'Tab moves on' })).toBeVisible();
  await conv3.root.locator('[data-code]').focus();
  await edit();
  await press(page, 'Tab');
  await expectAt(page, 'conv3, beside');
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

test.describe('?', () => {
  const option = (page: Page, name: string | RegExp): Locator => page.getByRole('option', { name });

  test('lists every key, filters, and Escape leads back', async ({ page }) => {
    await open(page);
    await press(page, '?');
    const dialog = page.getByRole('dialog', { name: 'Commands' });
    await expect(dialog).toBeVisible();
    for (const [title, keys] of [
      ['Run and go on', 'Shift+Enter'],
      ['Run', 'Ctrl+Enter'],
      ['Run and insert a cell below', 'Alt+Enter'],
      ['Stop', 'I I'],
      ['Restart kernel', '0 0'],
      ['Edit the code', 'Enter'],
      ['Leave the editor', 'Esc'],
      ['Go to the next cell', 'J'],
      ['Go to the cell before', 'K'],
      ['Format this cell', 'Shift+Alt+F'],
      ['Insert a cell above', 'A'],
      ['Insert a cell below', 'B'],
      ['Delete this cell', 'D D'],
      ['Undo', 'Z'],
      ['Redo', 'Shift+Z'],
      ['All commands and their keys', '?'],
    ] as const) {
      const row = page.getByRole('option').filter({ has: page.getByText(title, { exact: true }) });
      await expect(row.locator('kbd').first()).toHaveText(keys);
    }
    await page.keyboard.type('insert below');
    await expect(page.getByRole('option')).toHaveCount(2);
    await page.keyboard.type(' xyz');
    await expect(page.getByRole('option')).toHaveCount(0);
    await expect(dialog).toContainText('No command has these words.');
    await press(page, 'Escape');
    await expect(dialog).toBeHidden();
    await expectAt(page, 'conv3');
  });

  test('runs the command that is chosen by arrows and Enter, on the cell it came from', async ({ page }) => {
    const { conv3 } = await open(page);
    await press(page, '?');
    const field = page.getByRole('combobox', { name: 'Find a command' });
    await expect(field).toBeFocused();
    await page.keyboard.type('insert');
    await press(page, 'ArrowDown', 'ArrowDown');
    const below = option(page, /^Insert a cell below/);
    await expect(below).toHaveAttribute('aria-selected', 'true');
    const active = await below.getAttribute('id');
    await expect(field).toHaveAttribute('aria-activedescendant', active ?? '');
    await press(page, 'Enter');
    await expectAt(page, /^own-/);
    const all = await ids(page);
    expect(all.indexOf(await at(page))).toBe(all.indexOf('conv3') + 1);

    await press(page, 'k', '?');
    await expect(field).toBeFocused();
    await page.keyboard.type('run all above');
    await press(page, 'Enter');
    await expectAt(page, 'conv3');
    // Those above stand in other chapters; the kernel has run them when this one need not wait for them.
    await expect(page.locator('[data-kernel]')).toHaveAttribute('data-kernel', 'ready');
    await press(page, 'ControlOrMeta+Enter');
    await conv3.expectState('done');
  });
});
