/** In which order a network's outputs are drawn, and which of them side by side. */
import type { Taken } from '../model/layer';
import type { Row } from '../model/rows';
import { depthsOf } from './depths';

/** An output in a rank: a layer's own, the network's input, or one that only passes by on its way to a layer further on. */
export interface Place {
  /** Whose output it is; null for the network's own input. */
  of: Taken;
  /** The layer that makes it here; null for the input, and for an output that passes by. */
  row: Row | null;
  passes: boolean;
  /** Whose outputs of the rank before it stands on. */
  from: readonly Taken[];
}

/** What stands side by side: one output of a chain, one for each branch where a network branches. */
export type Rank = readonly Place[];

/**
 * The network's outputs from its input on: each layer one rank behind the last of those that it takes. What is taken
 * further on passes through all ranks between, so that every join has a way of its own. Of a rank, each stands as far
 * to the left or right as what it is made from.
 */
export function ranksOf(rows: readonly Row[]): readonly Rank[] {
  const depth = depthsOf(rows);
  /** The last rank that has a reader of it. */
  const reach = new Map<Taken, number>();
  for (const { layer, takes } of rows) {
    const rank = depth.get(layer.name) ?? 0;
    for (const name of takes) reach.set(name, Math.max(reach.get(name) ?? 0, rank));
  }
  const count = 1 + Math.max(...depth.values());
  const ranks: Rank[] = [[{ of: null, row: null, passes: false, from: [] }]];
  for (let rank = 1; rank < count; rank++) {
    const before = ranks[rank - 1] ?? [];
    const made = rows
      .filter(({ layer }) => depth.get(layer.name) === rank)
      .map((row): Place => ({ of: row.layer.name, row, passes: false, from: row.takes }));
    const passing = before
      .filter(({ of }) => (reach.get(of) ?? 0) > rank)
      .map(({ of }): Place => ({ of, row: null, passes: true, from: [of] }));
    const middle = ({ from }: Place) =>
      from.reduce((sum, name) => sum + before.findIndex(({ of }) => of === name), 0) / from.length;
    ranks.push([...made, ...passing].sort((one, other) => middle(one) - middle(other)));
  }
  return ranks;
}

/** Whether a layer takes anything else than the one before it. */
export function isBranched(rows: readonly Row[]): boolean {
  return rows.some(
    ({ takes }, index) => takes.length > 1 || takes[0] !== (rows[index - 1]?.layer.name ?? null),
  );
}
