import { describe, expect, test } from 'vitest';
import { isCommandKey } from '../command-key';
import { KeySequence, type KeyPress } from './key-sequence';

const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, repeat: false, timeStamp: 0 };

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ ...none, key, ...more });

/** What presses come to, one after another on one frame. */
function type(...presses: readonly KeyPress[]): (string | null)[] {
  const sequence = new KeySequence();
  return presses.map((event) => sequence.press(event)?.id ?? null);
}

describe('the keys of Jupyter on a cell', () => {
  // Worked off from the list of the issue, not from the table.
  test.each([
    ['run-on', press('Enter', { shiftKey: true })],
    ['run', press('Enter', { ctrlKey: true })],
    ['run', press('Enter', { metaKey: true })],
    ['run-insert', press('Enter', { altKey: true })],
    ['edit', press('Enter')],
    ['next', press('j')],
    ['next', press('ArrowDown')],
    ['previous', press('k')],
    ['previous', press('ArrowUp')],
    ['insert-above', press('a')],
    ['insert-below', press('b')],
    ['undo', press('z')],
    ['redo', press('Z', { shiftKey: true })],
    ['palette', press('?', { shiftKey: true })],
    ['palette', press('?')],
  ])('%s', (command, event) => {
    expect(type(event)).toEqual([command]);
  });

  test.each([
    ['delete', 'd'],
    ['stop', 'i'],
    ['restart', '0'],
  ])('%s takes two presses', (command, key) => {
    expect(type(press(key), press(key))).toEqual([null, command]);
    expect(type(press(key), press(key), press(key), press(key))).toEqual([null, command, null, command]);
  });

  test('with Caps Lock on they are the same', () => {
    expect(type(press('J'))).toEqual(['next']);
  });

  test('two presses far apart, or with another between them, delete nothing', () => {
    expect(type(press('d'), press('d', { timeStamp: 1500 }))).toEqual([null, null]);
    expect(type(press('d'), press('j'), press('d'))).toEqual([null, 'next', null]);
    expect(type(press('d'), press('i'), press('d'))).toEqual([null, null, null]);
  });

  test('a press that is forgotten is no first of two', () => {
    const sequence = new KeySequence();
    sequence.press(press('d'));
    sequence.forget();
    expect(sequence.press(press('d'))).toBeNull();
    expect(sequence.press(press('d'))?.id).toBe('delete');
  });

  test('a key held down walks through the cells, and does nothing else', () => {
    const held = { repeat: true };
    expect(type(press('j'), press('j', held), press('j', held))).toEqual(['next', 'next', 'next']);
    expect(type(press('d'), press('d', held), press('d', held))).toEqual([null, null, null]);
    expect(type(press('a'), press('a', held))).toEqual(['insert-above', null]);
  });

  test('with a modifier a letter is the browser’s', () => {
    const letters = 'a b d i j k z'.split(' ');
    const withModifier = letters.map((key) => press(key, { ctrlKey: true }));
    expect(type(...withModifier)).toEqual(letters.map(() => null));
    expect(withModifier.some(isCommandKey)).toBe(false);
  });

  test('Space, Tab, Escape and the page keys stay the browser’s', () => {
    for (const key of [' ', 'Tab', 'Escape', 'PageDown', 'Home', 'ArrowLeft', 'F5', 'c', '/']) {
      expect(isCommandKey(press(key))).toBe(false);
    }
  });
});
