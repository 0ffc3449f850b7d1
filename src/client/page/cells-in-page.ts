/** The cells of the page as they stand in it, and the way of the focus from one to another. */

/** What came of laying code out; 'unavailable' if nothing could lay it out. */
export type FormatOutcome = 'changed' | 'same' | 'unavailable';

/** A cell of the page, as keys and menus act on it. */
export interface CellInPage {
  readonly id: string;
  readonly root: HTMLElement;
  run(): void;
  /** Opens the cell's editor and puts the cursor into it; resolves when it is there. */
  edit(): Promise<void>;
  /** Lays the code out with TypeScript's formatter; 'unavailable' if it could not be fetched. */
  format(): Promise<FormatOutcome>;
  /** Shows what differs from the published cell, or hides it again. */
  toggleDifference(): void;
}

const mounted = new Map<string, CellInPage>();

/** Says that a cell is in the page and answers. Gives the function that takes it back. */
export function enterPage(cell: CellInPage): () => void {
  mounted.set(cell.id, cell);
  return () => {
    if (mounted.get(cell.id) === cell) mounted.delete(cell.id);
  };
}

/** The cell, if it is in the page and answers. */
export function cellInPage(id: string): CellInPage | null {
  return mounted.get(id) ?? null;
}

/** The cell that the keyboard is in. */
export function focusedCell(): CellInPage | null {
  const cell = document.activeElement?.closest<HTMLElement>('[data-cell]');
  return cellInPage(cell?.dataset['cell'] ?? '');
}

/** The ids of all cells in the page, in order. */
export function idsInPage(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-cell]')].flatMap(
    (cell) => cell.dataset['cell'] ?? [],
  );
}

/** The cell that many places further down; null beyond the first and the last. */
export function neighbourOf(id: string, places: 1 | -1): string | null {
  const ids = idsInPage();
  return ids[ids.indexOf(id) + places] ?? null;
}

/** Focuses the frame of a cell, where the keys of `commands.ts` count. Does nothing for a cell that is not there. */
export function focusCell(id: string): void {
  const code = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(id)}"] [data-code]`);
  code?.focus({ preventScroll: true });
  code?.scrollIntoView({ block: 'nearest' });
}
