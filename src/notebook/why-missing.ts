/** Why a cell finds no name that another declares, true at every moment of the session. */
import type { Cell } from './cell';
import { cellView, nameAsShown } from './cell-view';
import { cellsDeclaring } from './declared-in';
import type { Session } from './session';

/**
 * The cell that a reader has to look at: the last above that declares the name, or else the first below.
 *
 * @param cellId of the cell that lacks the name
 * @returns null if no other declares it; else why it is not there and what to do, after "In [168] declares it, "
 */
export function whyMissing(
  session: Session,
  cellId: string,
  name: string,
): { cell: Cell; lack: string } | null {
  const place = session.present.findIndex(({ cell }) => cell.id === cellId);
  const declaring = cellsDeclaring(name, session.present).filter(({ id }) => id !== cellId);
  const isAbove = ({ id }: Cell) => session.present.slice(0, place).some(({ cell }) => cell.id === id);
  const above = declaring.findLast(isAbove);
  if (above !== undefined) return { cell: above, lack: lackOf(session, above) };
  const [below] = declaring;
  return below ? { cell: below, lack: 'below this cell. A cell sees what those above it made.' } : null;
}

function lackOf(session: Session, above: Cell): string {
  if (above.role === 'exercise') return 'and no other cell sees what an exercise makes.';
  const { state, staleBecause } = cellView(session, above.id);
  // Running the cell that lacks the name runs those above it, but these.
  const waits = above.slow || above.after !== undefined;
  switch (state) {
    case 'published':
      return waits
        ? 'and has not run: it runs only when you ask for it. Run it, then this one.'
        : 'and ran without it. Run this one again.';
    case 'edited':
      return 'and has not run since it was edited. Run it, then this one.';
    case 'queued':
    case 'running':
      return 'and is at it. Run this one again when it is done.';
    case 'done':
      return 'and has run since. Run this one again.';
    case 'error':
      return waits
        ? 'and ended in an error. Mend it and run it, then this one.'
        : 'and ended in an error. Mend it, then run this one again.';
    case 'stopped':
      return 'and was stopped. Run it, then this one.';
    case 'stale':
      return `and has to run again. ${staleBecause ?? ''} Run ${nameAsShown(session, above)}, then this one.`;
  }
}
