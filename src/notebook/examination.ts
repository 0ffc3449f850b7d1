/** What a network answers to pictures whose classes are known. */
export interface ExaminationOutput {
  kind: 'examination';
  /** Of the classes. */
  names: readonly string[];
  pictures: readonly ExaminedPicture[];
  thumbnails: Thumbnails;
  /** Null if the network has no convolution first, or was not trained. */
  kernels: KernelPair | null;
}

export interface ExaminedPicture {
  /** Its class, from 0. */
  label: number;
  /** The five best at most, best first. */
  answers: readonly { label: number; probability: number }[];
  /** Minus the logarithm of the probability of its class. */
  loss: number;
}

/** The pictures one after another, each RGBA, row by row. */
export interface Thumbnails {
  height: number;
  width: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Kernels of the first convolution, as TensorFlow.js keeps them. */
export interface KernelPair {
  layer: string;
  /** [height, width, channels, kernels]; 1 or 3 channels. */
  shape: readonly [number, number, number, number];
  /** Before the first training. */
  before: Float32Array<ArrayBuffer>;
  after: Float32Array<ArrayBuffer>;
}

/** How often pictures of one class were answered with another, and how the classes fared. */
export interface Tally {
  /** [class][first answer]: indices of the pictures. */
  confusion: readonly (readonly (readonly number[])[])[];
  classes: readonly ClassTally[];
  right: number;
  /** Pictures whose class is among the five best answers. */
  amongFive: number;
  loss: number;
}

export interface ClassTally {
  pictures: number;
  right: number;
  /** The mean; NaN without pictures. */
  loss: number;
}

export function tallyOf({ names, pictures }: Pick<ExaminationOutput, 'names' | 'pictures'>): Tally {
  const confusion = names.map(() => names.map((): number[] => []));
  const losses = names.map(() => 0);
  let amongFive = 0;
  for (const [index, { label, answers, loss }] of pictures.entries()) {
    const first = answers[0]?.label ?? label;
    confusion[label]?.[first]?.push(index);
    losses[label] = (losses[label] ?? 0) + loss;
    if (answers.some((answer) => answer.label === label)) amongFive++;
  }
  const classes = confusion.map((row, label): ClassTally => {
    const count = row.reduce((sum, cell) => sum + cell.length, 0);
    return { pictures: count, right: row[label]?.length ?? 0, loss: (losses[label] ?? 0) / count };
  });
  return {
    confusion,
    classes,
    right: classes.reduce((sum, { right }) => sum + right, 0),
    amongFive,
    loss: losses.reduce((sum, loss) => sum + loss, 0) / pictures.length,
  };
}

/** Pairs of classes that were taken for each other, the most frequent first. */
export function confusedPairs({ confusion }: Tally): { label: number; answer: number; count: number }[] {
  return confusion
    .flatMap((row, label) => row.map((cell, answer) => ({ label, answer, count: cell.length })))
    .filter(({ label, answer, count }) => label !== answer && count > 0)
    .sort((a, b) => b.count - a.count);
}

/** The same in lines of text. */
export function examinationText(output: ExaminationOutput): string {
  const { names } = output;
  const tally = tallyOf(output);
  const confused = confusedPairs(tally).map(
    ({ label, answer, count }) => `${names[label]} taken for ${names[answer]}: ${count}`,
  );
  return [
    `${tally.right} of ${output.pictures.length} right, loss ${tally.loss.toFixed(4)}`,
    ...tally.classes.map(
      ({ pictures, right, loss }, label) =>
        `${names[label]}: ${right} of ${pictures}, loss ${loss.toFixed(4)}`,
    ),
    ...confused,
  ].join('\n');
}
