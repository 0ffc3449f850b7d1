/** Cells of the reader's own, and the way back to what was published. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';

const own = (page: Page) => page.locator('[data-cell^="own-"]');

async function open(page: Page): Promise<{ conv3: Cell; pad3: Cell }> {
  await page.goto('/conv3/');
  const conv3 = new Cell(page, 'conv3');
  await expect(conv3.run).toBeEnabled();
  return { conv3, pad3: new Cell(page, 'pad3') };
}

/** Turns from chapter to chapter, as a reader does: the session lives on. */
async function turn(page: Page, way: 'next' | 'prev', chapters: readonly string[]): Promise<void> {
  for (const chapter of chapters) {
    await page.locator(`a[rel="${way}"]`).press('Enter');
    await page.waitForURL(`**/${chapter}/`);
    await expect(page.locator('.toolbar button').first()).toBeEnabled();
  }
}

/** Inserts a cell below and gives it this source. */
async function insertBelow(page: Page, cell: Cell, source: string): Promise<Cell> {
  await cell.root.getByRole('button', { name: /^Insert a cell below/ }).click();
  await expect(page.locator('[data-cell^="own-"] .cm-content:focus')).toBeVisible();
  const id = await page.evaluate(
    () => document.activeElement?.closest<HTMLElement>('[data-cell]')?.dataset['cell'],
  );
  await page.keyboard.insertText(source);
  return new Cell(page, id ?? '');
}

async function choose(cell: Cell, entry: string): Promise<void> {
  await cell.root.getByRole('button', { name: /^More/ }).click();
  await cell.root.getByRole('button', { name: entry }).click();
}

test('a cell of one’s own is part of the notebook: it sees what is above and is seen below', async ({
  page,
}) => {
  const { conv3, pad3 } = await open(page);
  await pad3.runToEnd();
  const mine = await insertBelow(page, conv3, 'const before = model.layers.length;\nconsole.log(before);');
  await expect(mine.root).toContainText('your cell');
  await expect(mine.root).toContainText('not run yet');
  await mine.runToEnd();
  expect(Number(await mine.printed())).toBeGreaterThan(9);
  await pad3.expectState('stale');
  await expect(pad3.root).toContainText('A cell of yours above was not there when this ran.');

  const second = await insertBelow(page, pad3, 'console.log(model.layers.length - before);');
  await second.runToEnd();
  // Conv3's padding is one layer, and Conv3 with its activation came before.
  expect(Number(await second.printed())).toBeGreaterThan(0);
});

test('a training says where it stands, what follows waits, and Stop is in the cell and in the header', async ({
  page,
}) => {
  const { conv3, pad3 } = await open(page);
  const mine = await insertBelow(
    page,
    conv3,
    [
      'const line = tf.sequential({ layers: [tf.layers.dense({ units: 800, inputShape: [800] })] });',
      "line.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });",
      'await line.fit(tf.ones([6400, 800]), tf.ones([6400, 800]), { epochs: 100, batchSize: 64 });',
    ].join('\n'),
  );
  await mine.run.click();
  await pad3.run.click();
  await mine.expectState('running');
  const status = mine.root.locator('.status');
  await expect(status).toContainText(/running\s+[\d.]+ (ms|s)/);
  await expect(status).toContainText(/epoch \d+ of 100, update \d+/);
  await pad3.expectState('queued');
  await expect(pad3.root).toContainText('waiting for its turn');
  await expect(mine.stop).toBeVisible();
  await page.locator('[data-kernel]').getByRole('button', { name: 'Stop' }).click();
  await mine.expectState('stale');
  await expect(status).toContainText('Stopped before it ended.');
});

