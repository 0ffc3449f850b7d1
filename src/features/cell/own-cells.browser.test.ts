/** Cells of the reader's own, and the way back to what was published. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import {
  at,
  conv3,
  edit,
  expectAt,
  expectState,
  focusFrame,
  ids,
  own,
  pad3,
  runButton,
  showCells,
  sourceOf,
} from '../../../tests/components/cells';
import { press } from '../../../tests/components/keyboard';
import { openTab, resetTab } from '../../../tests/components/tab';

openTab();
const cellOf = (id: string) => page.getByData('cell', id);
const published = "const name = 'conv3';\nconst depth = 5;\nconst size = 13;\nconsole.log('conv3');";
const undo = page.getByRole('button', { name: 'Undo', exact: true });

beforeEach(() => showCells('imports', 'conv3', 'pad3'));
afterEach(resetTab);

/** Inserts a cell below and gives it this source. */
async function insertBelow(cell: Locator, source: string): Promise<Locator> {
  await cell.getByRole('button', { name: /^Insert a cell below/ }).click();
  await expectAt(/^own-.*, editing$/);
  const [id = ''] = at().split(', ');
  await edit(id, source);
  return cellOf(id);
}

async function choose(cell: Locator, entry: string): Promise<void> {
  await cell.getByRole('button', { name: /^More/ }).click();
  await cell.getByRole('button', { name: new RegExp(`^${entry}`) }).click();
}

/** Chooses a command from the list of all; what was said before is gone then. */
async function command(cell: string, title: string): Promise<void> {
  focusFrame(cell);
  await press('?');
  await page.getByRole('combobox', { name: 'Find a command' }).fill(title);
  await press('Enter');
}

test('a cell of one’s own says so, and what ran below does not know of it', async () => {
  await runButton(pad3).click();
  await expectState(pad3, 'done');
  const mine = await insertBelow(conv3, "console.log('mine');");
  await expect.element(mine).toMatchTextContent('your cell');
  await expect.element(mine).toMatchTextContent('not run yet');
  await runButton(mine).click();
  await expectState(mine, 'done');
  await expect.element(mine.getByData('output', 'text')).toMatchTextContent('mine');
  await expectState(pad3, 'stale');
  await expect.element(pad3).toMatchTextContent('A cell of yours above was not there when this ran.');
});

test('one deleted by its menu comes back by the button that says so', async () => {
  const mine = await insertBelow(conv3, 'console.log("kept");');
  const before = ids();
  await choose(mine, 'Delete this cell');
  await expect.poll(own).toEqual([]);
  await undo.click();
  await expect.poll(ids).toEqual(before);
  await expect.poll(() => sourceOf(mine)).toBe('console.log("kept");');
});

test('above the first cell of a chapter there is room for one too', async () => {
  await choose(cellOf('imports'), 'Insert a cell above');
  await expect.poll(own).toHaveLength(1);
  expect(ids()).toEqual([...own(), 'imports', 'conv3', 'pad3']);
  await expect
    .element(cellOf(own()[0] ?? ''))
    .toHaveAccessibleName('Cell your cell at the top of this chapter');
});

test('what differs from the published cell is shown, and taken back one by one', async () => {
  await edit('conv3', `${published.replace("'conv3'", "'other'")}\nconsole.log(1);`);
  const diff = conv3.getByRole('button', { name: /^Diff/ });
  await diff.click();
  await expect.element(conv3.getByText(/2 places differ from the published cell\./)).toBeVisible();
  await expect.element(conv3.getByRole('deletion').first()).toMatchTextContent('conv3');
  await conv3.getByRole('button', { name: 'Take back' }).first().click();
  await expect.poll(() => sourceOf(conv3)).toBe(`${published}\nconsole.log(1);`);
  await expect.element(conv3.getByText(/One place differs from the published cell\./)).toBeVisible();
  await diff.click();
  await expect.poll(() => conv3.getByText(/differs? from the published cell/).elements()).toEqual([]);
  expect(conv3.getByRole('deletion').elements()).toEqual([]);
  await expectState(conv3, 'edited');
});

test('a cell, a chapter and everything can be reset, and that can be undone', async () => {
  const other = cellOf('imports');
  await edit('imports', 'console.log("another chapter");');
  await edit('conv3', 'console.log("edited");');

  await choose(conv3, 'Reset to published');
  await expect.poll(() => sourceOf(conv3)).toBe(published);
  await undo.click();
  await expect.poll(() => sourceOf(conv3)).toBe('console.log("edited");');

  const mine = await insertBelow(conv3, 'console.log("mine");');
  await choose(mine, 'Reset this chapter');
  await expect.poll(own).toEqual([]);
  await expect.poll(() => sourceOf(conv3)).toBe(published);
  expect(sourceOf(other)).toBe('console.log("another chapter");');
  await undo.click();
  await expect.poll(own).toHaveLength(1);
  await expect.poll(() => sourceOf(conv3)).toBe('console.log("edited");');

  await choose(conv3, 'Reset everything');
  await expect.poll(own).toEqual([]);
  await expect.poll(() => sourceOf(other)).toMatch(/^const name = 'imports';/);
  focusFrame('imports');
  await press('z');
  await expect.poll(() => sourceOf(other)).toBe('console.log("another chapter");');
});

test('an error marks its line, and the word at its column', async () => {
  await edit('conv3', 'const depth = 3;\nthrow depth;');
  await runButton(conv3).click();
  await expectState(conv3, 'error');
  await expect.poll(() => conv3.element().querySelector('.cm-error-line')?.textContent).toBe('throw depth;');
  expect(conv3.element().querySelector('.cm-error-word')?.textContent).toBe('throw');
});

test('a cell as published says that nothing differs', async () => {
  await command('conv3', 'Show or hide what differs');
  await expect.element(conv3.getByRole('status').filter({ hasText: 'nothing differs' })).toBeVisible();
});
