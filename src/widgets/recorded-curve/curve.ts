/** Trainings of chapter 11's narrow network, recorded: what its cell drew, batch by batch, once for each seed. */

export interface Training {
  /** What the first weights and the dropout are drawn from. */
  seed: number;
  /** After each update, of its batch. */
  loss: readonly number[];
  accuracy: readonly number[];
  /** On the pieces held back, after each epoch. */
  heldOut: readonly { step: number; loss: number; accuracy: number }[];
}

export interface Recorded {
  /** Hash of the source of the cell that was run. */
  cell: string;
  /** The first has the course's seed. */
  runs: readonly Training[];
}

export interface Panel {
  label: string;
  /** Values that get a line, from the lowest. */
  ticks: readonly number[];
  high: number;
  height: number;
  /** Of the course's seed. */
  line: readonly (readonly [step: number, value: number])[];
  rings: readonly (readonly [step: number, value: number])[];
  /** From the lowest to the highest of all seeds: of the batches' loss, and of the held-out accuracy. */
  band: readonly (readonly [step: number, lowest: number, highest: number])[];
}

/** The loss above the accuracy, as the live curve has them. */
export function panelsOf({ runs }: Recorded): readonly Panel[] {
  const { loss, accuracy, heldOut } = courseRun(runs);
  const numbered = (values: readonly number[]) => values.map((value, index) => [index + 1, value] as const);
  const lossBand = loss.map((_, at) => [at + 1, ...reach(runs.map((run) => run.loss[at] ?? NaN))] as const);
  const highest = Math.max(...lossBand.map(([, , most]) => most), ...heldOut.map((epoch) => epoch.loss));
  return [
    {
      label: 'loss',
      ticks: [0, 1, 2],
      high: Math.max(2.6, highest),
      height: 150,
      line: numbered(loss),
      rings: heldOut.map((epoch) => [epoch.step, epoch.loss]),
      band: lossBand,
    },
    {
      label: 'accuracy',
      ticks: [0, 0.5, 1],
      high: 1,
      height: 120,
      line: numbered(accuracy),
      rings: heldOut.map((epoch) => [epoch.step, epoch.accuracy]),
      band: heldOut.map(({ step }, at) => [step, ...accuracyReach(runs, at)]),
    },
  ];
}

/** After each epoch, the lowest and the highest of all seeds. */
interface EpochReach {
  /** Means over the batches of the epoch, as Keras's progress line ends with. */
  loss: readonly [lowest: number, highest: number];
  accuracy: readonly [lowest: number, highest: number];
}

export function epochReaches({ runs }: Recorded): readonly EpochReach[] {
  const losses = runs.map(epochLosses);
  return courseRun(runs).heldOut.map((_, at) => ({
    loss: reach(losses.map((run) => run[at] ?? NaN)),
    accuracy: accuracyReach(runs, at),
  }));
}

/** The mean loss of the batches of each epoch. */
export function epochLosses({ loss, heldOut }: Training): readonly number[] {
  return heldOut.map(({ step }, at) => {
    const own = loss.slice(heldOut[at - 1]?.step ?? 0, step);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
}

/**
 * How far the loss of an epoch rose above the lowest of the epochs before it, at most; 0 if it never did. The first three do not
 * count: they lie within noise of each other.
 */
export function highestClimb(run: Training): number {
  const losses = epochLosses(run);
  return losses
    .slice(3)
    .reduce((most, loss, at) => Math.max(most, loss - Math.min(...losses.slice(0, at + 3))), 0);
}

/** The first epoch after which more than half of the pieces held back are told apart; null if none is. */
export function halfWay({ heldOut }: Training): number | null {
  const index = heldOut.findIndex(({ accuracy }) => accuracy > 0.5);
  return index < 0 ? null : index + 1;
}

function courseRun(runs: readonly Training[]): Training {
  const [first] = runs;
  if (!first) throw new Error('Nothing was recorded.');
  return first;
}

const reach = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;

const accuracyReach = (runs: readonly Training[], epoch: number) =>
  reach(runs.map(({ heldOut }) => heldOut[epoch]?.accuracy ?? NaN));
