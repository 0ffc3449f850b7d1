/** What each switch of the errata does to the network, compared row by row with the network without it. */
import type { ComparedNetworks } from '../errata/compare';
import { switches, throwSwitch, throwToward, type Sources, type Switchable } from '../errata/switches';
import { writeCount, writeLarge, writeShape } from '../drawing/writing/counts';
import { writeDifference } from '../drawing/writing/differences';
import { learnedClasses } from '../learned/classes';
import type { Network } from '../model/layer';
import { rows, type Row } from '../model/rows';
import { networkOfCells } from './cells-network';

export interface Totals {
  layers: number;
  parameters: number;
  multiplyAdds: number;
}

export interface Effect {
  before: Totals;
  after: Totals;
  /** Layers that are in both networks with other shapes, in order. */
  reshaped: readonly { layer: string; before: string; after: string }[];
}

export function totals(network: Network): Totals {
  const all = rows(network);
  const sum = (count: (row: Row) => number) => all.reduce((total, row) => total + count(row), 0);
  return {
    layers: all.length,
    parameters: sum((row) => row.parameters),
    multiplyAdds: sum((row) => row.multiplyAdds),
  };
}

export function effectOf(before: Network, after: Network): Effect {
  const shapes = (network: Network) =>
    new Map(rows(network).map((row) => [row.layer.name, writeShape(row.output, row.dataFormat)]));
  const now = shapes(after);
  const reshaped = [...shapes(before)].flatMap(([layer, shape]) => {
    const other = now.get(layer);
    return other === undefined || other === shape ? [] : [{ layer, before: shape, after: other }];
  });
  return { before: totals(before), after: totals(after), reshaped };
}

/** The notebook's sources with a switch on, and with what it needs. */
export function sourcesWith(published: Sources, own: Switchable | 'paper' | 'program'): Sources {
  const thrown = typeof own === 'string' ? throwToward(published, own) : throwSwitch(published, own, 'on');
  if (typeof thrown === 'string') throw new Error(thrown);
  return { ...published, ...thrown };
}

/** The effect of each switch alone, by its id. */
export function effects(published: Sources): ReadonlyMap<string, Effect> {
  const before = networkOfCells(published);
  return new Map(
    switches.map((own) => [own.id, effectOf(before, networkOfCells(sourcesWith(published, own)))]),
  );
}

/** What the page asks the learned weights about. */
export function networksToCompare(published: Sources): ComparedNetworks {
  // In the notebook's own branch, as the learned weights were trained: one more layer for other than 1000 classes.
  const trained = {
    ...published,
    softmax: (published.softmax ?? '').replace(
      'let nClasses = 1000;',
      `let nClasses = ${learnedClasses.length};`,
    ),
  };
  const off = networkOfCells(trained);
  const on = switches.flatMap((own) => {
    const network = networkOfCells(sourcesWith(trained, own));
    return isSame(network, off) ? [] : [[own.id, network] as const];
  });
  return { off, on: Object.fromEntries(on) };
}

function isSame(one: Network, other: Network): boolean {
  return JSON.stringify(one.layers) === JSON.stringify(other.layers);
}

/** The effect in words: what the summary would say otherwise. */
export function writeEffect({ before, after, reshaped }: Effect): string {
  const said: string[] = [];
  if (after.parameters !== before.parameters) {
    said.push(
      `${writeDifference(after.parameters - before.parameters, writeCount)} parameters: ${writeCount(before.parameters)} become ${writeCount(after.parameters)}.`,
    );
  }
  if (after.multiplyAdds !== before.multiplyAdds) {
    said.push(
      `${writeLarge(before.multiplyAdds)} multiply-adds for one photograph become ${writeLarge(after.multiplyAdds)}.`,
    );
  }
  const [first] = reshaped;
  if (first) {
    const others = reshaped.length - 1;
    said.push(
      `${first.layer} gives ${first.after} instead of ${first.before}${others > 0 ? `, and ${others} ${others === 1 ? 'other layer changes' : 'other layers change'} with it` : ''}.`,
    );
  }
  if (after.layers !== before.layers) said.push(`${after.layers} layers instead of ${before.layers}.`);
  if (said.length === 0) return 'Shapes, parameters and multiply-adds stay as they are.';
  return said.join(' ');
}
