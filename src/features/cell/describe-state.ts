import { writeDuration } from '../../drawing/writing/measures';
import type { CellState } from '../../notebook/cell';
import type { CellView } from '../../notebook/cell-view';
import type { Output } from '../../notebook/output';

const shapes: Readonly<Record<CellState, string | null>> = {
  published: null,
  edited: '✎',
  queued: '◌',
  running: '◐',
  done: '✓',
  error: '✕',
  stopped: '■',
  stale: '↻',
};

/** The shape that stands for a state beside its words; null for the quiet state. */
export function shapeOf(state: CellState): string | null {
  return shapes[state];
}

/**
 * A cell's state in words; empty where there is nothing to say.
 *
 * @param slow marked by the author as taking long
 * @param own the reader's own: nothing was published that it could differ from
 * @param judged an exercise's check has said what it thinks of it
 */
export function describeState(
  {
    state,
    edited,
    source,
    staleBecause,
    milliseconds,
  }: Pick<CellView, 'state' | 'edited' | 'source' | 'staleBecause' | 'milliseconds'>,
  { slow, own, judged = false }: { slow: boolean; own: boolean; judged?: boolean },
): string {
  const mark = edited && !own ? ', edited' : '';
  const took = milliseconds === null ? '' : ` in ${writeDuration(milliseconds)}`;
  switch (state) {
    case 'published':
      return slow ? 'Takes about a minute: it runs only when you ask for it.' : '';
    case 'edited':
      if (own) return source.trim() === '' ? 'empty' : 'not run yet';
      return 'edited, not run yet';
    case 'queued':
      return 'waiting for its turn';
    case 'running':
      return 'running';
    case 'done':
      return `${judged ? 'ran' : 'done'}${took}${mark}`;
    case 'error':
      return `ended in an error${took}${mark}`;
    case 'stopped':
      return `stopped before it ended${mark}`;
    case 'stale':
      return `stale${mark}. ${staleBecause ?? ''}`.trim();
  }
}

/** Where a training stands, from what it has printed so far: epoch 2 of 5, update 40; null if nothing trains. */
export function describeTraining(outputs: readonly Output[] | null): string | null {
  const progress = outputs?.findLast((output) => output.kind === 'progress');
  if (progress === undefined) return null;
  const epoch = [...progress.text.matchAll(/^Epoch (\d+)\/(\d+)$/gm)].at(-1);
  const step = progress.points.at(-1)?.step;
  const parts = [
    epoch && `epoch ${epoch[1]} of ${epoch[2]}`,
    step === undefined ? undefined : `update ${step}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(', ');
}
