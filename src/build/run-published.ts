import { ownNetwork } from '../notebook/built-network';
import { isPublished, type Cell } from '../notebook/cell';
import type { LayerActivation, Output } from '../notebook/output';
import { planRun, runStep } from '../notebook/plan';
import { stampCells } from '../notebook/stamp';
import { BuildKernel, type PublishOptions } from './build-kernel';

/** What a cell shows before anyone has run it. */
export interface PublishedResult {
  executionCount: number;
  outputs: readonly Output[];
  /** Of the layers the cell added, on the photograph. */
  activations: readonly LayerActivation[];
}

/**
 * Runs all cells but slow ones and exercises, as the page's kernel would, in Node.
 * @returns by cell id; nothing for slow cells and exercises
 * @throws if a cell fails or does not end: a course with such a cell is not built
 */
export async function runPublished(
  cells: readonly Cell[],
  options: PublishOptions,
): Promise<Map<string, PublishedResult>> {
  const results = new Map<string, PublishedResult>();
  const kernel = await BuildKernel.start(options);
  try {
    const stamped = stampCells(cells);
    const last = stamped.findLast(({ cell }) => isPublished(cell));
    const steps = last ? planRun(stamped, [], [last.cell.id]).steps : [];
    for (const [index, step] of steps.map(runStep).entries()) {
      const outputs = await kernel.run(step, index === 0);
      const model = ownNetwork(outputs);
      const traced = model ? await kernel.activations() : [];
      const activations = traced.filter(({ layer }) => model?.added.includes(layer));
      results.set(step.cellId, { executionCount: step.executionCount, outputs, activations });
    }
  } finally {
    await kernel.end();
  }
  return results;
}
