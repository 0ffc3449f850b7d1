/** Cells of the reader's own in the notebook. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';

const own = (page: Page) => page.locator('[data-cell^="own-"]');

async function open(page: Page): Promise<{ conv3: Cell; pad3: Cell }> {
  await page.goto('/conv3/');
  const conv3 = new Cell(page, 'conv3');
  await expect(conv3.run).toBeEnabled();
  return { conv3, pad3: new Cell(page, 'pad3') };
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
  await mine.expectState('stopped');
  await expect(status).toContainText('stopped before it ended');
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
