/** A cell of the notebook in Python, statement by statement, with what the model knows where the source does not say it. */
import { Context, type Target } from './context';
import { sayExpression } from './expressions';
import { followed } from './follow';
import { keras } from './keras';
import { comment } from './layout';
import { parsedCell, type ParsedCell } from './parsed';
import { sayStatements } from './statements';
import { torch } from './torch';
import type { Net } from './value';

export const TARGETS = ['keras', 'torch'] as const;
export type TargetName = (typeof TARGETS)[number];
const targets: Readonly<Record<TargetName, Target>> = { keras, torch };

/** A cell above the one that is translated. */
export interface SourceAbove {
  source: string;
  /** It counts as if it had left no trace: the cells below have the same automatic names with it and without. */
  slow: boolean;
}

export interface Translation {
  python: string;
  /** The networks that the cells have made so far, by the names they have in the cells. */
  networks: ReadonlyMap<string, Net>;
}

const NOTHING = 'Nothing of its own here: what this cell makes is written where a network takes it.';
const UNREADABLE = 'This cell cannot be read as TypeScript yet: something in it is not complete.';

/**
 * The last of these cells in Python.
 *
 * @param above the cells that it builds on, in their order
 */
export function translate(above: readonly SourceAbove[], source: string, target: TargetName): Translation {
  const context: Context = new Context(targets[target], {
    say: (node) => sayExpression(node, context),
    follow: (called, args) => followed(called, args, context),
  });
  for (const cell of above) {
    const parsed = parsedCell(cell.source);
    if (!parsed) continue;
    const names = context.names.copy();
    linesOf(parsed, context);
    if (cell.slow) context.names = names;
  }
  const parsed = parsedCell(source);
  const lines = parsed ? linesOf(parsed, context) : comment(UNREADABLE);
  if (lines.length === 0 && source.trim() !== '') lines.push(...comment(NOTHING));
  const networks = new Map<string, Net>();
  for (const [name, { value }] of context.scope.names) {
    if (context.nets.some((net) => net === value)) networks.set(name, value as Net);
  }
  return {
    python: `${[...context.needs, ...(context.needs.size > 0 ? [''] : []), ...lines].join('\n')}\n`,
    networks,
  };
}

function linesOf({ source, code, program, comments }: ParsedCell, context: Context): string[] {
  context.needs = new Set();
  return spaced(sayStatements(program.body, { source, code, comments }, context, code.length));
}

/** Blank lines around definitions, and never two of them. */
function spaced(lines: readonly string[]): string[] {
  const result: string[] = [];
  for (const line of lines) {
    const last = result.at(-1);
    const isDefinition = /^(def|class|@)/.test(line) && last !== undefined && !/^(@|#)/.test(last);
    const isAfter = last?.startsWith('    ') === true && /^[^\s)\]}]/.test(line) && !/^(el|#)/.test(line);
    const within = isAfter && isInDefinition(result);
    if ((isDefinition || within) && last !== '') result.push('');
    if (line !== '' || last !== '') result.push(line);
  }
  while (result.at(-1) === '') result.pop();
  return result;
}

/** Whether the lines so far end in a body. */
function isInDefinition(lines: readonly string[]): boolean {
  return /^(def|class) /.test(lines.findLast((line) => /^\S/.test(line) && line !== '') ?? '');
}
