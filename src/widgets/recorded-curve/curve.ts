/** One training of chapter 11's narrow network, recorded: what its cell drew, batch by batch. */

export interface Recorded {
  /** Hash of the source of the cell that was run. */
  cell: string;
  /** After each update, of its batch. */
  loss: readonly number[];
  accuracy: readonly number[];
  /** On the pieces held back, after each epoch. */
  heldOut: readonly { step: number; loss: number; accuracy: number }[];
}

export interface Panel {
  label: string;
  /** Values that get a line, from the lowest. */
  ticks: readonly number[];
  high: number;
  height: number;
  line: readonly (readonly [step: number, value: number])[];
  rings: readonly (readonly [step: number, value: number])[];
}

/** The loss above the accuracy, as the live curve has them. */
export function panelsOf({ loss, accuracy, heldOut }: Recorded): readonly Panel[] {
  const numbered = (values: readonly number[]) => values.map((value, index) => [index + 1, value] as const);
  const highest = Math.max(...loss, ...heldOut.map((epoch) => epoch.loss));
  return [
    {
      label: 'loss',
      ticks: [0, 1, 2],
      high: Math.max(2.6, highest),
      height: 150,
      line: numbered(loss),
      rings: heldOut.map((epoch) => [epoch.step, epoch.loss]),
    },
    {
      label: 'accuracy',
      ticks: [0, 0.5, 1],
      high: 1,
      height: 120,
      line: numbered(accuracy),
      rings: heldOut.map((epoch) => [epoch.step, epoch.accuracy]),
    },
  ];
}

/** The first epoch after which more than half of the pieces held back are told apart; null if none is. */
export function halfWay({ heldOut }: Recorded): number | null {
  const index = heldOut.findIndex(({ accuracy }) => accuracy > 0.5);
  return index < 0 ? null : index + 1;
}
