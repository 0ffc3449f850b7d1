/** After changes from elsewhere have been taken over: to the first of them, wherever it stands, with the offer to run it. */
import { tick } from 'svelte';
import { addressOf } from '../../client/addresses/cell-address';
import { notebook } from '../../client/document/notebook.svelte';
import { focusCell, idsInPage } from '../../client/page/cells-in-page';
import { pageState } from '../../client/page/page-state.svelte';

/**
 * @param cellIds of the cells that were changed, in order
 * @param from what brought the changes
 */
export async function goToChange(cellIds: readonly string[], from: 'link' | 'file'): Promise<void> {
  const cell = notebook.sources().find(({ cell }) => cellIds.includes(cell.id))?.cell;
  if (cell === undefined) return;
  pageState.notice = {
    cellId: cell.id,
    text:
      cellIds.length === 1
        ? `The ${from} changed this cell. It has not run yet.`
        : `The ${from} changed ${cellIds.length} cells. This is the first of them, and none has run yet.`,
    undo: notebook.undoLabel,
    runs: true,
  };
  // A new cell of the reader's own may have just come into the page.
  await tick();
  if (idsInPage().includes(cell.id)) show(cell.id);
  else goTo(addressOf(cell), cell.id);
}

function goTo(address: string, cellId: string): void {
  const { href } = new URL(address, location.href);
  const arrive = () => {
    // It may be this page that has loaded only now, or another that the reader has gone to instead.
    if (location.href !== href) return;
    document.removeEventListener('astro:page-load', arrive);
    show(cellId);
  };
  document.addEventListener('astro:page-load', arrive);
  follow(href);
}

function show(cellId: string): void {
  const place = document.querySelector(`[data-cell="${CSS.escape(cellId)}"]`);
  place?.scrollIntoView({ block: 'start', behavior: 'instant' });
  focusCell(cellId);
}

/** As a press on a link does, which the router takes up: the kernel lives on. */
function follow(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  document.body.append(link);
  link.click();
  link.remove();
}
