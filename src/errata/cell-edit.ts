/** A change of a cell's source that stands in one place, and can be taken back to the letter. */
import type { NotebookCell } from '../model/networks';

export interface CellEdit {
  readonly cell: NotebookCell;
  /** Text by which one `model.add` is known, to which the place is then confined; else it is the only one of the cell. */
  readonly within?: string;
  /** What stands there as published, and what stands there instead. Neither is empty. */
  readonly off: string;
  readonly on: string;
}

/** How an edit stands in a source: 'gone' if the lines are not there that it changes. */
export type Position = 'on' | 'off' | 'gone';

export function positionOf(source: string, edit: CellEdit): Position {
  return find(source, edit)?.position ?? 'gone';
}

/** The source with the edit so, and else as it was; null if its place is gone. */
export function put(source: string, edit: CellEdit, position: 'on' | 'off'): string | null {
  const found = find(source, edit);
  if (found === null) return null;
  const end = found.start + edit[found.position].length;
  return source.slice(0, found.start) + edit[position] + source.slice(end);
}

function find(source: string, edit: CellEdit): { position: 'on' | 'off'; start: number } | null {
  const [from, to] = edit.within === undefined ? [0, source.length] : statementWith(source, edit.within);
  const range = source.slice(from, to);
  // The longer first: it may contain the other.
  const order = edit.on.length > edit.off.length ? (['on', 'off'] as const) : (['off', 'on'] as const);
  for (const position of order) {
    const start = onlyIndexOf(range, edit[position]);
    if (start >= 0) return { position, start: from + start };
  }
  return null;
}

const ADD = 'model.add(';

/** The range from the `model.add` that this text is in to the next one; empty if there is none, or more than one. */
function statementWith(source: string, text: string): [from: number, to: number] {
  const at = onlyIndexOf(source, text);
  const from = at < 0 ? -1 : source.lastIndexOf(ADD, at + text.length - ADD.length);
  if (from < 0) return [0, 0];
  const next = source.indexOf(ADD, from + 1);
  return [from, next < 0 ? source.length : next];
}

/** -1 if it is not there, or more than once. A part of a longer number or name is not it. */
function onlyIndexOf(source: string, text: string): number {
  let only = -1;
  for (let at = source.indexOf(text); at >= 0; at = source.indexOf(text, at + 1)) {
    if (goesOn(source, at) || goesOn(source, at + text.length)) continue;
    if (only >= 0) return -1;
    only = at;
  }
  return only;
}

/** Whether a number or a name stands on both sides of a place. */
function goesOn(source: string, at: number): boolean {
  return /^(\w\w|\d\.|\.\d)$/.test(source.slice(Math.max(0, at - 1), at + 1));
}
