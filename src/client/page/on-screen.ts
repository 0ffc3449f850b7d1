/** What of a cell is on the screen: where a run leads, nothing that it shows is lost from sight. */

/** Pixels of the window that the header covers, and that the bar of a cell or a phone's strip may. */
function room(code: HTMLElement): { top: number; bottom: number } {
  const pixels = (length: string) => Number.parseFloat(length) || 0;
  return {
    top: pixels(getComputedStyle(document.documentElement).scrollPaddingTop),
    bottom: innerHeight - pixels(getComputedStyle(code).scrollMarginBottom),
  };
}

const codeOf = (root: HTMLElement) => root.querySelector<HTMLElement>('[data-code]');
/** What a cell shows; of an error, the error alone. */
const shownIn = (root: HTMLElement) =>
  root.querySelector<HTMLElement>('[data-output="error"]') ?? root.querySelector<HTMLElement>('[data-shown]');

/**
 * Whether what a cell shows and the code of the next fit on the screen together.
 *
 * @param next null for a cell that is still to be put in, of a line or two
 */
export function fitsWith(root: HTMLElement, next: HTMLElement | null): boolean {
  const [code, shown] = [codeOf(next ?? root), shownIn(root)];
  if (code === null || shown === null) return true;
  const { top, bottom } = room(code);
  const { top: first, bottom: last } = shown.getBoundingClientRect();
  const end = next ? code.getBoundingClientRect().bottom : last + 100;
  return end - first <= bottom - top;
}

/** Scrolls as far as it takes to see what a cell shows, and no further than to its beginning. */
export function bringIntoView(root: HTMLElement): void {
  const [code, shown] = [codeOf(root), shownIn(root)];
  if (code === null || shown === null) return;
  const { top, bottom } = room(code);
  const { top: first, bottom: last } = shown.getBoundingClientRect();
  const down = Math.min(last - bottom, first - top);
  if (down > 0 || first < top) scrollBy({ top: first < top ? first - top : down, behavior: 'instant' });
}
