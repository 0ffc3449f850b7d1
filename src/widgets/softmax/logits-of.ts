import type { Row } from '../../model/rows';

export interface Logits {
  /** The layer whose output the logits are. */
  row: Row;
  /** Whether a ReLU stands between them and the softmax. */
  relu: boolean;
  /** Share of them that dropout erases in training; null without dropout. */
  rate: number | null;
}

/** What goes into the last softmax, if nothing but ReLU and one dropout stand between. */
export function logitsOf(rows: readonly Row[]): Logits | null {
  const last = rows.findLastIndex(
    ({ layer }) => layer.type === 'activation' && layer.activation === 'softmax',
  );
  let relu = false;
  let rate: number | null = null;
  for (const row of rows.slice(0, Math.max(0, last)).reverse()) {
    const { layer } = row;
    // Dropout before a ReLU does the same as after it: neither changes a sign.
    if (layer.type === 'activation' && layer.activation === 'relu') relu = true;
    else if (layer.type === 'dropout' && rate === null) rate = layer.rate;
    else return layer.type === 'dense' && layer.activation === 'linear' ? { row, relu, rate } : null;
  }
  return null;
}
