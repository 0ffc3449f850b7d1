/** What changes that come from elsewhere would do to the reader's notebook, cell by cell. */
import { arrange, type Changes } from '../../notebook/changes';
import { stampCells, type Stamped } from '../../notebook/stamp';

export interface Comparison {
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
export function compare(published: Sources, mine: Changes, theirs: Changes): readonly Comparison[] {
  const cells = published.map(({ cell }) => cell);
  const present = stampCells(arrange(cells, mine), mine.edits);
  const next = stampCells(arrange(cells, theirs), theirs.edits);
  const own = present.filter(({ cell }) => cell.role === 'scratch');
  const coming = next.filter(({ cell }) => cell.role === 'scratch');
  // Ids of a link's cells are new ones: the reader's own cell with the same text at the same place is no change.
  const twin = (list: Sources, { cell, source }: Pick<Stamped, 'cell' | 'source'>) =>
    list.some((other) => other.source === source && other.cell.chapter === cell.chapter);
  const changed = next.flatMap(({ cell, source }): Comparison[] => {
    const { id: cellId, chapter } = cell;
    if (cell.role === 'scratch') {
      if (twin(own, { cell, source })) return [];
      return [{ cellId, kind: 'new', before: '', after: source, replacesOwn: false, chapter }];
    }
    const before = present.find((other) => other.cell.id === cellId)?.source ?? '';
    if (before === source) return [];
    const replacesOwn = cellId in mine.edits;
    return [{ cellId, kind: 'changed', before, after: source, replacesOwn, chapter }];
  });
  const gone = own
    .filter((stamped) => !twin(coming, stamped))
    .map(({ cell, source }): Comparison => {
      const { id: cellId, chapter } = cell;
      return { cellId, kind: 'gone', before: source, after: '', replacesOwn: true, chapter };
    });
  return [...changed, ...gone];
}
