import * as tf from '@tensorflow/tfjs';
import { CLOTHES_COUNTS, CLOTHES_NAMES, CLOTHES_SIDE } from '../model/clothes';
import { described, refuseUnknown } from './arguments/check-options';
import { toCategorical } from './categorical';

export interface ClothesOptions {
  /** How many pictures to train with; all 2,000 if left out. */
  train?: number;
  /** How many to test with, which are others; all 500 if left out. */
  test?: number;
}

const OPTIONS: Readonly<Record<keyof ClothesOptions, true>> = { train: true, test: true };

interface ClothesSet {
  /** [pictures, 1, 28, 28]: grey, from 0 for black to 1 for white, channels first. */
  data: tf.Tensor4D;
  /** [pictures, 10], one-hot. */
  labels: tf.Tensor2D;
}

export interface Clothes {
  train: ClothesSet;
  test: ClothesSet;
  /** What each class shows. */
  classNames: string[];
}

/**
 * Pictures of clothes, the first so many of either set, the classes in turn.
 *
 * @param zipped what stands in `public/clothes/`
 * @throws if an option does not exist, or is no whole number, or there are not so many pictures
 */
export async function clothes(zipped: ArrayBuffer, options: ClothesOptions = {}): Promise<Clothes> {
  refuseUnknown('clothes', options, Object.keys(OPTIONS));
  const train = countOf('train', options.train);
  const test = countOf('test', options.test);
  const unzipped = new Blob([zipped]).stream().pipeThrough(new DecompressionStream('gzip'));
  const pixels = new Uint8Array(await new Response(unzipped).arrayBuffer());
  return {
    train: tensorsOf(pixels, 0, train),
    test: tensorsOf(pixels, CLOTHES_COUNTS.train, test),
    classNames: [...CLOTHES_NAMES],
  };
}

function countOf(name: keyof ClothesOptions, given: unknown): number {
  const most = CLOTHES_COUNTS[name];
  if (given === undefined) return most;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < 1 || given > most) {
    throw new RangeError(
      `clothes wants ${name} to be a whole number from 1 to ${most}, not ${described(given)}.`,
    );
  }
  return given;
}

/** So many pictures from one on. */
function tensorsOf(pixels: Uint8Array, from: number, count: number): ClothesSet {
  const size = CLOTHES_SIDE ** 2;
  const values = Float32Array.from(
    pixels.subarray(size * from, size * (from + count)),
    (value) => value / 255,
  );
  const classes = CLOTHES_NAMES.length;
  return {
    data: tf.tensor4d(values, [count, 1, CLOTHES_SIDE, CLOTHES_SIDE]),
    labels: toCategorical(
      Array.from({ length: count }, (_, index) => index % classes),
      classes,
    ),
  };
}
