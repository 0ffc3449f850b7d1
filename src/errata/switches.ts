/** Switches over the cells: how they stand is read from the sources, and throwing one gives other sources. */
import type { NotebookCell } from '../model/networks';
import { positionOf, put } from './cell-edit';
import type { Departure, Switch, Toward } from './departure';
import { departures } from './departures';

/** The sources of the notebook's cells as they stand. */
export type Sources = Readonly<Partial<Record<NotebookCell, string>>>;

/** 'part': some of the places are changed and some are not. */
export type SwitchState = 'on' | 'off' | 'part' | 'gone';

export type Switchable = Departure & { readonly change: Switch };

export const switches: readonly Switchable[] = departures.filter(
  (departure): departure is Switchable => typeof departure.change !== 'string',
);

export function switchState(sources: Sources, own: Switchable): SwitchState {
  // What another one has changed in what this one writes is none of its business.
  const without = dependents(own).reduce((present, each) => thrown(present, each, 'off') ?? present, sources);
  const positions = own.change.edits.map((edit) => positionOf(without[edit.cell] ?? '', edit));
  if (positions.includes('gone')) {
    // Its place comes with the one that it needs.
    const isToCome = needed(own).some((each) => switchState(sources, each) === 'off');
    return isToCome && positions.every((position) => position === 'gone') ? 'off' : 'gone';
  }
  if (positions.every((position) => position === 'on')) return 'on';
  return positions.includes('on') ? 'part' : 'off';
}

/**
 * Throws a switch, and first those that have to stand otherwise for it: on, what it needs; off, what needs it.
 *
 * @returns the sources that differ, or in plain words why it cannot be thrown, with nothing changed
 */
export function throwSwitch(sources: Sources, own: Switchable, position: 'on' | 'off'): Sources | string {
  return throwAll(sources, [own], position);
}

/** The same for several, in the order of the list. */
export function throwAll(
  sources: Sources,
  wanted: readonly Switchable[],
  position: 'on' | 'off',
): Sources | string {
  const all = new Set(wanted.flatMap((own) => [own, ...(position === 'on' ? needed(own) : dependents(own))]));
  const inOrder = switches.filter((each) => all.has(each));
  let present: Sources = sources;
  for (const each of position === 'on' ? inOrder : inOrder.toReversed()) {
    if (switchState(present, each) === position) continue;
    const next = thrown(present, each, position);
    if (next === null) return whyGone(present, each);
    present = next;
  }
  const changed = Object.entries(present).filter(
    ([cell, source]) => source !== sources[cell as NotebookCell],
  );
  return Object.fromEntries(changed);
}

/**
 * The switches that are on in one of the networks there are names for; all others are off.
 *
 * @returns the sources that differ, or why it cannot be had
 */
export function throwToward(sources: Sources, network: 'notebook' | 'paper' | 'program'): Sources | string {
  const wanted: readonly Toward[] = { notebook: [], paper: ['paper'], program: ['paper', 'program'] }[
    network
  ] as readonly Toward[];
  const isOn = ({ change }: Switchable) => wanted.includes(change.toward);
  const off = throwAll(
    sources,
    switches.filter(
      (each) => !isOn(each) && switchState(sources, each) !== 'gone' && switchState(sources, each) !== 'off',
    ),
    'off',
  );
  if (typeof off === 'string') return off;
  const on = throwAll({ ...sources, ...off }, switches.filter(isOn), 'on');
  return typeof on === 'string' ? on : { ...off, ...on };
}

function needed(own: Switchable): readonly Switchable[] {
  return switches.filter(({ id }) => id === own.change.needs);
}

function dependents(own: Switchable): readonly Switchable[] {
  return switches.filter(({ change }) => change.needs === own.id);
}

function thrown(sources: Sources, { change }: Switchable, position: 'on' | 'off'): Sources | null {
  let present = sources;
  for (const edit of change.edits) {
    const source = put(present[edit.cell] ?? '', edit, position);
    if (source === null) return null;
    present = { ...present, [edit.cell]: source };
  }
  return present;
}

/** Why a switch cannot be thrown, and what to do. */
export function whyGone(sources: Sources, own: Switchable): string {
  const inWay = switches.find((other) => {
    if (other === own || !['on', 'part'].includes(switchState(sources, other))) return false;
    const without = thrown(sources, other, 'off');
    return without !== null && switchState(without, own) !== 'gone';
  });
  if (inWay) return `“${inWay.change.label}” has changed the same lines: switch it off first.`;
  const edit = own.change.edits.find((each) => positionOf(sources[each.cell] ?? '', each) === 'gone');
  const line = edit?.off.trim().split('\n')[0] ?? '';
  return `You have changed the lines that this would change. It looks for “${line}”. Undo your change there, or reset the cell.`;
}
