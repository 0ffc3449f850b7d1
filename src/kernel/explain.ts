import { memoryErrorFrom } from '../engine/memory';
import type { ErrorOutput } from '../notebook/output';
import { CellSyntaxError } from './cell-syntax-error';
import { hintFor, type Known } from './hints';
import { inspect } from './inspect';
import { madeVisible } from '../notebook/pasted/characters';
import { pastedFromElsewhere, statementAt } from '../notebook/pasted/syntax';
import { isInstance, textOf, valueOf } from './reader-value';

/** The name under which a cell's code is known to the debugger and in stack traces. */
export function sourceName(cellId: string): string {
  return `cell-${cellId}.js`;
}

export interface Position {
  line: number;
  column: number | null;
}

const nothing: Known = { names: [], value: () => undefined, source: '' };

/**
 * An error as the reader sees it.
 *
 * @param position where in the cell; null if it did not come from there
 * @param known what the cells have declared
 */
export function explain(
  thrown: unknown,
  position: Position | null = null,
  known: Known = nothing,
): ErrorOutput {
  if (isInstance(thrown, CellSyntaxError)) {
    const pasted = thrown.hint === null ? pastedFromElsewhere(known.source, thrown.line) : null;
    const { message, line, column, hint } = pasted ?? thrown;
    return { kind: 'error', name: thrown.name, message, line, column, hint: hint ?? hintFor(message, known) };
  }
  const { name, message } = inWords(thrown);
  const statement = position === null ? '' : statementAt(known.source, position.line);
  return {
    kind: 'error',
    name,
    message: madeVisible(message),
    line: position?.line ?? null,
    column: position?.column ?? null,
    hint: hintFor(message, known, statement),
  };
}

/** Name and message of whatever was thrown, though its properties be no texts or throw themselves. */
function inWords(thrown: unknown): { name: string; message: string } {
  if (!isInstance(thrown, Error)) return { name: 'Thrown', message: inspect(thrown) };
  const message = textOf(thrown, 'message');
  if (message === null)
    return { name: textOf(thrown, 'name') ?? 'Error', message: inspect(valueOf(thrown, 'message')) };
  const outOfMemory = memoryErrorFrom(thrown);
  if (outOfMemory) return { name: outOfMemory.name, message: outOfMemory.message };
  return { name: textOf(thrown, 'name') ?? 'Error', message: ownNames(message) };
}

/** 1-based line and column in the code of this name, from the stack of an error: Chromium's, Firefox's or Safari's. */
export function stackPosition(error: unknown, source: string): { line: number; column: number } | null {
  if (!isInstance(error, Error)) return null;
  for (const frame of (textOf(error, 'stack') ?? '').split('\n')) {
    // "at f (cell-a.js:3:5)", "f@cell-a.js:3:5"; without support for source names, "f@worker.js line 9 > eval:3:5"
    const at = frame.lastIndexOf(`${source}:`);
    const place = at >= 0 ? frame.slice(at + source.length) : (/ > eval(:\d+:\d+)/.exec(frame)?.[1] ?? '');
    const [, line, column] = /^:(\d+):(\d+)/.exec(place) ?? [];
    if (line && column) return { line: Number(line), column: Number(column) };
  }
  if (!textOf(error, 'sourceURL')?.endsWith(source)) return null;
  const [line, column] = [valueOf(error, 'line'), valueOf(error, 'column')];
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : null;
}

/** Takes the scope's name, which the reader never wrote, out of a message: "(0 , __scope__.f) is not a function". */
function ownNames(message: string): string {
  return message
    .replace(/\(0\s*,\s*__(?:scope|unknown)__\.([\p{ID_Continue}$]+)\)/gu, '$1')
    .replace(/__(?:scope|unknown)__\.([\p{ID_Continue}$]+)/gu, '$1');
}
