/** What a reader makes of the course is there again: after a reload, in another tab, after the author's change. */
import { expect, test, type Page } from '@playwright/test';
import { Cell } from './cell';
import { keptText, rewrite, stored } from './kept-store';

interface KeptRecord {
  revision: string;
  kept: { version: number; changes: { edits: Record<string, { source: string; base: string }> } };
}

const count = (page: Page) => page.locator('[data-changes]');

async function openCell(page: Page, path = '/conv1/', id = 'conv1'): Promise<Cell> {
  await page.goto(path);
  const cell = new Cell(page, id);
  await expect(cell.run).toBeEnabled();
  return cell;
}

/** The record of a visit in which conv1 was edited. */
async function recordOfEdit(page: Page, source: string): Promise<KeptRecord> {
  const cell = await openCell(page);
  await cell.edit(source);
  await expect.poll(() => keptText(page)).toContain(source);
  return (await stored(page))['notebook'] as KeptRecord;
}

test('a reader who changes nothing leaves nothing, and fetches no list of cells', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await openCell(page);
  await expect(count(page)).toHaveAttribute('data-changes', '0');
  await page.waitForLoadState('networkidle');
  expect(requests.filter((url) => url.endsWith('cells.json'))).toEqual([]);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('a reload keeps an edit and what it printed', async ({ page }) => {
  const cell = await openCell(page);
  await cell.runSource("console.log('kept', 6 * 7);");
  await expect(cell.text).toContainText('kept 42');
  await expect.poll(() => keptText(page)).toContain('kept 42');
  await page.reload();
  await cell.expectState('done');
  expect(await cell.source()).toBe("console.log('kept', 6 * 7);");
  await expect(cell.text).toContainText('kept 42');
  await expect(count(page)).toHaveAttribute('data-changes', '1');
});

test('what was typed in the moment of leaving is there', async ({ page }) => {
  const cell = await openCell(page);
  await cell.edit('// the last word');
  await page.reload();
  await expect.poll(() => cell.source()).toBe('// the last word');
  await expect.poll(() => keptText(page)).toContain('the last word');
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage)))
    .not.toContainEqual(expect.stringContaining('unsaved'));
});

test('a reset is kept too, and so is its undo', async ({ page }) => {
  const cell = await openCell(page);
  await cell.edit('// mine');
  await expect(count(page)).toHaveAttribute('data-changes', '1');
  await cell.root.getByRole('button', { name: /^More/ }).click();
  await cell.root.getByRole('button', { name: 'Reset to published' }).click();
  await cell.expectState('published');
  await page.reload();
  await count(page).click();
  await page.getByRole('button', { name: 'Undo: Reset a cell' }).click();
  await expect.poll(() => cell.source()).toBe('// mine');
});

test('a change in one tab appears in the other, also where nothing was changed before', async ({
  page,
  context,
}) => {
  const here = await openCell(page);
  const other = await context.newPage();
  const there = await openCell(other);
  await here.edit('// from the first tab');
  await expect.poll(() => there.source()).toBe('// from the first tab');
  await there.edit('// and back');
  await expect.poll(() => here.source()).toBe('// and back');
  await expect(page.locator('[data-conflict]')).toHaveCount(0);
});

test('tabs that change different cells at once both keep their changes', async ({ page, context }) => {
  const here = await openCell(page);
  const other = await context.newPage();
  const there = await openCell(other, '/relu-lrn-pooling/', 'lrn1');
  await here.edit('// one');
  await there.edit('// two');
  await page.reload();
  await expect(count(page)).toHaveAttribute('data-changes', '2');
  await expect(count(other)).toHaveAttribute('data-changes', '2');
});

test('two tabs that change one cell at once: both versions are offered, and none is lost', async ({
  page,
  context,
}) => {
  // As of a tab that was frozen: it hears nothing.
  const deaf = await context.newPage();
  await deaf.addInitScript(() => {
    BroadcastChannel.prototype.postMessage = () => undefined;
  });
  const there = await openCell(deaf);
  const here = await openCell(page);
  await here.edit('// shared');
  await expect.poll(() => there.source()).toBe('// shared');
  await there.edit('// written there');
  await expect.poll(() => keptText(page)).toContain('written there');
  await here.edit('// written here');
  const conflict = here.root.locator('[data-conflict="tab"]');
  await expect(conflict).toBeVisible();
  expect(await here.source()).toBe('// written here');
  await page.reload();
  await expect(conflict).toBeVisible();
  await conflict.getByRole('radio', { name: 'The other tab’s' }).check();
  await conflict.getByRole('button', { name: 'Keep this version' }).click();
  await expect.poll(() => here.source()).toBe('// written there');
  await expect(conflict).toHaveCount(0);
  await expect(there.root.locator('[data-conflict]')).toHaveCount(0);
});

