/** Where the entries of a run stand on an axis of epochs. */
import type { TrainingRun } from '../../model/authors-log';

export const lastEpoch = 140;
export const drawing = { width: 640, left: 8, right: 12, rowHeight: 74 } as const;

/** A stretch of one learning rate. */
export interface Stretch {
  from: number;
  to: number;
  rate: number;
}

export function stretchesOf({ rates, last }: TrainingRun): readonly Stretch[] {
  return rates.map(({ epoch, rate }, index) => ({ from: epoch, to: rates[index + 1]?.epoch ?? last, rate }));
}

export function at(epoch: number): number {
  return drawing.left + (epoch / lastEpoch) * (drawing.width - drawing.left - drawing.right);
}

/** How strongly a rate is inked: 1 for the first, a quarter less for each division by ten. */
export function strengthOf(rate: number): number {
  return 1 + 0.25 * Math.round(Math.log10(rate / 0.01));
}

/** Everything that was noted, in order: changes of the rate among them. */
export function entriesOf(run: TrainingRun): readonly { epoch: number; text: string }[] {
  const begins = run.rates[0]?.epoch ?? 0;
  const changes = run.rates.map(({ epoch, rate }) => ({
    epoch,
    text: epoch === begins ? `begins with a rate of ${rate}` : `rate to ${rate}`,
  }));
  const end = run.ended ? [{ epoch: run.last, text: 'stopped' }] : [];
  return [...changes, ...run.notes, ...end].sort((one, other) => one.epoch - other.epoch);
}
