/** What differs between two networks, layer by layer, in words and numbers. */
import { changedRows, type ChangedRow } from '../../../model/changed-rows';
import type { Layer, Network } from '../../../model/layer';
import { rows, type Row } from '../../../model/rows';
import { changedSettings } from '../../../drawing/writing/changed-settings';
import { writeCount, writeLarge, writeShape } from '../../../drawing/writing/counts';
import { writeDifference } from '../../../drawing/writing/differences';

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
    settings: before && after ? writeSettings(before.layer, after.layer) : [],
    parameters: counted(before, after, ({ parameters }) => parameters, writeCount),
    multiplyAdds: counted(before, after, ({ multiplyAdds }) => multiplyAdds, writeLarge),
  };
}

function writeSettings(before: Layer, after: Layer): readonly string[] {
  return changedSettings(before, after).map(
    ({ option, before: was, after: is }) => `${option === null ? '' : `${option} `}${was} → ${is}`,
  );
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
