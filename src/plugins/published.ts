import { NOTEBOOK_CELLS, notebookLayers, notebookThrough, type NotebookCell } from '../model/networks';
import type { Network } from '../model/layer';
import type { Cell } from '../notebook/cell';
import type { Output } from '../notebook/output';

/** What every cell showed when the site was built, by cell id. */
export type Published = ReadonlyMap<string, readonly Output[]>;

export async function publish(cells: readonly Cell[]): Promise<Published> {
  const layers = notebookLayers();
  return new Map(
    cells.map(({ id }) => {
      const known = NOTEBOOK_CELLS.find((cell) => cell === id) as NotebookCell | undefined;
      const added = known && layers[known];
      return [
        id,
        added && known
          ? [{ kind: 'model', network: notebookThrough(known), added: added.map((layer) => layer.name) }]
          : [],
      ];
    }),
  );
}

export interface BuiltNetwork {
  network: Network;
  /** The cell that added each layer, by layer name. */
  addedBy: ReadonlyMap<string, Cell>;
}

const empty: Network = { name: 'empty', inputShape: null, layers: [] };

/** The network once these cells have run. */
export function builtBy(cells: readonly Cell[], published: Published): BuiltNetwork {
  let network = empty;
  const addedBy = new Map<string, Cell>();
  for (const cell of cells) {
    const model = published.get(cell.id)?.findLast((output) => output.kind === 'model');
    if (model === undefined) continue;
    network = model.network;
    for (const layer of model.added) addedBy.set(layer, cell);
  }
  return { network, addedBy };
}
