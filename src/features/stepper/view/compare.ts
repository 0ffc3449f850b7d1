/** One region of a channel before a layer and after it, for the layers that keep numbers in their places or move them. */
import { boxBefore, readersOf, readsOf } from '../../../model/trace/reads';
import { sourceOf } from '../../../model/trace/source-of';
import { traceUnit } from '../../../model/trace/trace-unit';
import type { FeatureMaps, Unit } from '../../../model/feature-maps';
import type { Rectangle } from '../../../model/trace/field';
import type { Row } from '../../../model/rows';
import { writeUnit } from '../trace/unit-text';
import {
  describeElementwise,
  describeFlatten,
  describeHandedOn,
  describePadding,
  describePooling,
} from './describe-comparison';
import {
  numberCell,
  numberGrid,
  patchFrom,
  patchOf,
  textCell,
  valueAt,
  type NumberGrid,
  type ValuePatch,
} from '../../../ui/plane/patch';

/** So many numbers a row and a column fit a narrow page with their digits. */
const side = 5;

export interface Compared {
  row: Row;
  /** What the layer was given, and what it made of it. */
  before: FeatureMaps;
  after: FeatureMaps;
  /** Of both; a vector has none, and this is 0. */
  channel: number;
}

export interface LayerComparison {
  before: ValuePatch;
  after: ValuePatch;
  /** What changed, number by number; null where `before` and `after` say it all. */
  change: { title: string; patch: ValuePatch } | null;
  /** The finding in this region, in words. */
  finding: string;
}

/** Whether the layer has a before and an after that can be laid side by side. */
export function isComparable({ row: { layer }, before, after }: Compared): boolean {
  const known = !['conv2d', 'dense', 'other'].includes(layer.type);
  return known && [before, after].every(({ shape }) => shape.length === 1 || shape.length === 3);
}

/** The map in which the region is moved: what goes into a flattening, what comes out of any other layer. */
export function framedPlane({ row, before, after, channel }: Compared): NumberGrid {
  return numberGrid(row.layer.type === 'flatten' ? before : after, channel, side);
}

/** The region about a place of the framed map, moved inwards at the edges. */
export function regionAbout(compared: Compared, row: number, column: number): Rectangle {
  const plane = framedPlane(compared);
  const [height, width] = regionSize(compared.row).map((size, axis) =>
    Math.min(size, axis === 0 ? plane.height : plane.width),
  ) as [number, number];
  const start = (at: number, size: number, limit: number) =>
    Math.max(0, Math.min(limit - size, at - Math.floor(size / 2)));
  return {
    top: start(row, height, plane.height),
    left: start(column, width, plane.width),
    height,
    width,
  };
}

/** @param region of the framed map */
export function compareLayer(compared: Compared, region: Rectangle): LayerComparison {
  switch (compared.row.layer.type) {
    case 'maxPooling2d':
    case 'averagePooling2d':
      return comparePooling(compared, region);
    case 'zeroPadding2d':
      return comparePadding(compared, region);
    case 'flatten':
      return compareFlatten(compared, region);
    case 'concatenate':
    case 'sliceChannels':
      return compareHandedOn(compared, region);
    default:
      return compareElementwise(compared, region);
  }
}

/** The unit in the framed map that belongs to a unit of the layer's output. */
export function framedUnit(row: Row, unit: Unit): Unit {
  if (row.layer.type !== 'flatten') return unit;
  return readsOf(row, unit)?.map(({ start }) => start) ?? unit;
}

function isSoftmax({ layer }: Row): boolean {
  return layer.type === 'activation' && layer.activation === 'softmax';
}

/** As many windows of a pooling as fit the table with what they read. */
function regionSize({ layer }: Row): readonly [number, number] {
  if (layer.type !== 'maxPooling2d' && layer.type !== 'averagePooling2d') return [side, side];
  const fitting = (axis: 0 | 1) =>
    Math.max(1, Math.floor((side - layer.poolSize[axis]) / layer.strides[axis]) + 1);
  return [fitting(0), fitting(1)];
}

function compareElementwise({ row, before, after, channel }: Compared, region: Rectangle): LayerComparison {
  const from = numberGrid(before, channel, side);
  const to = numberGrid(after, channel, side);
  const pairs = placesOf(region).flatMap(([top, left]) => {
    const [x, y] = [valueAt(from, top, left), valueAt(to, top, left)];
    return x === null || y === null ? [] : [{ x, y }];
  });
  const difference = patchFrom(to, region, (top, left) => {
    const [x, y] = [valueAt(from, top, left), valueAt(to, top, left)];
    return x === null || y === null ? textCell('') : numberCell(y - x);
  });
  return {
    before: patchOf(from, region),
    after: patchOf(to, region),
    // A probability less the number it came from says nothing.
    change: isSoftmax(row) ? null : { title: 'Difference', patch: difference },
    finding: describeElementwise(row.layer, pairs),
  };
}

