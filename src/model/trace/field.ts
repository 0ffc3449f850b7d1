import { isShared } from './activations';
import { checkUnit, inputMaps, outputMaps } from './axes';
import { boxBefore, wholeOf, type Box } from './reads';
import { boxesOf } from './source-of';
import type { Unit } from '../feature-maps';
import type { Layer, Shape, Taken } from '../layer';
import type { Row } from '../rows';

/** In pixels. `top` and `left` may be negative: padding lies beyond the edge. */
export interface Rectangle {
  top: number;
  left: number;
  height: number;
  width: number;
}

/** What a unit sees of the network's input: its receptive field, cut at the image's edges. */
export interface Field {
  /** Of the size that the layer's receptive field has, with the zeros that padding adds. */
  whole: Rectangle;
  /** The part of it that is image: without what padding adds at any layer in between. Null if the unit sees zeros only. */
  clipped: Rectangle | null;
}

/** What a unit sees; null where that is no image, or a layer's arithmetic is not known here. */
export interface UnitFields {
  onInput: Field | null;
  onImage: Field | null;
}

/**
 * What one unit sees of its layer's input, and of the image that the network was given, by walking windows back.
 *
 * @param table the network's rows, from the first.
 * @param index which of them the unit is of.
 * @throws {RangeError} if there is no such row or unit.
 */
export function fieldOn(table: readonly Row[], index: number, unit: Unit): UnitFields {
  const { seen, onInput } = walkBack(table, index, unit);
  const image = seen.get(null) ?? null;
  return { onInput: onInput && fieldOf(onInput), onImage: image && fieldOf(image) };
}

/**
 * The part of each output that a unit is made from, its own and the network's input (null) among them, without what
 * lies in padding. Null for one of which that is not known, or nothing is left.
 *
 * @throws {RangeError} as for `fieldOn`
 */
export function boxesSeen(table: readonly Row[], index: number, unit: Unit): ReadonlyMap<Taken, Box | null> {
  return new Map(
    [...walkBack(table, index, unit).seen].map(([layer, seen]) => [layer, seen && seen.clipped]),
  );
}

function walkBack(table: readonly Row[], index: number, unit: Unit) {
  const row = table[index];
  if (!row) throw new RangeError(`There is no row ${index}: the network has ${table.length}`);
  checkUnit(unit, outputMaps(row), row.layer.name);
  const only = unit.map((at) => ({ start: at, end: at + 1 }));
  /** What the unit sees of each output, null where that is not known; complete for a layer once all behind it are done. */
  const seen = new Map<Taken, Seen | null>([[row.layer.name, { whole: only, clipped: only, all: false }]]);
  let onInput: Seen | null = null;
  for (const below of table.slice(0, index + 1).reverse()) {
    const own = seen.get(below.layer.name);
    if (own === undefined) continue;
    const before = own && seenBefore(below, own);
    if (below === row) onInput = before;
    for (const { layer, part } of partsBefore(below, before)) {
      const known = seen.get(layer);
      seen.set(layer, known === undefined ? part : known && part && joined(known, part));
    }
  }
  return { seen, onInput };
}

interface Seen {
  whole: Box;
  /** Null once nothing but padding is left. */
  clipped: Box | null;
  /** A vector in between was read from end to end, and so all of the image is: windows reach no further. */
  all: boolean;
}

/** One layer further back; null if it is not known what the layer reads. */
function seenBefore(row: Row, seen: Seen): Seen | null {
  const whole = boxBefore(row, seen.whole);
  if (!whole) return null;
  const shape = inputMaps(row);
  const all = seen.all || (shape.length === 1 && readsAll(row.layer));
  const clipped = seen.clipped && boxBefore(row, seen.clipped);
  return { whole: all ? wholeOf(shape) : whole, clipped: clipped && clip(clipped, shape), all };
}

/** What is seen of each output that a layer takes. */
function partsBefore(row: Row, before: Seen | null): readonly { layer: Taken; part: Seen | null }[] {
  if (!before) return row.takes.map((layer) => ({ layer, part: null }));
  const clipped = before.clipped ? boxesOf(row, before.clipped) : [];
  return boxesOf(row, before.whole).map(({ layer, box }) => ({
    layer,
    part: { ...before, whole: box, clipped: clipped.find((part) => part.layer === layer)?.box ?? null },
  }));
}

/** What two units see together: the smallest boxes that hold what each sees. */
function joined(one: Seen, other: Seen): Seen {
  const clipped =
    one.clipped && other.clipped ? hull(one.clipped, other.clipped) : (one.clipped ?? other.clipped);
  if (one.all !== other.all) return { ...(one.all ? one : other), clipped };
  return { whole: hull(one.whole, other.whole), clipped, all: one.all };
}

function hull(one: Box, other: Box): Box {
  return one.map(({ start, end }, axis) => ({
    start: Math.min(start, other[axis]?.start ?? start),
    end: Math.max(end, other[axis]?.end ?? end),
  }));
}

function readsAll(layer: Layer): boolean {
  return layer.type === 'dense' || (layer.type === 'activation' && isShared(layer.activation));
}

function clip(box: Box, shape: Shape): Box | null {
  const clipped = box.map(({ start, end }, axis) => ({
    start: Math.max(0, start),
    end: Math.min(shape[axis] ?? 0, end),
  }));
  return clipped.every(({ start, end }) => start < end) ? clipped : null;
}

function fieldOf({ whole, clipped }: Seen): Field | null {
  const rectangle = rectangleOf(whole);
  return rectangle && { whole: rectangle, clipped: clipped && rectangleOf(clipped) };
}

/** Null if the box is of no image. */
function rectangleOf(box: Box): Rectangle | null {
  const [, rows, columns] = box;
  if (box.length !== 3 || !rows || !columns) return null;
  return {
    top: rows.start,
    left: columns.start,
    height: rows.end - rows.start,
    width: columns.end - columns.start,
  };
}
