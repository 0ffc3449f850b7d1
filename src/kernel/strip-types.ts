import { transform } from 'sucrase';
import { messageOf } from '../model/message-of';
import { CellSyntaxError } from './cell-syntax-error';

/** A cell's source as JavaScript, line for line. */
export interface Stripped {
  code: string;
  /**
   * The column in the source of a column in the code, both 1-based: null where the types taken off the line
   * leave it open.
   */
  column(line: number, column: number): number | null;
}

/**
 * Takes the types off a cell.
 * @throws {CellSyntaxError}
 */
export function stripTypes(source: string): Stripped {
  const { code } = attempt(source);
  const before = source.split('\n');
  const after = code.split('\n');
  return {
    code,
    column(line, column) {
      const typed = before[line - 1] ?? '';
      const plain = after[line - 1] ?? '';
      const same = [...plain].findIndex((character, i) => character !== typed[i]);
      if (typed === plain || same === -1 || column - 1 < same) return column;
      const fromEnd = plain.length - (column - 1);
      const tail = plain.slice(column - 1);
      return typed.endsWith(tail) && tail !== '' ? typed.length - fromEnd + 1 : null;
    },
  };
}

function attempt(source: string): { code: string } {
  try {
    return transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
      preserveDynamicImport: true,
    });
  } catch (error) {
    throw inPlainWords(error);
  }
}

/** Turns an error of sucrase or acorn, whose message ends in "(line:column)", into ours. */
export function inPlainWords(error: unknown, columnOffset = 0): CellSyntaxError {
  const original = messageOf(error);
  const [, message = original, line, column] =
    /^(?:Error transforming .*?: )?(.*?)\s*\((\d+):(\d+)\)$/s.exec(original) ?? [];
  const plain = message
    .replace(/^Unexpected token, expected "(.*)"$/, 'Expected “$1” here.')
    .replace(
      /^Unexpected token$/,
      'This cannot stand here: something before it is missing, or it does not belong.',
    )
    .replace(/([^.])$/, '$1.');
  return new CellSyntaxError(
    plain,
    line === undefined ? null : Number(line),
    column === undefined ? null : Number(column) + columnOffset,
  );
}
