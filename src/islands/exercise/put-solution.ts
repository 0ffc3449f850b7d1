import { focusCell } from '../cell/cells-in-page';
import { pageState } from '../cell/page-state.svelte';
import { notebook } from '../notebook.svelte';

/** Puts the solution into the exercise's cell, with a way back to what the reader had written, and goes there. */
export async function putSolution(cellId: string, solution: string): Promise<void> {
  await notebook.ready.catch(() => undefined);
  notebook.replace(cellId, 'Put a solution into its cell', solution);
  pageState.notice = { cellId, text: 'The solution is in the cell.', undo: notebook.undoLabel };
  focusCell(cellId);
}
