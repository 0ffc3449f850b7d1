/** What stands at a place of a network, and which units read it. */
import { inputMaps, outputMaps } from '../../../model/trace/axes';
import { readersOf, readsOf } from '../../../model/trace/reads';
import type { Unit } from '../../../model/feature-maps';
import type { Taken } from '../../../model/layer';
import type { Row } from '../../../model/rows';
import { placesOf, sourceOf } from '../../../model/trace/source-of';
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

/** Whether a unit is made from that one, of a layer that its own takes. */
export function readsPlace(rows: readonly Row[], reader: UnitPlace, read: UnitPlace): boolean {
  const row = rows[reader.index];
  const shape = shapeAt(rows, reader.index);
  const from = takenAt(rows, read.index);
  if (!row || !shape || !row.takes.includes(from) || faultOf(reader.unit, shape) !== null) return false;
  const box = readsOf(row, reader.unit);
  return (
    box !== null &&
    box.length === read.unit.length &&
    placesOf(row, from, read.unit).some((unit) =>
      box.every(({ start, end }, axis) => {
        const position = unit[axis] ?? -1;
        return position >= start && position < end;
      }),
    )
  );
}

/** The place that a unit of a layer's input has in the network. */
export function sourceAt(rows: readonly Row[], index: number, unit: Unit): UnitPlace {
  const row = rows[index];
  if (!row) throw new RangeError(`There is no row ${index}: the network has ${rows.length}`);
  const source = sourceOf(row, unit);
  return { index: rows.findIndex(({ layer }) => layer.name === source.layer), unit: source.unit };
}

/** The layers that take what this one gives, or the network's input at -1. */
export function takersOf(rows: readonly Row[], index: number): readonly Row[] {
  return rows.filter(({ takes }) => takes.includes(takenAt(rows, index)));
}

/** Units that read this one, one of each layer that has some. */
export function readersAt(rows: readonly Row[], { index, unit }: UnitPlace): readonly UnitPlace[] {
  const from = takenAt(rows, index);
  return takersOf(rows, index).flatMap((row) => {
    const [place] = placesOf(row, from, unit);
    const reader = place && readersOf(row, place);
    return reader ? [{ index: rows.indexOf(row), unit: reader }] : [];
  });
}

/** What those who take this place's output call it. */
function takenAt(rows: readonly Row[], index: number): Taken {
  return rows[index]?.layer.name ?? null;
}
