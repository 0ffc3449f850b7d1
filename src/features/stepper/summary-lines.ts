import { COLUMN_ENDS, kerasSummary } from '../../model/keras-summary';
import type { Network } from '../../model/layer';

/** A line of the printed summary in its three columns, spaces and all. */
export type SummaryFields = readonly [string, string, string];

/** The printed summary, so that a grid can be made of it: its lines together are what Keras prints. */
export interface SummaryLines {
  /** The rule above the header. */
  opening: string;
  header: SummaryFields;
  /** The rule beneath the header. */
  headerRule: string;
  /** One a layer, each with the rule beneath it. */
  layers: readonly { fields: SummaryFields; rule: string }[];
  /** The totals, and the rule beneath them. */
  closing: readonly string[];
}

/** @throws {ShapeError} if the network is empty, or its layers do not fit each other */
export function summaryLines(network: Network): SummaryLines {
  const [opening = '', header = '', headerRule = '', ...rest] = kerasSummary(network).split('\n');
  const bodyEnd = 2 * network.layers.length;
  const body = rest.slice(0, bodyEnd);
  return {
    opening,
    header: fieldsOf(header),
    headerRule,
    layers: network.layers.map((_, index) => ({
      fields: fieldsOf(body[2 * index] ?? ''),
      rule: body[2 * index + 1] ?? '',
    })),
    closing: rest.slice(bodyEnd),
  };
}

function fieldsOf(line: string): SummaryFields {
  const [first, second] = COLUMN_ENDS;
  return [line.slice(0, first), line.slice(first, second), line.slice(second)];
}
