import { describe, expect, test } from 'vitest';
import { isCommandKey } from '../command-key';
import { commandOn, commands, findCommands, printKeys } from './commands';
import { writeKey, type KeyPress } from './key-sequence';

const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, repeat: false, timeStamp: 0 };

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ ...none, key, ...more });

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
