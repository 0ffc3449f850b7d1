import type { Unit } from '../feature-maps';
import type { Shape } from '../layer';
import type { Row } from '../rows';
import { readerOf, startOf, windowsOf, type WindowedAxis } from '../window';
import { elementwise, isShared } from './activations';
import { checkUnit, inputMaps, lastAxis, outputMaps, ownInput, reread, three } from './axes';
import { flatIndex, unitAtFlat } from './flatten';

/** Positions along one axis, from `start` to before `end`. */
export interface Range {
  start: number;
  end: number;
}

/** A range for every axis of a unit: [channels, rows, columns], or [units] of a vector. */
export type Box = readonly Range[];

/**
 * The part of its input that a unit reads, without any values. Where the layer pads it reaches beyond the input:
 * its start may be below 0, its end beyond the size.
 *
 * @returns null for a layer whose arithmetic is not known here.
 * @throws {RangeError} if there is no such unit.
 */
export function readsOf(row: Row, unit: Unit): Box | null {
  checkUnit(unit, outputMaps(row), row.layer.name);
  return boxBefore(
    row,
    unit.map((at) => ({ start: at, end: at + 1 })),
  );
}

/** The smallest box of a layer's input that holds all that a box of its output reads; see `readsOf`. */
export function boxBefore(row: Row, box: Box): Box | null {
  const before = ownBoxBefore(row, box);
  return before && reread(before, row.dataFormat, row.inputFormat);
}

/** The box that holds all units of a shape. */
export function wholeOf(shape: Shape): Box {
  return shape.map((size) => ({ start: 0, end: size }));
}

/** With the input's axes named as the layer itself names them. */
function ownBoxBefore(row: Row, box: Box): Box | null {
  const { layer } = row;
  const input = ownInput(row);
  switch (layer.type) {
    case 'conv2d':
    case 'maxPooling2d':
    case 'averagePooling2d': {
      const [channels, rows, columns] = three(box);
      const [inputChannels, height, width] = three(input);
      const [down, across] = windowsOf(layer, [height, width]);
      const read =
        layer.type === 'conv2d' ? groupsOf(channels, layer.filters, inputChannels, layer.groups) : channels;
      return [read, rangeRead(down, rows), rangeRead(across, columns)];
    }
    case 'localResponseNormalization': {
      const [channels, rows, columns] = three(box);
      const [count, height, width] = three(input);
      const { depthRadius: radius, groups = 1 } = layer;
      if (layer.window === 'map')
        return [channels, around(rows, radius, height), around(columns, radius, width)];
      const own = groupsOf(channels, count, count, groups);
      const { start, end } = around(channels, radius, count);
      return [{ start: Math.max(start, own.start), end: Math.min(end, own.end) }, rows, columns];
    }
    case 'zeroPadding2d': {
      const [channels, rows, columns] = three(box);
      const [[top], [left]] = layer.padding;
      return [channels, shifted(rows, -top), shifted(columns, -left)];
    }
    case 'flatten': {
      const [units] = box;
      if (!units || units.end - units.start !== 1) return wholeOf(input);
      return unitAtFlat(layer, input, units.start).map((at) => ({ start: at, end: at + 1 }));
    }
    case 'dense':
      return withWholeLastAxis(row, box);
    case 'activation':
      if (isShared(layer.activation)) return withWholeLastAxis(row, box);
      return elementwise(layer.activation) && box;
    case 'dropout':
    case 'concatenate':
      return box;
    case 'sliceChannels': {
      const [channels, rows, columns] = three(box);
      return [shifted(channels, layer.begin), rows, columns];
    }
    case 'other':
      return null;
  }
}

/**
 * A unit of this layer that reads that unit of its input: the one whose window has it nearest to the middle; of
 * several channels or units that read it alike, the one with the same number, or the last there is.
 *
 * @returns null if none does (leftover pixels, gaps between strides), or the layer's arithmetic is not known here.
 * @throws {RangeError} if there is no such unit of the input.
 */
export function readersOf(row: Row, inputUnit: Unit): Unit | null {
  checkUnit(inputUnit, inputMaps(row), `The input of ${row.layer.name}`);
  const { layer } = row;
  const input = ownInput(row);
  const unit = reread(inputUnit, row.inputFormat, row.dataFormat);
  switch (layer.type) {
    case 'conv2d':
    case 'maxPooling2d':
    case 'averagePooling2d': {
      const [channel, top, left] = three(unit);
      const [channels, height, width] = three(input);
      const [down, across] = windowsOf(layer, [height, width]);
      const rowOf = readerOf(down, top);
      const columnOf = readerOf(across, left);
      if (rowOf === null || columnOf === null) return null;
      if (layer.type !== 'conv2d') return [channel, rowOf, columnOf];
      const filters = layer.filters / layer.groups;
      const first = Math.floor(channel / (channels / layer.groups)) * filters;
      return [Math.min(Math.max(channel, first), first + filters - 1), rowOf, columnOf];
    }
    case 'zeroPadding2d': {
      const [channel, top, left] = three(unit);
      return [channel, top + layer.padding[0][0], left + layer.padding[1][0]];
    }
    case 'flatten':
      return [flatIndex(layer, input, unit)];
    case 'dense': {
      const last = lastAxis(unit.length, row.dataFormat);
      return unit.map((at, axis) => (axis === last ? Math.min(at, layer.units - 1) : at));
    }
    case 'activation':
      return elementwise(layer.activation) || isShared(layer.activation) ? unit : null;
    case 'localResponseNormalization':
    case 'dropout':
    case 'concatenate':
      return unit;
    case 'sliceChannels': {
      const [channel, top, left] = three(unit);
      const own = channel - layer.begin;
      return own >= 0 && own < layer.size ? [own, top, left] : null;
    }
    case 'other':
      return null;
  }
}

function withWholeLastAxis({ input, dataFormat }: Row, box: Box): Box {
  const last = lastAxis(box.length, dataFormat);
  return box.map((range, axis) => (axis === last ? { start: 0, end: input.at(-1) ?? 0 } : range));
}

/** The input channels that these filters see. */
function groupsOf(filters: Range, count: number, channels: number, groups: number): Range {
  const group = (filter: number) => Math.floor(filter / (count / groups));
  const size = channels / groups;
  return { start: group(filters.start) * size, end: (group(filters.end - 1) + 1) * size };
}

function rangeRead(axis: WindowedAxis, { start, end }: Range): Range {
  return { start: startOf(axis, start), end: startOf(axis, end - 1) + axis.window };
}

/** So much more at either end, as far as there is something. */
function around({ start, end }: Range, radius: number, size: number): Range {
  return { start: Math.max(0, start - radius), end: Math.min(size, end + radius) };
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
