import * as tf from '@tensorflow/tfjs';
import type { Photograph } from '../notebook/messages';
import { described, refuseUnknown } from './arguments/check-options';
import { forward } from './forward';
import { readBack } from './read-back';

export interface AnswerOptions {
  /** What the classes are called; ImageNet's names if left out. */
  names?: readonly string[];
  /** How many answers are given, the most probable first; 5 if left out. */
  count?: number;
}

const OPTIONS: Readonly<Record<keyof AnswerOptions, true>> = { names: true, count: true };

export interface Answer {
  answer: string;
  /** From 0 to 1, to four digits: as many as every device agrees on. */
  probability: number;
}

/**
 * What a model takes a photograph for: of its middle, less the mean colour that the model was trained with. A softmax
 * is taken of scores, where the model ends without one.
 *
 * @param imageNet gives the names of ImageNet's classes, where others are not given
 * @throws if an option does not exist, or the model does not give as many numbers as there are names
 */
export async function answers(
  model: tf.LayersModel,
  photograph: Photograph,
  options: AnswerOptions | undefined,
  imageNet: () => Promise<readonly string[]>,
): Promise<Answer[]> {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(`answers takes a model first, but got ${described(model)}.`);
  }
  if (!isPhotograph(photograph)) {
    throw new TypeError(
      `answers takes a photograph second, one of those that await photographs() gives, but got ${described(photograph)}.`,
    );
  }
  const { names: own, count = 5 } = options ?? {};
  refuseUnknown('answers', options, Object.keys(OPTIONS));
  const names = own ?? (await imageNet());
  const probabilities = await readBack(tf.tidy(() => probabilitiesOf(model, photograph)));
  if (probabilities.length !== names.length) {
    throw new RangeError(
      own
        ? `The model gives ${probabilities.length} numbers, and answers was given ${names.length} names.`
        : `ImageNet has ${names.length} classes, and the model gives ${probabilities.length} numbers: say what they mean, as in answers(model, photograph, { names: ['cat', 'dog'] }).`,
    );
  }
  return names
    .map((answer, index): Answer => ({
      answer,
      probability: Number((probabilities[index] ?? 0).toPrecision(4)),
    }))
    .sort((one, other) => other.probability - one.probability)
    .slice(0, count);
}

function probabilitiesOf(model: tf.LayersModel, photograph: Photograph): tf.Tensor {
  const last = forward(model, photograph).layers.at(-1);
  if (!last || last.output.rank !== 2) {
    throw new RangeError('answers wants a model that ends in one list of numbers for each picture.');
  }
  const { layer, output } = last;
  const endsInSoftmax = layer.getClassName() === 'Softmax' || layer.getConfig()['activation'] === 'softmax';
  return endsInSoftmax ? output : tf.softmax(output);
}

function isPhotograph(value: unknown): value is Photograph {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pixels' in value &&
    value.pixels instanceof Uint8ClampedArray
  );
}
