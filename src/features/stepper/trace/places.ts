/** What stands at a place of a network, and which unit reads it. */
import { inputMaps, outputMaps } from '../../../model/trace/axes';
import { readersOf, readsOf } from '../../../model/trace/reads';
import type { Row } from '../../../model/rows';
import type { UnitPlace } from './trail';
import { faultOf, writeUnit } from './unit-text';

/** [channels, height, width] or [units] of a layer's output, or of the network's input at -1; null if there is no such layer. */
export function shapeAt(rows: readonly Row[], index: number): readonly number[] | null {
  const row = rows[Math.max(0, index)];
  if (!row) return null;
  return index < 0 ? inputMaps(row) : outputMaps(row);
}

/** Conv1 [3, 10, 20]; Pixel [0, 43, 81] of the network's input. */
export function writePlace(rows: readonly Row[], { index, unit }: UnitPlace): string {
  return `${nameAt(rows, index)} ${writeUnit(unit)}`;
}

export function nameAt(rows: readonly Row[], index: number): string {
  return rows[index]?.layer.name ?? 'Pixel';
}

/** Whether a unit is made from that one of the layer before it. */
export function readsPlace(rows: readonly Row[], reader: UnitPlace, read: UnitPlace): boolean {
  const row = rows[reader.index];
  const shape = shapeAt(rows, reader.index);
  if (!row || !shape || faultOf(reader.unit, shape) !== null || reader.index !== read.index + 1) return false;
  const box = readsOf(row, reader.unit);
  return (
    box !== null &&
    box.length === read.unit.length &&
    box.every(({ start, end }, axis) => {
      const position = read.unit[axis] ?? -1;
      return position >= start && position < end;
    })
  );
}

/** A unit of the next layer that reads this one; null if none does, or there is no next layer. */
export function readerAt(rows: readonly Row[], { index, unit }: UnitPlace): UnitPlace | null {
  const next = rows[index + 1];
  const reader = next && readersOf(next, unit);
  return reader ? { index: index + 1, unit: reader } : null;
}
