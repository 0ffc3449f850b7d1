/** Where the tiles of a long grid stand, which of them are in view, and where a key leads. */

/** A tile is drawn about this wide, in CSS pixels, and no taller than `tallest`. */
const wanted = 52;
const tallest = 80;

/** How large a map of so many pixels is drawn: by a whole factor where it is small, so that its pixels stay square and sharp. */
export function tileSize(width: number, height: number): { width: number; height: number } {
  const factor =
    width <= wanted ? Math.max(1, Math.round(wanted / width)) : Math.min(1, (wanted * 1.25) / width);
  const limit = Math.min(factor, Math.max(tallest, width * factor) / height);
  return { width: Math.max(4, width * limit), height: Math.max(4, height * limit) };
}

export interface RowRange {
  /** The first row to draw, and the one after the last. */
  from: number;
  to: number;
}

/**
 * The rows in view, and `spare` more at either end, so that a scroll finds them drawn already.
 *
 * @param scrolled how far down the view is, in the unit of `rowHeight`
 */
export function rowsInView(
  scrolled: number,
  viewHeight: number,
  rowHeight: number,
  rows: number,
  spare = 2,
): RowRange {
  const first = Math.floor(scrolled / rowHeight) - spare;
  const last = Math.ceil((scrolled + viewHeight) / rowHeight) + spare;
  return { from: Math.min(rows, Math.max(0, first)), to: Math.max(0, Math.min(rows, last)) };
}

/** How far to scroll so that a row is wholly in view: as little as possible. */
export function scrolledTo(row: number, scrolled: number, viewHeight: number, rowHeight: number): number {
  const top = row * rowHeight;
  return Math.max(Math.min(scrolled, top), top + rowHeight - viewHeight);
}

/** The tile that a key leads to from `at`; null if the key is none of a grid's. */
export function tileAfterKey(
  key: string,
  at: number,
  { count, columns, rowsInPage }: { count: number; columns: number; rowsInPage: number },
): number | null {
  const to = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at < columns ? at : at - columns,
    ArrowDown: at + columns >= count ? at : at + columns,
    PageUp: at - Math.min(rowsInPage, Math.floor(at / columns)) * columns,
    PageDown: at + Math.min(rowsInPage, Math.floor((count - 1 - at) / columns)) * columns,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}
