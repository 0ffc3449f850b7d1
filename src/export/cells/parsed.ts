/** A cell's TypeScript as a tree of statements, with its comments. */
import { parse, type Comment, type Program } from 'acorn';
import { transform } from 'sucrase';

export interface ParsedCell {
  source: string;
  /** Without types, line for line as it was written. */
  code: string;
  program: Program;
  comments: readonly Comment[];
}

/** Null where the source is not TypeScript that can be read: what a reader is in the middle of typing. */
export function parsedCell(source: string): ParsedCell | null {
  const comments: Comment[] = [];
  try {
    const { code } = transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
      preserveDynamicImport: true,
    });
    const program = parse(code, { ecmaVersion: 2025, sourceType: 'module', onComment: comments });
    return { source, code, program, comments };
  } catch (error) {
    // Both parsers end their messages with the place.
    if (error instanceof Error && /\(\d+:\d+\)$/.test(error.message)) return null;
    throw error;
  }
}
