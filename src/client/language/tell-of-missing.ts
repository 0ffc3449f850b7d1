import { pageState } from '../page/page-state.svelte';

let told = false;

/** Says, once in a visit and at the cell that was entered, that the editor is without TypeScript. */
export function tellOfMissing(cellId: string): void {
  if (told) return;
  told = true;
  pageState.notice = {
    cellId,
    text: 'Completion and types could not be fetched. The editor works without them.',
    undo: null,
  };
}
