/**
 * Run and go on. What the cell shows stays in sight: the next cell is entered only where both fit on the screen, else
 * by a second press; after an error the reader stays where it can be mended.
 */
import { tick } from 'svelte';
import { ignoreConnectionError } from '../../../client/errors/connection';
import { notebook } from '../../../client/document/notebook.svelte';
import { cellInPage, focusedCell, neighbourOf, type CellInPage } from '../../../client/page/cells-in-page';
import { bringIntoView, fitsWith } from '../../../client/page/on-screen';
import { pageState } from '../../../client/page/page-state.svelte';

/** The cell that was run, and that the reader has not left since. */
let stay: { cellId: string; end: () => void } | null = null;
let isKnown = false;

/** The next press runs again, whatever was run before. */
export function forgetStay(): void {
  stay?.end();
  stay = null;
}

/** @param goOn to the next cell, or to one that it puts in */
export function runOn(cell: CellInPage, goOn: () => Promise<void>): void | Promise<void> {
  const isSecond = stay?.cellId === cell.id && mayGoOn(cell.id);
  forgetStay();
  if (isSecond) return goOn();
  cell.run();
  const leave = () => {
    if (focusedCell()?.id !== cell.id) forgetStay();
  };
  document.addEventListener('focusin', leave);
  const unwatch = whenEnded(cell.id, (state) => void ended(cell, state, goOn).catch(ignoreConnectionError));
  stay = {
    cellId: cell.id,
    end: () => {
      unwatch();
      document.removeEventListener('focusin', leave);
    },
  };
}

/** It runs, or ran well and has not been edited since. */
function mayGoOn(cellId: string): boolean {
  const state = notebook.view(cellId)?.state;
  return state === undefined || ['queued', 'running', 'done'].includes(state);
}

function whenEnded(cellId: string, then: (state: string) => void): () => void {
  let begun = false;
  return $effect.root(() => {
    $effect(() => {
      const state = notebook.view(cellId)?.state;
      if (state === 'queued' || state === 'running') begun = true;
      else if (begun && state !== undefined) {
        begun = false;
        then(state);
      }
    });
  });
}

async function ended(cell: CellInPage, state: string, goOn: () => Promise<void>): Promise<void> {
  await tick();
  if (focusedCell()?.id !== cell.id) return;
  if (state === 'error') {
    forgetStay();
    await cell.edit();
    bringIntoView(cell.root);
    return;
  }
  if (state !== 'done') return;
  const next = neighbourOf(cell.id, 1);
  if (fitsWith(cell.root, next === null ? null : (cellInPage(next)?.root ?? null))) {
    forgetStay();
    await goOn();
    return;
  }
  bringIntoView(cell.root);
  if (isKnown || next === null) return;
  isKnown = true;
  pageState.notice = { cellId: cell.id, text: 'Shift+Enter once more goes on to the next cell.', undo: null };
}
