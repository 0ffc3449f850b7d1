/** Which network is on show, and what of the reader's is not in it, in words. */
import type { MissingCell, Standing } from '../notebook/network-standing';

/** Whose network it is; empty where nothing needs to be said: it is as published, or what the last run built, and nothing is missing. */
export function describeStanding(standing: Standing, missing: readonly MissingCell[]): string {
  if (standing === 'kept') return 'You built this earlier. Numbers and pictures need a run.';
  if (standing === 'typed') return 'This is your network as you typed it.';
  if (missing.length === 0) return '';
  return standing === 'published'
    ? 'This is the published network.'
    : 'This is your network as far as it has run.';
}

/** The same in a word or two, for a line of figures. */
export function standingInBrief(standing: Standing, missing: readonly MissingCell[]): string {
  if (standing === 'kept') return 'built earlier';
  if (standing === 'typed') return 'as typed, not run';
  if (missing.length === 0) return '';
  return standing === 'published' ? 'published; yours has not run' : 'as far as it has run';
}

const reasons: Readonly<Record<MissingCell['because'], readonly [one: string, several: string]>> = {
  never: ['is changed and has not run', 'are changed and have not run'],
  error: ['ended in an error', 'ended in errors'],
  stopped: ['was stopped', 'were stopped'],
  stale: ['has to run again', 'have to run again'],
};

/** The cells with one fate together, in the order in which they stand, and what it is. */
export function fatesOf(
  missing: readonly MissingCell[],
): readonly { cells: readonly MissingCell[]; fate: string }[] {
  return [...new Set(missing.map(({ because }) => because))].map((because) => {
    const cells = missing.filter((cell) => cell.because === because);
    return { cells, fate: reasons[because][cells.length === 1 ? 0 : 1] };
  });
}
