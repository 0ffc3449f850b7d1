import { focusCell } from '../../client/page/cells-in-page';
import { pageState } from '../../client/page/page-state.svelte';
import { ignoreConnectionError } from '../../client/errors/connection';
import { notebook } from '../../client/document/notebook.svelte';

/** Puts the solution into the exercise's cell, with a way back to what the reader had written, and goes there. */
export async function putSolution(cellId: string, solution: string): Promise<void> {
  const there = await notebook.ready.then(
    () => true,
    (error: unknown) => {
      ignoreConnectionError(error);
      return false;
    },
  );
  if (there) notebook.replace(cellId, 'Put a solution into its cell', solution);
  pageState.notice = there
    ? { cellId, text: 'The solution is in the cell.', undo: notebook.undoLabel }
    : {
        cellId,
        text: 'The solution could not be put in: the list of cells was not fetched. Check the connection and try again.',
        undo: null,
      };
  focusCell(cellId);
}
