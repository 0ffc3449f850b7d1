/** A network as volumes side by side from left to right, branches one above the other: where each of them stands. */
import type { DataFormat, Shape } from '../model/layer';
import type { Row } from '../model/rows';
import { ranksOf } from './ranks';
import { upright, volume, type Volume } from './volume';

/** One output, drawn. */
export interface Lined {
  /** Null for the network's own input. */
  row: Row | null;
  volume: Volume;
  /** The corner at the upper left. */
  x: number;
  y: number;
}

export interface Line {
  outputs: readonly Lined[];
  width: number;
  height: number;
}

interface LineOptions {
  zoom: number;
  /** Between one volume and the next, whatever the zoom. */
  gap: number;
}

/** @param input what the network takes; null leaves it out */
export function lineOf(
  rows: readonly Row[],
  input: { output: Shape; dataFormat: DataFormat } | null,
  { zoom, gap }: LineOptions,
): Line {
  const columns = ranksOf(rows)
    .map((rank) =>
      rank.flatMap(({ row, passes }) => {
        const drawn = passes ? null : (row ?? input);
        return drawn ? [{ row, volume: upright(volume(drawn.output, drawn.dataFormat, zoom)) }] : [];
      }),
    )
    .filter((column) => column.length > 0);
  const tall = columns.map((column) =>
    column.reduce((sum, each) => sum + each.volume.height, gap * (column.length - 1)),
  );
  const height = Math.max(0, ...tall);
  let x = 0;
  const outputs = columns.flatMap((column, index) => {
    let y = (height - (tall[index] ?? 0)) / 2;
    const placed = column.map((each): Lined => {
      const at = { ...each, x, y };
      y += each.volume.height + gap;
      return at;
    });
    x += Math.max(...column.map((each) => each.volume.width)) + gap;
    return placed;
  });
  return { outputs, width: Math.max(0, x - gap), height };
}
