import * as tf from '@tensorflow/tfjs';
import type { Photograph } from '../notebook/messages';
import { MEAN_COLOUR, PHOTOGRAPH_SIDE as SIDE } from '../model/photograph';
import { refuseUnknown } from './arguments/check-options';
import { toCategorical } from './categorical';
import { randomNumbers } from './random';
import { noteScaleOfData } from './training-scale';

export interface CropOptions {
  /** Crops for training from each photograph. */
  perPhotograph: number;
  /** Further crops from each, kept from training to test with. */
  heldOut: number;
  /** Side of a crop; the network's 227 if left out. */
  size?: number;
  /** Factor of the values, which reach from about -123 to 151 without one. */
  scale?: number;
  /** Crops and their order are drawn from it: equal seeds give equal crops. */
  seed?: number;
}

const OPTIONS: Readonly<Record<keyof CropOptions, true>> = {
  perPhotograph: true,
  heldOut: true,
  size: true,
  scale: true,
  seed: true,
};

export interface Crops {
  /** [crops, 3, size, size]: RGB less the mean colour, times the scale, channels first; the photographs' crops mixed. */
  data: tf.Tensor4D;
  /** [crops, photographs], one-hot: a crop's class is the photograph it comes from. */
  labels: tf.Tensor2D;
  heldOut: { data: tf.Tensor4D; labels: tf.Tensor2D };
  /** What the photograph of each class shows. */
  classNames: string[];
}

/** A square window of a photograph, as it is or mirrored. */
export interface Crop {
  /** Which photograph. */
  photograph: number;
  left: number;
  top: number;
  reflected: boolean;
}

/**
 * Random crops and their reflections as training data (paper, section 4.1). No two are the same crop, so none that
 * is held out occurs in training.
 *
 * @throws if an option does not exist, or is no whole number, or a photograph does not have that many crops
 */
export function photographCrops(photographs: readonly Photograph[], options: CropOptions): Crops {
  refuseUnknown('photographCrops', options, Object.keys(OPTIONS));
  const { perPhotograph, heldOut, size = 227, scale = 1, seed = 1 } = options;
  check(photographs, { perPhotograph, heldOut, size });

  const training: Crop[] = [];
  const testing: Crop[] = [];
  photographs.forEach((_, photograph) => {
    const places = shuffled(allPlaces(SIDE - size + 1), seed + photograph);
    const crops = places.slice(0, heldOut + perPhotograph).map((place) => ({ photograph, ...place }));
    testing.push(...crops.slice(0, heldOut));
    training.push(...crops.slice(heldOut));
  });
  const cut = (crops: readonly Crop[]) => {
    const data = tf.tensor4d(cropValues(photographs, crops, size, scale), [crops.length, 3, size, size]);
    noteScaleOfData(data, scale);
    const labels = toCategorical(
      crops.map(({ photograph }) => photograph),
      photographs.length,
    );
    return { data, labels };
  };
  return {
    ...cut(shuffled(training, seed - 1)),
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
export function cropValues(
  photographs: readonly Pick<Photograph, 'pixels'>[],
  crops: readonly Crop[],
  size: number,
  scale: number,
): Float32Array {
  const values = new Float32Array(crops.length * 3 * size * size);
  let to = 0;
  for (const { photograph, left, top, reflected } of crops) {
    const rgba = photographs[photograph]!.pixels;
    const first = reflected ? left + size - 1 : left;
    const step = reflected ? -4 : 4;
    MEAN_COLOUR.forEach((mean, channel) => {
      for (let row = top; row < top + size; row++) {
        let from = 4 * (row * SIDE + first) + channel;
        for (let column = 0; column < size; column++, from += step)
          values[to++] = (rgba[from]! - mean) * scale;
      }
    });
  }
  return values;
}

/** The items by the order of a random number drawn for each. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const keys = randomNumbers(items.length, { kind: 'uniform', minimum: 0, maximum: 1 }, seed);
  return items
    .map((item, i) => ({ item, key: keys[i]! }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function check(
  photographs: readonly Photograph[],
  { perPhotograph, heldOut, size }: Pick<Required<CropOptions>, 'perPhotograph' | 'heldOut' | 'size'>,
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
