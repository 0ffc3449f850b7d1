import type { Row } from '../../model/rows';

export interface DroppedLayer {
  /** The layer whose output is dropped. */
  row: Row;
  /** Name of the dropout layer behind it. */
  dropout: string;
  rate: number;
}

/** The first dropout that stands behind a vector. */
export function droppedLayer(rows: readonly Row[]): DroppedLayer | null {
  for (const { layer, takes, input } of rows) {
    const before = rows.find((row) => row.layer.name === takes[0]);
    if (layer.type === 'dropout' && before && input.length === 1) {
      return { row: before, dropout: layer.name, rate: layer.rate };
    }
  }
  return null;
}
