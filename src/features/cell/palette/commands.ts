/** Every command of a cell with its keys: what the keyboard does and what the palette lists. */

export type CommandGroup = 'Run' | 'Move and edit' | 'TypeScript' | 'Your own cells' | 'Changes' | 'Help';

interface Entry {
  id: string;
  /** What the command does, as the palette and menus show it. */
  title: string;
  group: CommandGroup;
  /** As `writeKey` writes them; two presses in a row have a space between them. */
  keys: readonly string[];
  /** Where the keys count: on the cell's frame, in its editor, or in both. */
  where: 'frame' | 'editor' | 'both';
  /** Held down, the key does it again and again. */
  repeats?: boolean;
}

const table = [
  { id: 'run-on', title: 'Run and go on', group: 'Run', keys: ['Shift+Enter'], where: 'both' },
  { id: 'run', title: 'Run', group: 'Run', keys: ['Mod+Enter'], where: 'both' },
  {
    id: 'run-insert',
    title: 'Run and insert a cell below',
    group: 'Run',
    keys: ['Alt+Enter'],
    where: 'both',
  },
  { id: 'run-all', title: 'Run all', group: 'Run', keys: [], where: 'frame' },
  { id: 'run-above', title: 'Run all above', group: 'Run', keys: [], where: 'frame' },
  { id: 'run-below', title: 'Run this and all below', group: 'Run', keys: [], where: 'frame' },
  { id: 'stop', title: 'Stop', group: 'Run', keys: ['I I'], where: 'frame' },
  { id: 'restart', title: 'Restart kernel', group: 'Run', keys: ['0 0'], where: 'frame' },

  { id: 'edit', title: 'Edit the code', group: 'Move and edit', keys: ['Enter'], where: 'frame' },
  { id: 'leave', title: 'Leave the editor', group: 'Move and edit', keys: ['Escape'], where: 'editor' },
  {
    id: 'next',
    title: 'Go to the next cell',
    group: 'Move and edit',
    keys: ['J', 'ArrowDown'],
    where: 'frame',
    repeats: true,
  },
  {
    id: 'previous',
    title: 'Go to the cell before',
    group: 'Move and edit',
    keys: ['K', 'ArrowUp'],
    where: 'frame',
    repeats: true,
  },
  {
    id: 'indentation',
    title: 'Let Tab indent in editors, or move on',
    group: 'Move and edit',
    keys: ['Ctrl+M'],
    where: 'editor',
  },

  {
    id: 'format',
    title: 'Format this cell',
    group: 'Move and edit',
    keys: ['Shift+Alt+F'],
    where: 'editor',
  },

  {
    id: 'number-up',
    title: 'Make the number at the cursor larger, with Shift by ten',
    group: 'Move and edit',
    keys: ['Alt+.'],
    where: 'editor',
  },
  {
    id: 'number-down',
    title: 'Make the number at the cursor smaller, with Shift by ten',
    group: 'Move and edit',
    keys: ['Alt+,'],
    where: 'editor',
  },

  {
    id: 'complete',
    title: 'Complete what is written',
    group: 'TypeScript',
    keys: ['Ctrl+Space'],
    where: 'editor',
  },
  {
    id: 'type',
    title: 'Show the type at the cursor',
    group: 'TypeScript',
    keys: ['Mod+K Mod+I'],
    where: 'editor',
  },
  {
    id: 'call',
    title: 'Show what the call takes',
    group: 'TypeScript',
    keys: ['Ctrl+Shift+Space'],
    where: 'editor',
  },
  { id: 'problem', title: 'Go to the next problem', group: 'TypeScript', keys: ['F8'], where: 'editor' },

  { id: 'insert-above', title: 'Insert a cell above', group: 'Your own cells', keys: ['A'], where: 'frame' },
  { id: 'insert-below', title: 'Insert a cell below', group: 'Your own cells', keys: ['B'], where: 'frame' },
  { id: 'delete', title: 'Delete this cell', group: 'Your own cells', keys: ['D D'], where: 'frame' },

  { id: 'export', title: 'Export or import', group: 'Changes', keys: [], where: 'frame' },
  { id: 'undo', title: 'Undo', group: 'Changes', keys: ['Z'], where: 'frame' },
  { id: 'redo', title: 'Redo', group: 'Changes', keys: ['Shift+Z'], where: 'frame' },
  {
    id: 'difference',
    title: 'Show or hide what differs from the published cell',
    group: 'Changes',
    keys: [],
    where: 'frame',
  },
  { id: 'reset', title: 'Reset to published', group: 'Changes', keys: [], where: 'frame' },
  { id: 'reset-chapter', title: 'Reset this chapter', group: 'Changes', keys: [], where: 'frame' },
  { id: 'reset-all', title: 'Reset everything', group: 'Changes', keys: [], where: 'frame' },

  { id: 'palette', title: 'All commands and their keys', group: 'Help', keys: ['?'], where: 'frame' },
] as const satisfies readonly Entry[];

export type CommandId = (typeof table)[number]['id'];

export interface Command extends Entry {
  id: CommandId;
}

export const commands: readonly Command[] = table;

/** @returns the command of these keys on a cell's frame, if there is one */
export function commandOn(keys: string): Command | null {
  return (
    commands.find((command) => command.where !== 'editor' && command.keys.some((own) => own === keys)) ?? null
  );
}

/** The keys as they are printed on this keyboard: D D, ⌘ Enter, ↓. */
export function printKeys(keys: string, mac: boolean): string {
  const signs: Readonly<Record<string, string>> = {
    Mod: mac ? '⌘' : 'Ctrl',
    Alt: mac ? '⌥' : 'Alt',
    ArrowDown: '↓',
    ArrowUp: '↑',
    Escape: 'Esc',
  };
  const print = (key: string) => key.split('+').map((part) => signs[part] ?? part);
  return keys
    .split(' ')
    .map((key) => print(key).join('+'))
    .join(' ');
}

/** The commands whose title, group or keys have every word of the query in them, in their order. */
export function findCommands(query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ title, group, keys }) => {
    const text = [title, group, ...keys].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
