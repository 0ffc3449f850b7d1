/** The cells that build a published network, load a reader's file into it and ask what it sees. */
import { cellSource } from '../../export/cell-source';
import { memberOf } from '../../model/family/family';
import type { PublishedId } from '../../model/weights-file/published';
import type { Cell } from '../../notebook/cell';
import { cellsDeclaring } from '../../notebook/declared-in';
import { loadSource } from './load-cell';

interface CellSource {
  cell: Cell;
  source: string;
}

const VARIABLES: Readonly<Record<PublishedId, string>> = {
  'bvlc-alexnet': 'bvlcAlexnet',
  caffenet: 'caffenet',
  torchvision: 'torchvision',
};

/** What the cells call the network: a name that no cell has. */
export function freeVariable(id: PublishedId, sources: readonly CellSource[]): string {
  for (let number = 1; ; number++) {
    const name = `${VARIABLES[id]}${number === 1 ? '' : number}`;
    if (cellsDeclaring(name, sources).length === 0) return name;
  }
}

/** In their order. */
export function publishedCells(
  id: PublishedId,
  { variable, file }: { variable: string; file: string },
): readonly [build: string, load: string, ask: string] {
  return [
    cellSource(memberOf(id).network(), { variable }),
    loadSource(variable, file),
    `import { answers, photographs } from './utils';

for (const photograph of (await photographs()).slice(0, 3)) {
  console.log(photograph.title);
  console.table(await answers(${variable}, photograph));
}`,
  ];
}

/**
 * The cell below which they stand: the notebook's last that is not slow, so that all that the notebook builds keeps its
 * names and its weights.
 */
export function placeOfPublished(sources: readonly CellSource[]): string | null {
  return sources.findLast(({ cell }) => cell.in !== null && !cell.slow)?.cell.id ?? null;
}
