/** The cell that loads weights which the reader has imported: where it stands and what it says. */
import type { Cell } from '../../notebook/cell';
import { cellsDeclaring } from '../../notebook/declared-in';

interface CellSource {
  cell: Cell;
  source: string;
}

const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;

export function loadSource(network: string, file: string): string {
  return `import { loadWeights } from './utils';

// The file is kept on this device.
await loadWeights(${network}, ${quoted(file)});`;
}

export type LoadPlace = { replaced: string } | { below: string };

/**
 * Where it goes: in place of the reader's cell that loads weights into that network, or else below the last cell that
 * works on the network, as one of them may turn its kernels round; of the course's cells those of the notebook count,
 * as others may only look at it.
 *
 * @param sources all cells, in order
 * @returns null if no cell has a network of that name
 */
export function placeOfLoad(sources: readonly CellSource[], network: string): LoadPlace | null {
  const own = sources.findLast(
    ({ cell, source }) => cell.role === 'scratch' && source.includes(`loadWeights(${network},`),
  );
  if (own) return { replaced: own.cell.id };
  const declaring = cellsDeclaring(network, sources);
  const word = new RegExp(`(?<![\\w$.])${network.replaceAll('$', '\\$')}(?![\\w$])`);
  const last = sources.findLast(
    ({ cell, source }) =>
      cell.role !== 'exercise' &&
      (declaring.includes(cell) ||
        (!cell.slow && (cell.in !== null || cell.role === 'scratch') && word.test(source))),
  );
  return last ? { below: last.cell.id } : null;
}
