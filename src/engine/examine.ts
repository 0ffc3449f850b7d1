import * as tf from '@tensorflow/tfjs';
import { MEAN_COLOUR } from '../model/photograph';
import type { ExaminationOutput, ExaminedPicture, Thumbnails } from '../notebook/examination';
import { refuseUnknown } from './arguments/check-options';
import { firstKernels } from './first-kernels';
import { readBack } from './read-back';
import { scaleOfData } from './training-scale';

export interface ExamineOptions {
  /** Pictures as the model takes them, [pictures, channels, height, width] or channels last; one or three channels. */
  images: tf.Tensor4D;
  /** Their classes: one-hot, or numbers from 0. */
  labels: tf.Tensor2D | tf.Tensor1D | readonly number[];
  /** What the classes are called; their numbers if left out. */
  names?: readonly string[];
}

const OPTIONS: Readonly<Record<keyof ExamineOptions, true>> = { images: true, labels: true, names: true };

/** Pictures that go through the model at a time. */
const BATCH = 32;
/** Pixels of the longer side of a thumbnail. */
const THUMBNAIL = 64;
/** Bytes of all thumbnails. */
const MOST_BYTES = 8e6;

/** What a model answers to pictures whose classes are known. A cell that ends with it shows it. */
export class Examination {
  readonly output: ExaminationOutput;

  constructor(output: ExaminationOutput) {
    this.output = output;
  }

  /** Share of the pictures whose first answer is right. */
  get accuracy(): number {
    const { pictures } = this.output;
    return pictures.filter(({ label, answers }) => answers[0]?.label === label).length / pictures.length;
  }

  /** The mean of minus the logarithm of the right class's probability. */
  get loss(): number {
    const { pictures } = this.output;
    return pictures.reduce((sum, { loss }) => sum + loss, 0) / pictures.length;
  }
}

/**
 * Lets a model answer pictures whose classes are known, best such as it was not trained on.
 *
 * @throws if an option does not exist, or pictures, labels and the model's classes do not fit each other
 */
export async function examine(model: tf.LayersModel, options: ExamineOptions): Promise<Examination> {
  if (!(model instanceof tf.LayersModel)) throw new Error('examine takes a model first, such as small.');
  refuseUnknown('examine', options, Object.keys(OPTIONS));
  const { images, labels } = options;
  if (!(images instanceof tf.Tensor) || images.rank !== 4) {
    throw new Error('examine wants images: a tensor of four axes, such as heldOut.data.');
  }
  const [count] = images.shape;
  const classes = await classesOf(labels);
  if (count === 0 || classes.length !== count) {
    throw new Error(
      `examine was given ${count} images and ${classes.length} labels: one label for each image.`,
    );
  }
  const probabilities = await answersOf(model, images);
  const size = probabilities.length / count;
  const names = options.names ?? Array.from({ length: size }, (_, label) => String(label));
  check({ classes, probabilities, size, names });
  const pictures = classes.map((label, index): ExaminedPicture => {
    const own = probabilities.subarray(index * size, (index + 1) * size);
    const best = Array.from(own, (probability, answer) => ({ label: answer, probability }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, 5);
    // Keras keeps the logarithm away from 0 in the same way.
    return { label, answers: best, loss: -Math.log(Math.max(own[label] ?? 0, 1e-7)) };
  });
  return new Examination({
    kind: 'examination',
    names: [...names],
    pictures,
    thumbnails: await thumbnailsOf(images),
    kernels: await firstKernels(model),
  });
}

async function classesOf(labels: ExamineOptions['labels']): Promise<number[]> {
  if (!(labels instanceof tf.Tensor)) return [...labels];
  if (labels.rank === 1) return [...(await labels.data())];
  if (labels.rank !== 2) throw new Error('examine wants labels that are one-hot, or numbers from 0.');
  return [...(await readBack(tf.tidy(() => labels.argMax(1))))];
}

async function answersOf(model: tf.LayersModel, images: tf.Tensor4D): Promise<Float32Array> {
  const [count] = images.shape;
  const parts: Float32Array[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const answers = tf.tidy(() => model.predict(images.slice(from, Math.min(BATCH, count - from))));
    if (Array.isArray(answers) || answers.rank !== 2) {
      tf.dispose(answers);
      throw new Error('examine wants a model with one list of probabilities for each picture.');
    }
    parts.push(await readBack(answers));
  }
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function check({
  classes,
  probabilities,
  size,
  names,
}: {
  classes: readonly number[];
  probabilities: Float32Array;
  size: number;
  names: readonly string[];
}): void {
  const unknown = classes.find((label) => !Number.isInteger(label) || label < 0 || label >= size);
  if (unknown !== undefined) {
    throw new RangeError(`The model has ${size} classes, 0 to ${size - 1}, and a label is ${unknown}.`);
  }
  if (names.length !== size) {
    throw new Error(`The model has ${size} classes, and examine was given ${names.length} names.`);
  }
  const sum = probabilities.subarray(0, size).reduce((total, probability) => total + probability, 0);
  if (!(Math.abs(sum - 1) < 1e-3)) {
    throw new Error('examine wants probabilities: the model has to end in a softmax.');
  }
}

/** The pictures small, in their own colours where the course's library has made them, else from the darkest to the brightest number. */
async function thumbnailsOf(images: tf.Tensor4D): Promise<Thumbnails> {
  const [count] = images.shape;
  const isFirst = [1, 3].includes(images.shape[1]) && ![1, 3].includes(images.shape[3]);
  const [, tall, wide, channels] = isFirst
    ? [count, images.shape[2], images.shape[3], images.shape[1]]
    : images.shape;
  if (channels !== 1 && channels !== 3) throw new Error('examine wants pictures of one or three channels.');
  const most = Math.min(THUMBNAIL, Math.floor(Math.sqrt(MOST_BYTES / 4 / count)));
  const factor = Math.min(1, most / Math.max(tall, wide));
  const [height, width] = [Math.max(1, Math.round(tall * factor)), Math.max(1, Math.round(wide * factor))];
  const small = tf.tidy(() => {
    const last = isFirst ? images.transpose([0, 2, 3, 1]) : images;
    return factor < 1 ? tf.image.resizeBilinear(last as tf.Tensor4D, [height, width]) : last.clone();
  });
  const values = await readBack(small);
  const scale = scaleOfData(images);
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const colour = (value: number, channel: number) =>
    scale === null ? (255 * (value - low)) / (high - low || 1) : value / scale + (MEAN_COLOUR[channel] ?? 0);
  const pixels = new Uint8ClampedArray(count * height * width * 4);
  for (let i = 0; i < count * height * width; i++) {
    for (let c = 0; c < 3; c++) {
      const channel = channels === 1 ? 0 : c;
      pixels[4 * i + c] = colour(values[channels * i + channel] ?? 0, channel);
    }
    pixels[4 * i + 3] = 255;
  }
  return { height, width, pixels };
}
