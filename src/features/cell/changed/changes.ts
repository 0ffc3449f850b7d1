/** What differs between two networks, layer by layer, in words and numbers. */
import { changedRows, type ChangedRow } from '../../../model/changed-rows';
import { kerasClassName } from '../../../model/keras-names';
import type { Layer, Network } from '../../../model/layer';
import { rows, type Row } from '../../../model/rows';
import { writeCount, writeLarge, writeShape } from '../../../drawing/writing/counts';

/** A number or a text before and after: the same twice if it has not changed, null where there is no layer. */
export interface Change {
  before: string | null;
  after: string | null;
  /** The difference of two numbers, signed; empty if there is none. */
  difference: string;
}

export interface ChangedLayer {
  name: string;
  output: Change;
  /** Each option that is another: strides 4 → 2. */
  settings: readonly string[];
  parameters: Change;
  multiplyAdds: Change;
}

/** @param isOwn whether a layer is to be spoken of, by its name */
export function changesBetween(
  before: Network,
  after: Network,
  isOwn: (layer: string) => boolean = () => true,
): readonly ChangedLayer[] {
  return changedRows(rows(before), rows(after))
    .filter(({ name }) => isOwn(name))
    .map(inWords);
}

function inWords({ name, before, after }: ChangedRow): ChangedLayer {
  return {
    name,
    output: change(before, after, (row) => writeShape(row.output, row.dataFormat)),
    settings: before && after ? settingsChanged(before.layer, after.layer) : [],
    parameters: counted(before, after, ({ parameters }) => parameters, writeCount),
    multiplyAdds: counted(before, after, ({ multiplyAdds }) => multiplyAdds, writeLarge),
  };
}

function change(before: Row | null, after: Row | null, write: (row: Row) => string): Change {
  return { before: before && write(before), after: after && write(after), difference: '' };
}

function counted(
  before: Row | null,
  after: Row | null,
  count: (row: Row) => number,
  write: (count: number) => string,
): Change {
  const difference = (after ? count(after) : 0) - (before ? count(before) : 0);
  return {
    ...change(before, after, (row) => write(count(row))),
    difference: writeDifference(difference, write),
  };
}

/** +29,120 or −29,120; empty for none. */
export function writeDifference(difference: number, write: (count: number) => string): string {
  if (difference === 0) return '';
  return `${difference > 0 ? '+' : '−'}${write(Math.abs(difference))}`;
}

/** Options by the names that cells give them, where the model has another. */
const OPTIONS: Readonly<Record<string, string>> = { bias: 'k', depthRadius: 'n' };

function settingsChanged(before: Layer, after: Layer): readonly string[] {
  if (before.type !== after.type) return [`${kerasClassName(before)} → ${kerasClassName(after)}`];
  const [was, is] = [new Map<string, unknown>(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [from, to] = [was, is].map((options) => writeOption(key, options.get(key)));
    return from === to ? [] : [`${OPTIONS[key] ?? key} ${from} → ${to}`];
  });
}

function writeOption(key: string, value: unknown): string {
  if (key === 'depthRadius' && typeof value === 'number') return String(2 * value + 1);
  if (Array.isArray(value)) {
    const parts = value.map((part) => writeOption('', part));
    return new Set(parts).size === 1 ? (parts[0] ?? '') : parts.join(' × ');
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : 'not set';
}

/** Sums over a whole network. */
export interface Totals {
  parameters: number;
  multiplyAdds: number;
}

export function totalsOf(network: Network): Totals {
  return rows(network).reduce(
    (sum, row) => ({
      parameters: sum.parameters + row.parameters,
      multiplyAdds: sum.multiplyAdds + row.multiplyAdds,
    }),
    { parameters: 0, multiplyAdds: 0 },
  );
}
