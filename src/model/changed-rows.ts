/** What differs between two networks, row by row: the published one and an edited one, or one before a run and after it. */
import type { Row } from './rows';

/** What can differ in a row. A layer's settings are all that it was made with, but its name. */
export type ChangedPart = 'settings' | 'takes' | 'output' | 'parameters' | 'multiplyAdds';

export interface ChangedRow {
  name: string;
  /** Null for a layer that has come. */
  before: Row | null;
  /** Null for a layer that has gone. */
  after: Row | null;
  /** All of them for a layer that has come or gone. */
  parts: readonly ChangedPart[];
}

const PARTS: readonly ChangedPart[] = ['settings', 'takes', 'output', 'parameters', 'multiplyAdds'];

/** @returns one for each layer that differs, paired by their names: in the order of `after`, each that has gone where it stood */
export function changedRows(before: readonly Row[], after: readonly Row[]): ChangedRow[] {
  const present = new Map(after.map((row) => [row.layer.name, row]));
  const earlier = new Map(before.map((row) => [row.layer.name, row]));
  /** Of those that have gone: behind which that is still there, '' for the beginning. */
  const gone = new Map<string, Row[]>();
  let last = '';
  for (const row of before) {
    if (present.has(row.layer.name)) last = row.layer.name;
    else gone.set(last, [...(gone.get(last) ?? []), row]);
  }
  const goneAfter = (name: string) =>
    (gone.get(name) ?? []).map((row): ChangedRow => ({
      name: row.layer.name,
      before: row,
      after: null,
      parts: PARTS,
    }));
  return [
    ...goneAfter(''),
    ...after.flatMap((row): ChangedRow[] => {
      const { name } = row.layer;
      const was = earlier.get(name) ?? null;
      const parts = was ? PARTS.filter((part) => !same(valueOf(was, part), valueOf(row, part))) : PARTS;
      const changed = parts.length > 0 ? [{ name, before: was, after: row, parts }] : [];
      return [...changed, ...goneAfter(name)];
    }),
  ];
}

function valueOf(row: Row, part: ChangedPart): unknown {
  return part === 'settings' ? row.layer : row[part];
}

/** Layers are plain data, made in one place with their keys in one order. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
