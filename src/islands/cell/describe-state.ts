import type { CellState } from '../../notebook/cell';
import type { CellView } from '../../notebook/cell-view';

const shapes: Readonly<Record<CellState, string | null>> = {
  published: null,
  edited: '✎',
  queued: '◌',
  running: '◐',
  done: '✓',
  error: '✕',
  stale: '↻',
};

/** The shape that stands for a state beside its words; null for the quiet state. */
export function shapeOf(state: CellState): string | null {
  return shapes[state];
}

/** A cell's state in words; empty where there is nothing to say. */
export function describeState(
  {
    state,
    edited,
    staleBecause,
    milliseconds,
  }: Pick<CellView, 'state' | 'edited' | 'staleBecause' | 'milliseconds'>,
  slow: boolean,
): string {
  const mark = edited ? ', edited' : '';
  const took = milliseconds === null ? '' : ` in ${writeDuration(milliseconds)}`;
  switch (state) {
    case 'published':
      return slow ? 'Takes about a minute: it runs only when you ask for it.' : '';
    case 'edited':
      return 'edited, not run yet';
    case 'queued':
      return 'waiting for its turn';
    case 'running':
      return 'running';
    case 'done':
      return `done${took}${mark}`;
    case 'error':
      return `ended in an error${took}${mark}`;
    case 'stale':
      return `stale${mark}. ${staleBecause ?? ''}`.trim();
  }
}

/** 12 ms, 4.2 s, 1 min 5 s */
export function writeDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
