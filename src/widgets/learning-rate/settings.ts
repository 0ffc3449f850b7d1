/** What sets the rate: the notebook's settings, or those of the reader's compiled network. */
import type { Training } from '../../notebook/exported-model';

export interface Settings {
  rate: number;
  /** Keras's decay: the rate at update t is rate / (1 + decay * t). */
  decay: number;
  momentum: number;
}

/** The notebook's settings (cell 167). */
export const published: Settings = { rate: 0.01, decay: 0.0005, momentum: 0.9 };

export function isSame(one: Settings, other: Settings): boolean {
  return one.rate === other.rate && one.decay === other.decay && one.momentum === other.momentum;
}

/** Null for a network that is not compiled, or whose rate Keras's rule does not tell or a logarithm cannot show. */
export function settingsOf(training: Training | null): Settings | null {
  if (training?.optimizer.kind !== 'sgd') return null;
  const { learningRate, decay, momentum } = training.optimizer;
  return learningRate > 0 ? { rate: learningRate, decay, momentum } : null;
}

/** The widget's own step, or a tenth, a hundredth ... of it, until the value stands on one: else its field would be invalid. */
export function stepFor(value: number, step: number): number {
  const steps = value / step;
  const stands = Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, steps);
  return stands || step < 1e-12 ? step : stepFor(value, Number((step / 10).toPrecision(1)));
}
