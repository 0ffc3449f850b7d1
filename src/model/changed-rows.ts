/** What differs between two networks, row by row: the published one and an edited one, or one before a run and after it. */
import type { Row } from './rows';

/** What can differ in a row. A layer's settings are all that it was made with, but its name. */
export type ChangedPart = 'settings' | 'takes' | 'output' | 'parameters' | 'multiplyAdds';

/** Rows of one name in two networks. */
export interface RowPair {
  name: string;
  /** Null for a layer that has come. */
  before: Row | null;
  /** Null for a layer that has gone. */
  after: Row | null;
}

export interface ChangedRow extends RowPair {
  /** All of them for a layer that has come or gone. */
  parts: readonly ChangedPart[];
}

const PARTS: readonly ChangedPart[] = ['settings', 'takes', 'output', 'parameters', 'multiplyAdds'];

/** The layers of both networks, paired by their names: in the order of `after`, each that has gone where it stood. */
export function pairedRows(before: readonly Row[], after: readonly Row[]): RowPair[] {
  const present = new Set(after.map(({ layer }) => layer.name));
  const earlier = new Map(before.map((row) => [row.layer.name, row]));
  /** Of those that have gone: behind which that is still there, '' for the beginning. */
  const gone = new Map<string, RowPair[]>();
  let last = '';
  for (const row of before) {
    const { name } = row.layer;
    if (present.has(name)) last = name;
    else gone.set(last, [...(gone.get(last) ?? []), { name, before: row, after: null }]);
  }
  return [
    ...(gone.get('') ?? []),
    ...after.flatMap((row) => {
      const { name } = row.layer;
      return [{ name, before: earlier.get(name) ?? null, after: row }, ...(gone.get(name) ?? [])];
    }),
  ];
}

/** @returns those pairs whose layers differ */
export function changedRows(before: readonly Row[], after: readonly Row[]): ChangedRow[] {
  return pairedRows(before, after).flatMap((pair) => {
    const { before: was, after: is } = pair;
    const parts = was && is ? PARTS.filter((part) => !same(valueOf(was, part), valueOf(is, part))) : PARTS;
    return parts.length > 0 ? [{ ...pair, parts }] : [];
  });
}

function valueOf(row: Row, part: ChangedPart): unknown {
  return part === 'settings' ? row.layer : row[part];
}

/** Layers are plain data, made in one place with their keys in one order. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
