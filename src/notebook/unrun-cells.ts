/** Cells of the reader's that the network on show says nothing of, as they have not run to their end as they stand. */
import type { Cell } from './cell';
import { cellView } from './cell-view';
import type { Session } from './session';
import { isBlank, type Stamped } from './stamp';

export interface UnrunCell {
  cell: Cell;
  /** 'never' also of what ran in an earlier visit, of which no network is kept. */
  because: 'never' | 'error' | 'stopped' | 'stale';
}

/**
 * The changed cells that have something to say of the network, and have not.
 *
 * @param chapter as far as the end of this one; null, or one without cells: all
 */
export function unrunCells(session: Session, chapter: string | null = null): readonly UnrunCell[] {
  const end = session.present.findLastIndex(({ cell }) => cell.chapter === chapter);
  return session.present
    .slice(0, end === -1 ? undefined : end + 1)
    .filter((present) => isChanged(session, present))
    .flatMap(({ cell }) => {
      const because = whyUnrun(session, cell.id);
      return because === null ? [] : [{ cell, because }];
    });
}

/** Nothing of the network depends on a training, what stands after one, or an exercise. */
function isChanged({ changes }: Session, present: Stamped): boolean {
  const { id, role, slow, after } = present.cell;
  if (slow || after !== undefined || role === 'exercise') return false;
  return role === 'scratch' ? !isBlank(present) : id in changes.edits;
}

function whyUnrun(session: Session, cellId: string): UnrunCell['because'] | null {
  switch (cellView(session, cellId).state) {
    case 'edited':
      return 'never';
    case 'error':
      return 'error';
    case 'stopped':
      return 'stopped';
    case 'stale':
      return 'stale';
    default:
      return session.results[cellId]?.missing === 'networks' ? 'never' : null;
  }
}
