/** Moves the focus to the code of the cell after `cell` in the page, and leaves it where it is after the last one. */
export function focusNextCell(cell: HTMLElement): void {
  const cells = [...document.querySelectorAll<HTMLElement>('[data-cell]')];
  const next = cells[cells.indexOf(cell) + 1];
  const code = next?.querySelector<HTMLElement>('[data-code]');
  code?.focus({ preventScroll: true });
  code?.scrollIntoView({ block: 'nearest' });
}