test('one deleted by its menu comes back by the button that says so', async ({ page }) => {
  const { conv3 } = await open(page);
  const mine = await insertBelow(page, conv3, 'console.log("kept");');
  await choose(mine, 'Delete this cell');
  await expect(own(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(own(page)).toHaveCount(1);
  expect(await mine.source()).toBe('console.log("kept");');
});

test('above the first cell of a chapter there is room for one too', async ({ page }) => {
  const { conv3 } = await open(page);
  const first = page.locator('[data-cell]').first();
  const id = await first.getAttribute('data-cell');
  await choose(new Cell(page, id ?? ''), 'Insert a cell above');
  await expect(own(page)).toHaveCount(1);
  await expect(first).toHaveAttribute('data-cell', /^own-/);
  await expect(first).toHaveAccessibleName('Cell your cell at the top of this chapter');
  await expect(conv3.root).toBeVisible();
});

test('what differs from the published cell is shown, and taken back one by one', async ({ page }) => {
  const { conv3 } = await open(page);
  const published = await conv3.source();
  await conv3.edit(published.replace('filters: 384', 'filters: 16').concat('\nconsole.log(1);'));
  await conv3.root.getByRole('button', { name: /^Diff/ }).click();
  await expect(conv3.root).toContainText('2 places differ from the published cell.');
  await expect(conv3.root.locator('del')).toContainText(['filters: 384']);
  await conv3.root.getByRole('button', { name: 'Take back' }).first().click();
  await expect.poll(() => conv3.source()).toBe(published.concat('\nconsole.log(1);'));
  await expect(conv3.root).toContainText('One place differs from the published cell.');
  await conv3.root.getByRole('button', { name: /^Diff/ }).click();
  await expect(conv3.root.locator('del')).toHaveCount(0);
  await expect(conv3.root.locator('.differences')).toHaveCount(0);
  await conv3.expectState('edited');
});

test('a diff that is off again before it could be fetched shows nothing', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/difference.*.js', async (route) => {
    await held;
    await route.continue();
  });
  const { conv3 } = await open(page);
  await conv3.edit('console.log(1);');
  const diff = conv3.root.getByRole('button', { name: /^Diff/ });
  const asked = page.waitForRequest('**/difference.*.js');
  await diff.click();
  const script = (await asked).url();
  await diff.click();
  await expect(diff).toHaveAttribute('aria-pressed', 'false');
  release();
  // The cell has its answer when the page has.
  await page.evaluate((url) => import(url), script);
  await expect(conv3.root.locator('.differences')).toHaveCount(0);
});

test('a cell, a chapter and everything can be reset, and that can be undone', async ({ page }) => {
  await page.goto('/conv1/');
  const conv1 = new Cell(page, 'conv1');
  await conv1.edit('console.log("another chapter");');
  await turn(page, 'next', ['relu-lrn-pooling', 'conv2', 'conv3']);
  const conv3 = new Cell(page, 'conv3');
  await expect(conv3.run).toBeEnabled();
  const published = await conv3.source();
  await conv3.edit('console.log("edited");');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });

  await choose(conv3, 'Reset to published');
  await expect.poll(() => conv3.source()).toBe(published);
  await undo.click();
  await expect.poll(() => conv3.source()).toBe('console.log("edited");');

  const mine = await insertBelow(page, conv3, 'console.log("mine");');
  await choose(mine, 'Reset this chapter');
  await expect(own(page)).toHaveCount(0);
  await expect.poll(() => conv3.source()).toBe(published);
  await undo.click();
  await expect(own(page)).toHaveCount(1);
  await expect.poll(() => conv3.source()).toBe('console.log("edited");');

  await choose(conv3, 'Reset everything');
  await expect(own(page)).toHaveCount(0);
  await turn(page, 'prev', ['conv2', 'relu-lrn-pooling', 'conv1']);
  await expect(conv1.root).toHaveAttribute('data-state', 'published');
  await expect(conv1.run).toBeEnabled();
  await conv1.root.locator('[data-code]').focus();
  await page.keyboard.press('z');
  await expect.poll(() => conv1.source()).toBe('console.log("another chapter");');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a cell is inserted, written and run by touch', async ({ page }) => {
    const { conv3 } = await open(page);
    const insert = conv3.root.getByRole('button', { name: /^Insert a cell below/ });
    await expect(insert).toHaveCSS('opacity', '1');
    expect((await insert.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await insert.tap();
    await expect(page.locator('[data-cell^="own-"] .cm-content:focus')).toBeVisible();
    await page.keyboard.insertText('console.log(6 * 7);');
    const id = await own(page).getAttribute('data-cell');
    const mine = new Cell(page, id ?? '');
    await mine.run.tap();
    await mine.expectState('done');
    await expect(mine.text).toHaveText('42');
  });
});

/** Chooses a command from the list of all; what was said before is gone then. */
async function commandOf(page: Page, cell: Cell, title: string): Promise<void> {
  await cell.root.locator('[data-code]').focus();
  await page.keyboard.press('?');
  await page.getByRole('combobox', { name: 'Find a command' }).fill(title);
  await page.keyboard.press('Enter');
}

test('a cell as published says that nothing differs', async ({ page }) => {
  const { conv3 } = await open(page);
  await commandOf(page, conv3, 'Show or hide what differs');
  await expect(conv3.root.getByRole('status').filter({ hasText: 'nothing differs' })).toBeVisible();
});

test('without the list of cells no command says what it cannot know', async ({ page }) => {
  await page.route('**/cells.json', (route) => route.abort());
  const { conv3 } = await open(page);
  const told = conv3.root.getByRole('status').filter({ hasText: 'could not be fetched' });
  for (const command of ['Reset to published', 'Reset this chapter', 'Undo', 'Show or hide what differs']) {
    await commandOf(page, conv3, command);
    await expect(told).toBeVisible();
    await expect(conv3.root).not.toContainText(/as published|nothing to undo|nothing differs/);
  }
  await page.unroute('**/cells.json');
  await commandOf(page, conv3, 'Reset to published');
  await expect(conv3.root).toContainText('This cell is as published.');
});
