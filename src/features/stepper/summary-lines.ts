import { COLUMN_ENDS, kerasSummary } from '../../model/keras-summary';
import type { Network } from '../../model/layer';
import { taken } from '../../model/network-shapes';

/** A line of the printed summary in its columns, spaces and all: three, or four where a network branches. */
export type SummaryFields = readonly string[];

/** What is printed of one layer: a line, one more for each further layer that it takes, and the rule beneath. */
export interface PrintedLayer {
  lines: readonly SummaryFields[];
  rule: string;
}

/** The printed summary, so that a grid can be made of it: its lines together are what Keras prints. */
export interface SummaryLines {
  /** The line of underscores above the header. */
  opening: string;
  header: SummaryFields;
  /** The line of equals signs beneath the header. */
  headerRule: string;
  /** The network's input, which Keras prints where a network branches; else null. */
  input: PrintedLayer | null;
  layers: readonly PrintedLayer[];
  /** The totals, and the rule beneath them. */
  closing: readonly string[];
}

/** @throws {ShapeError} if the network is empty, or its layers do not fit each other */
export function summaryLines(network: Network): SummaryLines {
  const ends = network.takes ? COLUMN_ENDS.connected : COLUMN_ENDS.plain;
  const fieldsOf = (line: string) => ends.map((end, column) => line.slice(ends[column - 1] ?? 0, end));
  const [opening = '', header = '', headerRule = '', ...rest] = kerasSummary(network).split('\n');
  const printed = (lines: number): PrintedLayer => ({
    lines: rest.splice(0, lines).map(fieldsOf),
    rule: rest.shift() ?? '',
  });
  const input = network.takes ? printed(1) : null;
  const layers = taken(network).map((takes) => printed(Math.max(1, takes.length)));
  return { opening, header: fieldsOf(header), headerRule, input, layers, closing: rest };
}
