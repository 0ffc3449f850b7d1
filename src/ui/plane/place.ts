/** Places on a plane, what is framed there, and how keys and pointers move from one to another. */

/** Row and column, each from 0. */
export interface Place {
  row: number;
  column: number;
}

/** A rectangle of cells drawn over a plane. */
export interface Frame extends Place {
  height: number;
  width: number;
  /** What it frames; 'unused' is hatched. */
  kind: 'window' | 'chosen' | 'winner' | 'unused';
}

export interface Size {
  height: number;
  width: number;
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

/** Where a key leads from a place: Home and End along its row, the page keys along its column; null for a key that leads nowhere. */
export function placeAfterKey(key: string, place: Place, size: Size): Place | null {
  const step = steps[key];
  return step ? within({ row: place.row + step[0], column: place.column + step[1] }, size) : null;
}

/** The cell of the plane under a point, given the box that the plane fills. */
export function placeAtPoint(
  point: { clientX: number; clientY: number },
  box: { left: number; top: number; width: number; height: number },
  size: Size,
): Place {
  return within(
    {
      row: Math.floor(((point.clientY - box.top) / box.height) * size.height),
      column: Math.floor(((point.clientX - box.left) / box.width) * size.width),
    },
    size,
  );
}

/** row 3, column 14: they count from 0, as units do everywhere in the course. */
export function writePlace({ row, column }: Place): string {
  return `row ${row}, column ${column}`;
}
