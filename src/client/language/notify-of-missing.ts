import { pageState } from '../page/page-state.svelte';

let notified = false;

/** Says, once in a visit and at the cell that was entered, that the editor is without TypeScript. */
export function notifyOfMissing(cellId: string): void {
  if (notified) return;
  notified = true;
  pageState.notice = {
    cellId,
    text: 'Completion and types could not be fetched. The editor works without them.',
    undo: null,
    lasts: true,
  };
}
