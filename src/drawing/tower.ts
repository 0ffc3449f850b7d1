/** A network as a tower of volumes, one below the other, branches side by side: where each of them stands. */
import type { DataFormat, Shape, Taken } from '../model/layer';
import type { Row } from '../model/rows';
import { ranksOf, type Rank } from './ranks';
import { volume, zoomToFit, type Point, type Volume } from './volume';

/** One output, drawn. */
export interface Standing {
  /** Null for the network's own input. */
  row: Row | null;
  /** Its place among those that stand beside it, from 0, and how many they are. */
  position: number;
  beside: number;
  volume: Volume;
  /** The corner at the upper left. */
  x: number;
  y: number;
  /** The middle of its rank, which may be higher than it is itself. */
  middle: number;
}

/** A line along which an output reaches a layer that does not stand right below it, and alone. */
export interface Link {
  from: Taken;
  to: Taken;
  points: readonly Point[];
}

export interface Tower {
  zoom: number;
  standing: readonly Standing[];
  links: readonly Link[];
  height: number;
}

export interface TowerOptions {
  /** That the widest rank may take. */
  width: number;
  /** Smaller where a rank would be wider than there is room. */
  zoom: number;
  /** Between two that stand side by side. */
  aisle: number;
  /** Between one rank and the next. */
  gap: number;
  /** No rank is lower, of so many outputs. Defaults to 0. */
  least?: (outputs: number) => number;
}

interface Output {
  output: Shape;
  dataFormat: DataFormat;
}

/** @param input what the network takes */
export function towerOf(
  rows: readonly Row[],
  input: Output,
  { width, zoom: most, aisle, gap, least = () => 0 }: TowerOptions,
): Tower {
  const ranks = ranksOf(rows);
  const outputsOf = (rank: Rank) => rank.flatMap(({ passes, row }) => (passes ? [] : [row ?? input]));
  const zoom = Math.min(most, zoomToFit(ranks.map(outputsOf), width, aisle));
  const standing: Standing[] = [];
  const links: Link[] = [];
  /** The middle of the lower edge of what stands in the rank before, by whose output it is. */
  let above = new Map<Taken, Point>();
  let y = 0;
  for (const rank of ranks) {
    const drawn = rank.map(({ passes, row }) => {
      const { output, dataFormat } = row ?? input;
      return passes ? null : volume(output, dataFormat, zoom);
    });
    const wide = drawn.reduce((sum, each) => sum + (each?.width ?? 0), aisle * (rank.length - 1));
    const height = Math.max(least(outputsOf(rank).length), ...drawn.map((each) => each?.height ?? 0));
    const below = new Map<Taken, Point>();
    let x = (width - wide) / 2;
    for (const [index, { of, row, from }] of rank.entries()) {
      const each = drawn[index];
      const top = y + (height - (each?.height ?? height)) / 2;
      const centre = x + (each?.width ?? 0) / 2;
      const bottom: Point = [centre, top + (each?.height ?? height)];
      for (const source of from) {
        const start = above.get(source);
        if (!start || (rank.length === 1 && above.size === 1)) continue;
        links.push({ from: source, to: of, points: [start, [centre, top], ...(each ? [] : [bottom])] });
      }
      if (each) {
        standing.push({
          row,
          position: index,
          beside: rank.length,
          volume: each,
          x,
          y: top,
          middle: y + height / 2,
        });
      }
      below.set(of, bottom);
      x += (each?.width ?? 0) + aisle;
    }
    above = below;
    y += height + gap;
  }
  return { zoom, standing, links, height: y - gap };
}
