/** What changes that come from elsewhere would do to the reader's notebook, cell by cell. */
import type { Cell } from '../../notebook/cell';
import { arrange, withoutEmpty, type Changes } from '../../notebook/changes';
import { stampCells, type Stamped } from '../../notebook/stamp';

export interface CellComparison {
  cellId: string;
  /** 'new': a cell that comes; 'gone': one of the reader's own that goes. */
  kind: 'changed' | 'new' | 'gone';
  before: string;
  after: string;
  /** The reader has written what would be replaced. */
  replacesOwn: boolean;
  chapter: string;
}

type Sources = readonly Pick<Stamped, 'cell' | 'source'>[];

/**
 * @param published every cell as its author publishes it
 * @param mine what the reader has made of them
 * @param theirs what would come in its place
 */
export function compareChanges(
  published: Sources,
  mine: Changes,
  theirs: Changes,
): readonly CellComparison[] {
  const cells = published.map(({ cell }) => cell);
  const present = stampCells(arrange(cells, withoutEmpty(mine)), mine.edits);
  const next = stampCells(arrange(cells, withoutEmpty(theirs)), theirs.edits);
  const [own, coming] = [scratchOf(present), scratchOf(next)];
  const counterparts = twinsIn(own, coming);
  const changed = next.flatMap(({ cell, source }): CellComparison[] => {
    const { id: cellId, chapter } = cell;
    if (cell.role === 'scratch') {
      if (counterparts.has(cell)) return [];
      return [{ cellId, kind: 'new', before: '', after: source, replacesOwn: false, chapter }];
    }
    const before = present.find((other) => other.cell.id === cellId)?.source ?? '';
    if (before === source) return [];
    const replacesOwn = cellId in mine.edits;
    return [{ cellId, kind: 'changed', before, after: source, replacesOwn, chapter }];
  });
  const gone = own
    .filter(({ cell }) => !counterparts.has(cell))
    .map(({ cell, source }): CellComparison => {
      const { id: cellId, chapter } = cell;
      return { cellId, kind: 'gone', before: source, after: '', replacesOwn: true, chapter };
    });
  return [...changed, ...gone];
}

interface Scratch {
  cell: Cell;
  source: string;
  /** Equal for two own cells if and only if they have the same source below the same cell of the course. */
  key: string;
}

function scratchOf(cells: Sources): readonly Scratch[] {
  return cells.flatMap(({ cell, source }, index) => {
    if (cell.role !== 'scratch') return [];
    const anchor = cells
      .slice(0, index)
      .findLast((other) => other.cell.role !== 'scratch' && other.cell.chapter === cell.chapter);
    return [{ cell, source, key: JSON.stringify([cell.chapter, anchor?.cell.id ?? null, source]) }];
  });
}

/**
 * Ids of a link's cells are new ones: one of the reader's own that says the same at the same place is no change. Each
 * stands for one, and in their order.
 */
function twinsIn(own: readonly Scratch[], coming: readonly Scratch[]): ReadonlySet<Cell> {
  const counterparts = new Set<Cell>();
  let from = 0;
  for (const { cell, key } of coming) {
    const index = own.findIndex((other, place) => place >= from && other.key === key);
    const counterpart = own[index];
    if (!counterpart) continue;
    counterparts.add(cell).add(counterpart.cell);
    from = index + 1;
  }
  return counterparts;
}
