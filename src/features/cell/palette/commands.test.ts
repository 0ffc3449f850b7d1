import { describe, expect, test } from 'vitest';
import { isCommandKey } from '../command-key';
import { commandOn, commands, findCommands, printKeys } from './commands';
import { KeySequence, writeKey, type KeyPress } from './key-sequence';

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

describe('the table of commands', () => {
  const keysOfFrame = commands
    .filter(({ where }) => where !== 'editor')
    .flatMap(({ keys }) => keys)
    .flatMap((keys) => keys.split(' '));

  test('no keys mean two things', () => {
    for (const place of ['frame', 'editor'] as const) {
      const keys = commands.filter(({ where }) => where === place || where === 'both').flatMap((c) => c.keys);
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  });

  test('every key on a frame is known before the commands are fetched', () => {
    expect(keysOfFrame.length).toBeGreaterThan(15);
    for (const keys of keysOfFrame) {
      const parts = keys.split('+');
      const event = press(parts.at(-1) ?? '', {
        shiftKey: parts.includes('Shift'),
        ctrlKey: parts.includes('Mod'),
        altKey: parts.includes('Alt'),
      });
      expect(writeKey(event)).toBe(keys);
      expect(isCommandKey(event)).toBe(true);
    }
  });

  test('no two presses begin with one that is a command by itself', () => {
    for (const keys of commands.flatMap((command) => command.keys)) {
      const [first, second] = keys.split(' ');
      if (second !== undefined) expect(commandOn(first ?? '')).toBeNull();
    }
  });
});

describe('the palette', () => {
  const found = (query: string) => findCommands(query).map(({ id }) => id);

  test('lists every command, and finds those that have all words', () => {
    expect(found('')).toEqual(commands.map(({ id }) => id));
    expect(found('insert below')).toEqual(['run-insert', 'insert-below']);
    expect(found('  DELETE ')).toEqual(['delete']);
    expect(found('d d')).toContain('delete');
    expect(found('no such thing')).toEqual([]);
  });

  test('prints keys as they stand on the keyboard', () => {
    expect(printKeys('Mod+Enter', false)).toBe('Ctrl+Enter');
    expect(printKeys('Mod+Enter', true)).toBe('⌘+Enter');
    expect(printKeys('D D', false)).toBe('D D');
    expect(printKeys('ArrowDown', false)).toBe('↓');
    expect(printKeys('Escape', false)).toBe('Esc');
  });
});