test('the author’s change of an edited cell is offered, merged with the reader’s', async ({ page }) => {
  const cell = await openCell(page);
  const published = (await cell.source()).trimEnd();
  await cell.edit(`// mine\n${published}`);
  await expect.poll(() => keptText(page)).toContain('// mine');
  // Their base was another: as if the author had added the last line since.
  const record = (await stored(page))['notebook'] as KeptRecord;
  const { edits } = record.kept.changes;
  const lines = edits['conv1']!.base.split('\n');
  const base = lines.slice(0, -1).join('\n');
  edits['conv1'] = { base, source: `// mine\n${base}` };
  await rewrite(page, record);
  await page.goto('/photographs/');
  await page.goto('/conv1/');
  const conflict = cell.root.locator('[data-conflict="author"]');
  await expect(conflict).toContainText('changed by the author');
  expect((await cell.source()).trimEnd()).toBe(`// mine\n${base}`.trimEnd());
  await expect(conflict.getByRole('group', { name: /^Yours/ })).toContainText(lines.at(-1)!.trim());
  await conflict.getByRole('button', { name: 'Keep this version' }).click();
  await expect.poll(async () => (await cell.source()).trimEnd()).toBe(`// mine\n${lines.join('\n')}`);
  await expect(conflict).toHaveCount(0);
});

test('a text whose cell the author took out is not lost', async ({ page }) => {
  const record = await recordOfEdit(page, '// once');
  record.kept.changes.edits = { gone: { source: '// of a cell that is gone', base: '' } };
  await rewrite(page, record);
  await page.goto('/photographs/');
  await page.goto('/train/');
  await count(page).click();
  const orphan = page.locator('[data-orphan="gone"]');
  await expect(orphan).toContainText('// of a cell that is gone');
  await orphan.getByRole('button', { name: 'Make it a cell of mine' }).click();
  await expect(orphan).toHaveCount(0);
  await expect(count(page)).toHaveAttribute('data-changes', '1');
});

for (const [what, change, message] of [
  ['of a newer version', { version: 99 }, /made by a newer version/],
  ['of an older version', { version: 0 }, /made by an older version/],
  ['that is damaged', { version: 1, changes: 'nonsense' }, /cannot be read/],
] as const) {
  test(`a store ${what} is set aside with a word, and the page works`, async ({ page }) => {
    const record = await recordOfEdit(page, '// before');
    const kept = record.kept;
    await rewrite(page, { ...record, kept: { ...kept, ...change } });
    await page.goto('/photographs/');
    await page.goto('/conv1/');
    await expect(page.getByRole('alert')).toContainText(message);
    const cell = new Cell(page, 'conv1');
    await cell.expectState('published');
    await cell.edit('// after');
    await expect.poll(async () => JSON.stringify((await stored(page))['notebook'])).toContain('// after');
    const aside = Object.entries(await stored(page)).filter(([key]) => key.includes('set aside'));
    expect(aside).toHaveLength(1);
    expect(JSON.stringify(aside)).toContain(String(change.version));
    await page.reload();
    await expect.poll(() => cell.source()).toBe('// after');
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

for (const [what, block] of [
  [
    'denied',
    () => {
      const deny = () => {
        throw new DOMException('denied', 'SecurityError');
      };
      Object.defineProperty(window, 'indexedDB', { value: { open: deny } });
      window.BroadcastChannel = new Proxy(BroadcastChannel, { construct: deny });
    },
  ],
  [
    'full',
    () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
] as const) {
  test(`with a store that is ${what} the reader is told once, and the page works`, async ({ page }) => {
    await page.addInitScript(block);
    const cell = await openCell(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await cell.edit("console.log('works')");
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(what === 'full' ? 'no room left' : 'keep nothing');
    await alert.getByRole('button', { name: 'Close' }).click();
    await cell.runToEnd();
    await expect(cell.text).toContainText('works');
    await cell.edit('// more');
    await page.locator('a[rel="next"]').press('Enter');
    await page.waitForURL('**/relu-lrn-pooling/');
    await page.locator('a[rel="prev"]').press('Enter');
    await page.waitForURL('**/conv1/');
    await expect.poll(() => cell.source()).toBe('// more');
    await expect(alert).toHaveCount(0);
  });
}
