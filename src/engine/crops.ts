import * as tf from '@tensorflow/tfjs';
import type { Photograph } from '../notebook/protocol';
import { toCategorical } from './categorical';
import { MEAN_COLOUR } from './mean-colour';

/** Photographs come as squares of this side (paper, section 2). */
const SIDE = 256;

export interface CropOptions {
  /** Crops for training from each photograph. */
  perPhotograph: number;
  /** Further crops from each, kept from training to test with. */
  heldOut: number;
  /** Side of a crop; the network's 227 if left out. */
  size?: number;
  /** The same seed gives the same crops in the same order. */
  seed?: number;
}

export interface Crops {
  /** [crops, 3, size, size]: RGB less the mean colour, channels first; the photographs' crops mixed. */
  data: tf.Tensor4D;
  /** [crops, photographs], one-hot: a crop's class is the photograph it comes from. */
  labels: tf.Tensor2D;
  heldOut: { data: tf.Tensor4D; labels: tf.Tensor2D };
  /** What the photograph of each class shows. */
  classNames: string[];
}

interface Crop {
  photograph: number;
  left: number;
  top: number;
  reflected: boolean;
}

/**
 * Random crops and their reflections as training data (paper, section 4.1). No two are the same crop, so none that
 * is held out occurs in training.
 *
 * @throws RangeError if a photograph does not have that many crops, or an option is no whole number
 */
export function photographCrops(photographs: readonly Photograph[], options: CropOptions): Crops {
  const { perPhotograph, heldOut, size = 227, seed = 1 } = options;
  check(photographs, { perPhotograph, heldOut, size });
  const random = randomNumbers(seed);

  const training: Crop[] = [];
  const testing: Crop[] = [];
  photographs.forEach((_, photograph) => {
    const places = shuffled(allPlaces(SIDE - size + 1), random);
    const crops = places.slice(0, heldOut + perPhotograph).map((place) => ({ photograph, ...place }));
    testing.push(...crops.slice(0, heldOut));
    training.push(...crops.slice(heldOut));
  });
  const cut = (crops: readonly Crop[]) => ({
    data: tf.tensor4d(pixels(photographs, crops, size), [crops.length, 3, size, size]),
    labels: toCategorical(
      crops.map(({ photograph }) => photograph),
      photographs.length,
    ),
  });
  return {
    ...cut(shuffled(training, random)),
    heldOut: cut(testing),
    classNames: photographs.map(({ title }) => title),
  };
}

/** Every place of a crop among `offsets` x `offsets`, as it is and reflected. */
function allPlaces(offsets: number): Omit<Crop, 'photograph'>[] {
  return Array.from({ length: 2 * offsets * offsets }, (_, i) => ({
    left: (i >> 1) % offsets,
    top: Math.floor((i >> 1) / offsets),
    reflected: i % 2 === 1,
  }));
}

/** All crops one after another, each as three planes of colour. */
function pixels(photographs: readonly Photograph[], crops: readonly Crop[], size: number): Float32Array {
  const values = new Float32Array(crops.length * 3 * size * size);
  let to = 0;
  for (const { photograph, left, top, reflected } of crops) {
    const rgba = photographs[photograph]!.pixels;
    const first = reflected ? left + size - 1 : left;
    const step = reflected ? -4 : 4;
    MEAN_COLOUR.forEach((mean, channel) => {
      for (let row = top; row < top + size; row++) {
        let from = 4 * (row * SIDE + first) + channel;
        for (let column = 0; column < size; column++, from += step) values[to++] = rgba[from]! - mean;
      }
    });
  }
  return values;
}

/** Fisher and Yates's shuffle, into a new array. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}

/** Numbers in [0, 1): Weyl sequence through the finaliser of MurmurHash3. */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let bits = state;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
  };
}

function check(
  photographs: readonly Photograph[],
  { perPhotograph, heldOut, size }: Required<Omit<CropOptions, 'seed'>>,
): void {
  const whole = { perPhotograph, heldOut, size };
  for (const [name, value] of Object.entries(whole)) {
    const least = name === 'heldOut' ? 0 : 1;
    if (!Number.isInteger(value) || value < least) {
      throw new RangeError(
        `photographCrops wants ${name} to be a whole number from ${least} up, not ${value}.`,
      );
    }
  }
  if (size > SIDE)
    throw new RangeError(`A crop of ${size} does not fit in a photograph of ${SIDE} x ${SIDE}.`);
  const all = 2 * (SIDE - size + 1) ** 2;
  if (perPhotograph + heldOut > all) {
    throw new RangeError(
      `A photograph has ${all} crops of ${size} x ${size}, reflections included: ` +
        `perPhotograph + heldOut cannot be ${perPhotograph + heldOut}.`,
    );
  }
  for (const { id, pixels } of photographs) {
    if (pixels.length !== 4 * SIDE * SIDE) {
      throw new RangeError(`Photograph '${id}' is not ${SIDE} x ${SIDE} RGBA.`);
    }
  }
  if (photographs.length === 0) throw new RangeError('photographCrops got no photographs.');
}
