/**
 * What the authors noted at the foot of their parameter files: layer-params-145.cfg and layer-params-145-2010.cfg, in
 * their released source. Retold, not quoted.
 */

export interface Division {
  epoch: number;
  /** The learning rate of the weights from this epoch on. */
  rate: number;
}

export interface Note {
  epoch: number;
  text: string;
}

export interface TrainingRun {
  id: '2012' | 'raised' | '2010' | 'full';
  title: string;
  file: string;
  /** The rate when it begins, and where it changes, in rising order. */
  rates: readonly Division[];
  /** What else was noted. */
  notes: readonly Note[];
  /** The epoch of the last entry. */
  last: number;
  /** Whether the run was stopped there. */
  ended: boolean;
  /** Shares of photographs whose class is not the first guess, and not among five; null where none were noted. */
  errors: { of: string; top1: number; top5: number } | null;
}

const first = 0.01;

export const authorsLog: readonly TrainingRun[] = [
  {
    id: '2012',
    title: '2012',
    file: 'layer-params-145.cfg',
    rates: [
      { epoch: 0, rate: first },
      { epoch: 25, rate: 0.001 },
      { epoch: 51, rate: 0.0001 },
      { epoch: 79, rate: 0.00001 },
    ],
    notes: [
      { epoch: 36, text: 'paused for an experiment with localisation' },
      { epoch: 58, text: 'paused for an experiment with 20,000 classes' },
      { epoch: 67, text: 'conv1’s rate to 0.00001; colours no longer changed' },
      { epoch: 72, text: 'conv1 frozen' },
    ],
    last: 91,
    ended: true,
    errors: { of: 'validation', top1: 0.40664, top5: 0.1821 },
  },
  {
    id: 'raised',
    // The file does not say where it begins; its epochs are counted on.
    title: '2012, the rate raised again',
    file: 'layer-params-145.cfg',
    rates: [
      { epoch: 91, rate: 0.001 },
      { epoch: 107, rate: 0.0001 },
      { epoch: 124, rate: 0.00001 },
    ],
    notes: [
      { epoch: 91, text: 'goes on with conv1 frozen; colours changed again' },
      { epoch: 124, text: 'colours no longer changed' },
    ],
    last: 135,
    ended: true,
    errors: { of: 'several crops each', top1: 0.4025, top5: 0.17994 },
  },
  {
    id: '2010',
    title: '2010',
    file: 'layer-params-145-2010.cfg',
    rates: [
      { epoch: 0, rate: first },
      { epoch: 23, rate: 0.001 },
      { epoch: 51, rate: 0.0001 },
      { epoch: 78, rate: 0.00001 },
    ],
    notes: [
      { epoch: 68, text: 'conv1’s rate to 0.00001; colours no longer changed' },
      { epoch: 72, text: 'conv1 frozen' },
    ],
    last: 93,
    ended: true,
    errors: { of: 'test', top1: 0.374727, top5: 0.169987 },
  },
  {
    id: 'full',
    title: '2012, another run, called full',
    file: 'layer-params-145.cfg',
    rates: [
      { epoch: 0, rate: first },
      { epoch: 19, rate: 0.001 },
      { epoch: 47, rate: 0.0001 },
    ],
    notes: [{ epoch: 61, text: 'moved to another machine; no further entry' }],
    last: 61,
    ended: false,
    errors: null,
  },
];

/** The epochs at which the rate of a run was divided by ten. */
export function divisionsOf(id: TrainingRun['id']): readonly number[] {
  return (
    authorsLog
      .find((run) => run.id === id)
      ?.rates.slice(1)
      .map(({ epoch }) => epoch) ?? []
  );
}