function comparePooling({ row, before, after, channel }: Compared, region: Rectangle): LayerComparison {
  const to = numberGrid(after, channel, side);
  const read = windowsOf(row, channel, region);
  const winners = new Map<string, readonly [number, number]>();
  for (const [top, left] of placesOf(region)) {
    const traced = traceUnit(row, before, [channel, top, left], null);
    if (traced.kind !== 'maxPooling') continue;
    const [, winnerRow = 0, winnerColumn = 0] = traced.winner;
    winners.set(`${top},${left}`, [winnerRow, winnerColumn]);
  }
  const chosen = new Set([...winners.values()].map(String));
  const origin = patchFrom(to, region, (top, left) => {
    const winner = winners.get(`${top},${left}`);
    return textCell(winner ? writeUnit(winner) : '');
  });
  return {
    before: patchOf(numberGrid(before, channel, side), read, (top, left) => chosen.has(`${top},${left}`)),
    after: patchOf(to, region),
    change: winners.size > 0 ? { title: 'Where it stood', patch: origin } : null,
    finding: describePooling(row.layer, read, region, chosen.size),
  };
}

/** The part of its input that a region of a pooling reads, which may reach beyond the edge. */
function windowsOf(row: Row, channel: number, { top, left, height, width }: Rectangle): Rectangle {
  const [, rows, columns] =
    boxBefore(row, [
      { start: channel, end: channel + 1 },
      { start: top, end: top + height },
      { start: left, end: left + width },
    ]) ?? [];
  if (!rows || !columns) throw new RangeError(`${row.layer.name} reads no rectangle`);
  return {
    top: rows.start,
    left: columns.start,
    height: rows.end - rows.start,
    width: columns.end - columns.start,
  };
}

function comparePadding(
  { row: { layer }, before, after, channel }: Compared,
  region: Rectangle,
): LayerComparison {
  const [top, left] = layer.type === 'zeroPadding2d' ? [layer.padding[0][0], layer.padding[1][0]] : [0, 0];
  const from = numberGrid(before, channel, side);
  const isNew = (row: number, column: number) => valueAt(from, row - top, column - left) === null;
  const added = placesOf(region).filter(([row, column]) => isNew(row, column)).length;
  return {
    before: patchOf(from, { ...region, top: region.top - top, left: region.left - left }),
    after: patchOf(numberGrid(after, channel, side), region, isNew),
    change: null,
    finding: describePadding([top, left], added),
  };
}

function compareFlatten({ row, before, after, channel }: Compared, region: Rectangle): LayerComparison {
  const from = numberGrid(before, channel, side);
  const flatIndex = (top: number, left: number) => {
    if (valueAt(from, top, left) === null) return null;
    const [index] = readersOf(row, from.isVector ? [top * side + left] : [channel, top, left]) ?? [];
    return index ?? null;
  };
  return {
    before: patchOf(from, region),
    after: patchFrom(from, region, (top, left) => {
      const index = flatIndex(top, left);
      return index === null ? textCell('') : numberCell(after.values[index] ?? NaN);
    }),
    change: {
      title: 'Place in the vector',
      patch: patchFrom(from, region, (top, left) => textCell(String(flatIndex(top, left) ?? ''))),
    },
    finding: describeFlatten(before.shape, channel),
  };
}

/** Of a layer that changes no number, but which channels stand beside each other. */
function compareHandedOn({ row, before, after, channel }: Compared, region: Rectangle): LayerComparison {
  const to = numberGrid(after, channel, side);
  const unit = to.isVector ? [region.top * side] : [channel, region.top, region.left];
  const read = readsOf(row, unit)?.map(({ start }) => start) ?? unit;
  const from = numberGrid(before, to.isVector ? 0 : (read[0] ?? 0), side);
  const source = sourceOf(row, read);
  return {
    before: patchOf(from, region),
    after: patchOf(to, region),
    change: null,
    finding: describeHandedOn(source.layer ?? 'the input', unit, source.unit),
  };
}

function placesOf({ top, left, height, width }: Rectangle): (readonly [number, number])[] {
  return Array.from(
    { length: height * width },
    (_, index) => [top + Math.floor(index / width), left + (index % width)] as const,
  );
}
