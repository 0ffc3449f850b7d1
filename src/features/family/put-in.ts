/** A network of the family in the reader's notebook: a cell of theirs at its end, which builds it. */
import type { Cell } from '../../notebook/cell';
import type { MemberId } from '../../model/family/family';
import type { Network } from '../../model/layer';
import { chosenNetwork } from '../../client/network/chosen-network.svelte';
import { notebook } from '../../client/document/notebook.svelte';
import { runs } from '../../client/run/runs.svelte';

/** What its cell calls a network. */
const VARIABLES: Readonly<Record<MemberId, string>> = {
  notebook: 'asNotebook',
  'two-towers': 'twoTowers',
  paper: 'paper',
  'authors-program': 'authorsProgram',
  'bvlc-alexnet': 'bvlcAlexnet',
  caffenet: 'caffenet',
  torchvision: 'torchvision',
  d2l: 'd2l',
};

export function variableOf(id: MemberId): string {
  return VARIABLES[id];
}

/** The reader's cell that builds it; null if there is none. What else of theirs has that name is not meant. */
export function cellOf(id: MemberId): Cell | null {
  const building = `const ${variableOf(id)} = tf.`;
  const found = notebook
    .sources()
    .findLast(({ cell, source }) => cell.role === 'scratch' && source.includes(building));
  return found?.cell ?? null;
}

/**
 * Puts the cell in, unless it is there. Rail, stepper and traces show its network from when it has run.
 *
 * @throws {FetchError} if the list of cells or the program that writes one does not come
 */
export async function putIn(id: MemberId, network: Network): Promise<void> {
  const [{ cellSource }] = await Promise.all([import('../../export/cell-source'), notebook.ready]);
  const last = notebook.sources().at(-1);
  if (cellOf(id) !== null || last === undefined) return;
  notebook.insert(last.cell.id, 'below', cellSource(network, { variable: variableOf(id) }));
}

export function runIt(cell: Cell, id: MemberId): void {
  chosenNetwork.choose(variableOf(id));
  runs.run(cell.id);
}
