import { firstLoss, type FirstLoss } from '../errata/first-loss';
import { NOTEBOOK_CELLS } from '../model/networks';
import type { Cell } from '../notebook/cell';
import type { LayerActivation } from '../notebook/output';
import { BuildKernel, type PublishOptions } from './build-kernel';
import { sourcesWith } from './errata-effects';
import type { PublishedResult } from './run-published';

export interface FirstLosses {
  notebook: FirstLoss;
  paper: FirstLoss;
}

const BUILDING: readonly string[] = NOTEBOOK_CELLS.slice(0, NOTEBOOK_CELLS.indexOf('softmax') + 1);

/**
 * What the photograph costs with the weights that the seed draws, in the notebook's network before In [165] turns its
 * kernels, and in the paper's.
 */
export async function firstLosses(
  cells: readonly Cell[],
  published: ReadonlyMap<string, PublishedResult>,
  options: PublishOptions,
): Promise<FirstLosses> {
  const sources = sourcesWith(Object.fromEntries(cells.map(({ id, source }) => [id, source])), 'paper');
  const kernel = await BuildKernel.start(options);
  try {
    const building = cells.filter(({ id }) => BUILDING.includes(id));
    for (const [index, { id, source }] of building.entries()) {
      const executionCount = published.get(id)?.executionCount ?? 0;
      const step = { cellId: id, executionCount, source: sources[id as keyof typeof sources] ?? source };
      await kernel.run(step, index === 0);
    }
    return {
      notebook: lossOf(published.get('softmax')?.activations ?? []),
      paper: lossOf(await kernel.activations()),
    };
  } finally {
    await kernel.end();
  }
}

function lossOf(activations: readonly LayerActivation[]): FirstLoss {
  const last = activations.at(-1);
  if (last === undefined) throw new Error('The network gave no probabilities.');
  return firstLoss(last.values);
}
