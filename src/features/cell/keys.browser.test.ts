/** Jupyter's keys, by the keyboard alone. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  at,
  conv3,
  expectAt,
  expectState,
  focusFrame,
  ids,
  own,
  showCells,
  sourceOf,
} from '../../../tests/components/cells';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab, resetTab } from '../../../tests/components/tab';
import { readPreference } from '../../client/keeping/preferences';

const tab = openTab();
const course = ['conv3', 'pad3'];

afterEach(resetTab);
beforeEach(async () => {
  await showCells(...course);
  focusFrame('conv3');
});

const said = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text });

// First, as long as there is nothing that earlier tests did.
test('A inserts above, B below, and D D deletes; Z and Shift+Z go back and forth', async () => {
  await press('b');
  await expectAt(/^own-/);
  const below = at();
  expect(ids()).toEqual(['conv3', below, 'pad3']);
  await press('a');
  await expect.poll(at).not.toBe(below);
  const above = at();
  expect(ids()).toEqual(['conv3', above, below, 'pad3']);

  await press('d');
  expect(own()).toHaveLength(2);
  await press('d');
  await expect.poll(ids).toEqual(['conv3', below, 'pad3']);
  await expectAt('conv3');
  await expect.element(said('Your cell is deleted.')).toBeVisible();

  await press('z');
  await expectAt(above);
  await press('Shift+Z');
  await expectAt('conv3');
  await expect.poll(ids).toEqual(['conv3', below, 'pad3']);
  await press('z', 'z', 'z');
  await expect.poll(ids).toEqual(course);
  await press('z');
  await expect.element(said('There is nothing to undo.')).toBeVisible();
});

test('Enter edits, Escape leads back to the cell', async () => {
  await press('Enter');
  await expectAt('conv3, editing');
  await userEvent.keyboard('// mine ');
  await expectState(conv3, 'edited');
  await press('Escape');
  await expectAt('conv3');
  // Letters are keys again, and no text.
  await press('j');
  await expectAt('pad3');
  expect(sourceOf(conv3)).toMatch(/^\/\/ mine /);
});

test('J, K and the arrows go from cell to cell, and no further than the last', async () => {
  for (const [down, up] of [
    ['j', 'k'],
    ['ArrowDown', 'ArrowUp'],
  ] as const) {
    await press(down);
    await expectAt('pad3');
    await press(down);
    await expectAt('pad3');
    await press(up);
    await expectAt('conv3');
    await press(up);
    await expectAt('conv3');
  }
});

describe.each([
  ['on the cell', 'conv3'],
  ['in the editor', 'conv3, editing'],
])('%s', (_, place) => {
  beforeEach(async () => {
    if (place !== 'conv3') await press('Enter');
    await expectAt(place);
  });

  test('Ctrl+Enter runs and stays', async () => {
    await press('ControlOrMeta+Enter');
    await expectState(conv3, 'done');
    await expectAt(place);
  });

  test('Shift+Enter runs and goes on to the next', async () => {
    await press('Shift+Enter');
    await expectAt('pad3');
    await expectState(conv3, 'done');
  });

  test('Alt+Enter runs and opens a cell below', async () => {
    await press('Alt+Enter');
    await expectAt(/^own-.*, editing$/);
    expect(ids()).toEqual(['conv3', ...own(), 'pad3']);
    await expectState(conv3, 'done');
  });
});

test('below a last cell of the reader’s own, Shift+Enter opens another', async () => {
  await press('j', 'b', 'Enter');
  await expectAt(/^own-.*, editing$/);
  const [first = ''] = own();
  await userEvent.keyboard('"mine"');
  await press('Shift+Enter');
  await expect.poll(own).toHaveLength(2);
  await expectAt(/^own-.*, editing$/);
  await expect.poll(at).not.toBe(`${first}, editing`);
  await expectState(page.getByData('cell', first), 'done');
  // The new one is empty: from it, there is no other.
  await press('Shift+Enter');
  await expectAt(/^own-[^,]*$/);
  expect(own()).toHaveLength(2);
});

test('a cell of the course stays, and says that it can only be reset', async () => {
  await press('d', 'd');
  await expect.element(conv3.getByRole('status').filter({ hasText: 'can only be reset' })).toBeVisible();
  expect(ids()).toEqual(course);
});

test('I I stops, 0 0 restarts', async () => {
  await press('b', 'Enter');
  await expectAt(/^own-.*, editing$/);
  await userEvent.keyboard('while (true)');
  await press('ControlOrMeta+Enter', 'Escape');
  const loop = page.getByData('cell', own()[0]);
  await expectState(loop, 'running');
  await press('i', 'i');
  await expectState(loop, 'stopped');

  await press('d', 'd');
  await expectAt('conv3');
  const { workers } = tab.kernel;
  await press('0', '0');
  await expect.element(said('The kernel starts anew with the next run.')).toBeVisible();
  await press('ControlOrMeta+Enter');
  await expectState(conv3, 'done');
  expect(tab.kernel.workers).toBeGreaterThan(workers);
});

test('Tab leaves the editor; where it indents, Escape and Tab leave it', async () => {
  const source = sourceOf(conv3);
  const enter = async () => {
    await press('Enter');
    await expectAt('conv3, editing');
  };
  await enter();
  await press('Tab');
  await expectAt('conv3, beside');
  await press('Shift+Tab');
  await expectAt('conv3');
  await enter();
  await press('Shift+Tab');
  await expectAt('conv3');

  await enter();
  await press('Control+m');
  await expect.element(conv3.getByRole('status').filter({ hasText: 'Tab indents' })).toBeVisible();
  await press('ControlOrMeta+Home', 'Tab');
  await expectAt('conv3, editing');
  await expect.poll(() => sourceOf(conv3)).toBe(`  ${source}`);
  await press('Shift+Tab');
  await expect.poll(() => sourceOf(conv3)).toBe(source);
  await press('Escape', 'Tab');
  await expectAt('conv3, beside');
  // It is kept, and can be seen and changed in the menu.
  expect(readPreference('tab', ['indents', 'moves'])).toBe('indents');
  await focus(conv3.getByRole('button', { name: /^More/ }));
  await press('Enter');
  await focus(conv3.getByRole('button', { name: /^Let Tab move on/ }));
  await press('Enter');
  await expect.element(conv3.getByRole('status').filter({ hasText: 'Tab moves on' })).toBeVisible();
  expect(readPreference('tab', ['indents', 'moves'])).toBe('moves');
  focusFrame('conv3');
  await enter();
  await press('Tab');
  await expectAt('conv3, beside');
});

describe('?', () => {
  const field = page.getByRole('combobox', { name: 'Find a command' });
  const options = () => page.getByRole('listbox', { name: 'Commands' }).getByRole('option').elements();

  beforeEach(async () => {
    await press('?');
    await expect.element(field).toHaveFocus();
  });

  test('lists every key, filters, and Escape leads back', async () => {
    const dialog = page.getByRole('dialog', { name: 'Commands' });
    const listed = options().map((option) => {
      const [title, keys] = [option.querySelector('span'), option.querySelector('kbd')];
      return [title?.textContent, keys?.textContent];
    });
    for (const row of [
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
    ])
      expect(listed).toContainEqual(row);
    await userEvent.keyboard('insert below');
    await expect.poll(options).toHaveLength(2);
    await userEvent.keyboard(' xyz');
    await expect.poll(options).toHaveLength(0);
    await expect.element(dialog).toMatchTextContent('No command has these words.');
    await press('Escape');
    await expect.element(dialog).not.toBeInTheDocument();
    await expectAt('conv3');
  });

  test('runs the command that is chosen by arrows and Enter, on the cell it came from', async () => {
    await userEvent.keyboard('insert');
    await press('ArrowDown', 'ArrowDown');
    const below = page.getByRole('option', { name: /^Insert a cell below/ });
    await expect.element(below).toHaveAttribute('aria-selected', 'true');
    await expect.element(field).toHaveAttribute('aria-activedescendant', below.element().id);
    await press('Enter');
    await expectAt(/^own-/);
    expect(ids()).toEqual(['conv3', at(), 'pad3']);

    await press('k', '?');
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard('run all above');
    const before = tab.kernel.ran.length;
    await press('Enter');
    await expectAt('conv3');
    // Those above stand in other chapters.
    await expect
      .poll(() => tab.kernel.ran.slice(before))
      .toEqual(['imports', 'model', 'conv1', 'lrn1', 'conv2']);
  });
});
