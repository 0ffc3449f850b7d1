/** A part of a drawn volume: so many of its channels, rows and columns, or numbers of a vector. */
import type { Point, Volume } from './volume';

/** From `start` to before `end`. */
interface Range {
  start: number;
  end: number;
}

export interface VolumePart {
  /** The faces that are seen, as of a volume. */
  faces: readonly (readonly Point[])[];
  middle: Point;
}

/** No edge of a part is drawn shorter: one number stays visible. */
const least = 2;

/**
 * @param shape [channels, height, width] of a box; of a bar all its sizes
 * @param box a range for each of them
 */
export function partOfVolume(drawn: Volume, shape: readonly number[], box: readonly Range[]): VolumePart {
  const share = (axis: number, length: number) => {
    const [{ start, end } = { start: 0, end: 0 }, size = 1] = [box[axis], shape[axis]];
    const [from, to] = [(start / size) * length, (end / size) * length];
    const missing = Math.max(0, Math.min(least, length) - (to - from)) / 2;
    const at = Math.min(length - (to - from + missing), Math.max(missing, from));
    return [at - missing, at + (to - from) + missing] as const;
  };
  if (drawn.kind === 'bar') {
    const isUpright = drawn.height > drawn.width;
    const [from, to] = share(0, isUpright ? drawn.height : drawn.width);
    const [left, right] = isUpright ? [0, drawn.width] : [from, to];
    const [top, bottom] = isUpright ? [from, to] : [0, drawn.height];
    return partOf([
      [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
      ],
    ]);
  }
  const [[, rise], [across], , [, height]] = drawn.front as readonly [Point, Point, Point, Point];
  const lean = drawn.width - across;
  const [left, right] = share(0, across);
  const [top, bottom] = share(1, height - rise);
  // Depth goes back to the right, and up.
  const [near, far] = share(2, lean);
  const at = (x: number, y: number, back: number): Point => [x + back, rise + y - (back / lean) * rise];
  return partOf([
    [at(left, top, near), at(right, top, near), at(right, bottom, near), at(left, bottom, near)],
    [at(left, top, far), at(right, top, far), at(right, top, near), at(left, top, near)],
    [at(right, top, near), at(right, top, far), at(right, bottom, far), at(right, bottom, near)],
  ]);
}

function partOf(faces: readonly (readonly Point[])[]): VolumePart {
  const points = faces.flat();
  const middle = (axis: 0 | 1) => {
    const along = points.map((point) => point[axis]);
    return (Math.min(...along) + Math.max(...along)) / 2;
  };
  return { faces, middle: [middle(0), middle(1)] };
}
