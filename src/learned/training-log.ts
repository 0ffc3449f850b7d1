/** How the learned weights were made and what they are worth, as the program that trained them noted it. */
import siteAccuracyNumbers from './accuracy.json';
import confusionRows from './confusion.json';
import log from './training-log.json';

/** How many of the held-out pictures were named right. */
export interface Accuracy {
  /** Pictures whose first answer was right. */
  readonly top1: number;
  /** Pictures with the right answer among the first five. */
  readonly top5: number;
  /** The share of first answers that were right within each class, averaged over the classes, 0 to 1. */
  readonly meanOfClasses: number;
}

/** During the training. */
export interface Evaluation extends Accuracy {
  readonly step: number;
  readonly seconds: number;
}

export interface TrainingLog {
  readonly pictures: { readonly train: number; readonly heldOut: number };
  readonly steps: number;
  /** Windows a step. */
  readonly batch: number;
  /** Pieces of pictures that went through the network, in all steps. */
  readonly windows: number;
  readonly seconds: number;
  readonly device: string;
  /**
   * Means over about five seconds of training. Until second 160 half of the batches were mixed of two pictures each,
   * whose loss cannot fall far.
   */
  readonly losses: readonly { readonly step: number; readonly seconds: number; readonly loss: number }[];
  readonly evaluations: readonly Evaluation[];
  readonly final: {
    /** The middle of each picture, weights in 32 bits. */
    readonly centre: Accuracy;
    /** Middle and corners, each mirrored as well: ten answers averaged. */
    readonly tenCrops: Accuracy;
    /** The middle, convolutions and dense_18 in 16 bits, the other dense layers in 8. */
    readonly stored: Accuracy;
  };
  /** The share of weights that were set to zero, 0 to 1, by layer. */
  readonly zeros: Readonly<Record<string, number>>;
}

export const trainingLog: TrainingLog = log;

/** Of the site's own files in the course's engine, the middle of each picture. */
export interface SiteAccuracy extends Accuracy {
  /** Names of the files it was measured with. */
  readonly weights: readonly string[];
}

/** `npm run accuracy` measures it. */
export const siteAccuracy: SiteAccuracy = siteAccuracyNumbers;

/**
 * What the held-out pictures were taken for, one answer a picture: `confusion[right][answer]` pictures, both as
 * indices of the classes. The weights are those of `TrainingLog.final.stored`.
 */
export const confusion: readonly (readonly number[])[] = confusionRows.map((row) => {
  const counts = confusionRows.map(() => 0);
  for (const entry of row.split(', ')) {
    const [answer = NaN, pictures = NaN] = entry.split(' ').map(Number);
    counts[answer] = pictures;
  }
  return counts;
});

export interface Mistake {
  /** Index of the class that was right. */
  readonly right: number;
  /** Index of the class that was answered. */
  readonly answer: number;
  /** How many held-out pictures it befell. */
  readonly pictures: number;
}

/** All mistakes, those that befell most pictures first, among equals by the class that was right. */
export function mistakes(): Mistake[] {
  return confusion
    .flatMap((row, right) => row.map((pictures, answer) => ({ right, answer, pictures })))
    .filter(({ right, answer, pictures }) => pictures > 0 && right !== answer)
    .sort((a, b) => b.pictures - a.pictures);
}

/** Of each class, in their order: how many pictures were held out, and how many of them were named right. */
export function classResults(): { pictures: number; right: number }[] {
  return confusion.map((row, index) => ({
    pictures: row.reduce((sum, pictures) => sum + pictures, 0),
    right: row[index] ?? 0,
  }));
}
