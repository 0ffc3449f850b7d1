/** Places on a plane, what is framed there, and how keys and pointers move from one to another. */
import type { Rectangle } from '../../model/trace/field';

/** A place on a plane: row and column, each from 0. */
export interface Place {
  row: number;
  column: number;
}

/** A rectangle of cells marked on a plane. */
export interface Frame extends Rectangle {
  /** What it marks; 'unused' is hatched, all others are outlined. */
  kind: 'input' | 'window' | 'chosen' | 'winner' | 'unused';
}

export interface Size {
  height: number;
  width: number;
}

/** A frame from its upper left cell on: about that cell alone, unless a size is given. */
export function frameAt(
  { row, column }: Place,
  kind: Frame['kind'],
  { height, width }: Size = { height: 1, width: 1 },
): Frame {
  return { top: row, left: column, height, width, kind };
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-Infinity, 0],
  PageDown: [Infinity, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** The nearest place that the plane has. */
export function within({ row, column }: Place, { height, width }: Size): Place {
  return {
    row: Math.min(height - 1, Math.max(0, row)),
    column: Math.min(width - 1, Math.max(0, column)),
  };
}

/**
 * Where a key leads from a place: Home and End along its row, the page keys along its column. Such a key is taken from
 * the page.
 *
 * @returns null for a key that leads nowhere, and for the shortcuts of browser and system
 */
export function placeByKey(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'preventDefault'>,
  place: Place,
  size: Size,
): Place | null {
  const step = steps[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return null;
  event.preventDefault();
  return within({ row: place.row + step[0], column: place.column + step[1] }, size);
}

interface Pointer {
  clientX: number;
  clientY: number;
  currentTarget: { getBoundingClientRect: () => Pick<DOMRect, 'left' | 'top' | 'height' | 'width'> };
}

/** The cell under the pointer, on an element that the plane fills. */
export function placeUnder({ clientX, clientY, currentTarget }: Pointer, size: Size): Place {
  const { left, top, height, width } = currentTarget.getBoundingClientRect();
  return within(
    {
      row: Math.floor(((clientY - top) / height) * size.height),
      column: Math.floor(((clientX - left) / width) * size.width),
    },
    size,
  );
}

/** row 3, column 14: they count from 0, as units do everywhere in the course. */
export function writePlace({ row, column }: Place): string {
  return `row ${row}, column ${column}`;
}
