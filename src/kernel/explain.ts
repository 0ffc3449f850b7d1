import { memoryErrorFrom } from '../engine/memory';
import type { ErrorOutput } from '../notebook/output';
import { CellSyntaxError } from './cell-syntax-error';
import { hintFor, type Known } from './hints';
import { inspect } from './inspect';

/** The name under which a cell's code is known to the debugger and in stack traces. */
export function sourceName(cellId: string): string {
  return `cell-${cellId}.js`;
}

export interface Position {
  line: number;
  column: number | null;
}

const nothing: Known = { names: [], value: () => undefined };

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
  if (thrown instanceof CellSyntaxError) {
    const { name, message, line, column, hint } = thrown;
    return { kind: 'error', name, message, line, column, hint: hint ?? hintFor(message, known) };
  }
  const error = memoryErrorFrom(thrown) ?? thrown;
  const isError = error instanceof Error;
  const message = isError ? ownNames(error.message) : inspect(error);
  return {
    kind: 'error',
    name: isError ? error.name : 'Thrown',
    message,
    line: position?.line ?? null,
    column: position?.column ?? null,
    hint: hintFor(message, known),
  };
}

/** 1-based line and column in the code of this name, from the stack of an error: Chromium's, Firefox's or Safari's. */
export function stackPosition(error: unknown, source: string): { line: number; column: number } | null {
  if (!(error instanceof Error)) return null;
  for (const frame of (error.stack ?? '').split('\n')) {
    // "at f (cell-a.js:3:5)", "f@cell-a.js:3:5"; without support for source names, "f@worker.js line 9 > eval:3:5"
    const at = frame.lastIndexOf(`${source}:`);
    const place = at >= 0 ? frame.slice(at + source.length) : (/ > eval(:\d+:\d+)/.exec(frame)?.[1] ?? '');
    const [, line, column] = /^:(\d+):(\d+)/.exec(place) ?? [];
    if (line && column) return { line: Number(line), column: Number(column) };
  }
  const safari = error as { sourceURL?: unknown; line?: unknown; column?: unknown };
  if (typeof safari.sourceURL !== 'string' || !safari.sourceURL.endsWith(source)) return null;
  return typeof safari.line === 'number' && typeof safari.column === 'number'
    ? { line: safari.line, column: safari.column }
    : null;
}

/** Takes the scope's name, which the reader never wrote, out of a message: "(0 , __scope__.f) is not a function". */
function ownNames(message: string): string {
  return message
    .replace(/\(0\s*,\s*__(?:scope|unknown)__\.([\p{ID_Continue}$]+)\)/gu, '$1')
    .replace(/__(?:scope|unknown)__\.([\p{ID_Continue}$]+)/gu, '$1');
}
