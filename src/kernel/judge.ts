import * as tf from '@tensorflow/tfjs';
import type { VerdictOutput } from '../notebook/output';
import { checkModule, NotYet } from './check-module';
import { evaluate, type Surroundings } from './evaluate';
import { isInstance } from './reader-value';
import { explain, sourceName, stackPosition } from './explain';

/**
 * Judges an exercise whose cell has just run: its check sees the cell's names and those above, and leaves none of
 * its own. The check's last expression, if a text, is shown to a reader who has it right.
 *
 * @returns null if it was stopped
 * @throws WebAssembly.RuntimeError if memory ran out
 */
export async function judge(
  { cellId, check }: { cellId: string; check: string },
  { scope, modules, console }: Surroundings,
): Promise<VerdictOutput | null> {
  tf.engine().startScope();
  try {
    const ended = await evaluate(
      { cellId: `check-${cellId}`, source: check },
      { scope: scope.inner(), modules: { ...modules, './check': checkModule }, console },
    );
    if (ended.outcome === 'stopped') return null;
    if (ended.outcome === 'done') return verdict(true, typeof ended.value === 'string' ? ended.value : '');
    if (isInstance(ended.thrown, WebAssembly.RuntimeError)) throw ended.thrown;
    return verdict(false, whyNot(ended.thrown, cellId));
  } finally {
    tf.engine().endScope();
  }
}

function verdict(passed: boolean, message: string): VerdictOutput {
  return { kind: 'verdict', passed, message };
}

function whyNot(thrown: unknown, cellId: string): string {
  if (isInstance(thrown, NotYet)) return thrown.message;
  const { name, message } = explain(thrown);
  const [, missing] = /^(\S+) is not defined$/.exec(message) ?? [];
  if (missing !== undefined) return `The check looks at ${missing}, and nothing that ran declares it.`;
  const line = stackPosition(thrown, sourceName(cellId))?.line;
  const where = line === undefined ? '' : ` in line ${line}`;
  return `The check could not go on: ${name}${where}: ${message}`;
}
