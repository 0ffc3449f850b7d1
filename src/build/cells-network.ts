import { described } from '../export/cells/described';
import type { Network } from '../model/layer';
import { NOTEBOOK_CELLS, type NotebookCell } from '../model/networks';

/** As far as the network goes: what follows uses it. */
const BUILDING = NOTEBOOK_CELLS.slice(0, NOTEBOOK_CELLS.indexOf('rotate'));

/**
 * The network that the notebook's cells describe, read without a run: a thousand times as fast as a kernel, which
 * fills fifty million weights.
 *
 * @throws if it cannot be told from the sources, or a layer does not fit
 */
export function networkOfCells(sources: Readonly<Partial<Record<NotebookCell, string>>>): Network {
  const found = described(BUILDING.map((id) => ({ id, source: sources[id] ?? '' })));
  if (typeof found === 'string') throw new Error(`The network of these cells is ${found}.`);
  if (found.misfit) throw new Error(`${found.misfit.cellId}: ${found.misfit.message}`);
  return { ...found.network, name: 'AlexNet, as the cells build it' };
}
