import * as tf from '@tensorflow/tfjs';
import type { Cell } from '../notebook/cell';
import { joinOutput } from '../notebook/join-output';
import type { LayerActivation, Output } from '../notebook/output';
import { planRun, runStep } from '../notebook/plan';
import type { Event, Photograph } from '../notebook/messages';
import { stampCells } from '../notebook/stamp';
import { Kernel } from '../kernel/kernel';

/** What a cell shows before anyone has run it. */
export interface PublishedResult {
  executionCount: number;
  outputs: readonly Output[];
  /** Of the layers the cell added, on the photograph. */
  activations: readonly LayerActivation[];
}

export interface PublishOptions {
  photograph: Photograph;
  seed: number;
  /** The bytes of a binary of the wasm backend, by file name. */
  readonly wasm: (file: string) => Promise<ArrayBuffer>;
}

/**
 * Runs all cells but slow ones and exercises, as the page's kernel would, in Node.
 * @returns by cell id; nothing for slow cells and exercises
 * @throws if a cell fails: a course with a failing cell is not built
 */
export async function runPublished(
  cells: readonly Cell[],
  { photograph, seed, wasm }: PublishOptions,
): Promise<Map<string, PublishedResult>> {
  // or its first use prints an advertisement for another package into a cell
  tf.env().set('IS_NODE', false);
  const results = new Map<string, PublishedResult>();
  const events: Event[] = [];
  const kernel = new Kernel({
    post: (event) => void events.push(event),
    wasm,
    photographs: () => Promise.resolve([photograph]),
  });
  await kernel.start({ backend: 'wasm', seed });
  try {
    const stamped = stampCells(cells);
    const last = stamped.findLast(({ cell }) => !cell.slow && cell.role === 'course');
    const steps = last ? planRun(stamped, [], [last.cell.id]).steps : [];
    for (const [index, step] of steps.map(runStep).entries()) {
      const { cellId: id, executionCount } = step;
      events.length = 0;
      await kernel.run({ type: 'run', runId: index, fresh: index === 0, steps: [step] });
      const outputs = events.reduce<readonly Output[]>(
        (joined, event) => (event.type === 'output' ? joinOutput(joined, event.output) : joined),
        [],
      );
      const error = outputs.find((output) => output.kind === 'error');
      if (error) throw new Error(`Cell "${id}", line ${error.line ?? '?'}: ${error.name}: ${error.message}`);
      const model = outputs.findLast((output) => output.kind === 'model');
      const traced = model ? (await kernel.questions.trace(photograph)).activations : [];
      const activations = traced.filter(({ layer }) => model?.added.includes(layer));
      results.set(id, { executionCount, outputs, activations });
    }
  } finally {
    await kernel.end();
  }
  return results;
}
