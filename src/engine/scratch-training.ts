import * as tf from '@tensorflow/tfjs';
import { notebookNetwork } from '../model/networks';
import { INPUT_SIDE, PHOTOGRAPH_SIDE } from '../model/photograph';
import type { Photograph } from '../notebook/messages';
import { type BuildingSession, buildChain } from './build';
import { toCategorical } from './categorical';
import { type Crop, cropValues, shuffled } from './crops';
import { photographInput } from './photograph-input';
import { readBack } from './read-back';
import { randomNumbers } from './random';
import { KerasSGD } from './sgd';

/** What a network of its own learns from. */
export interface LabelledPicture {
  /** 256 x 256 RGBA */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Its class, from 0. */
  label: number;
}

export interface ScratchStep {
  /** Mean cross-entropy of the batch, before the step. */
  loss: number;
  /** Share of the batch that was answered rightly. */
  accuracy: number;
}

const BATCH = 8;
/** The values then have a size of about one, for which Glorot's rule draws the weights. */
const SCALE = 1 / 58;

/**
 * The notebook's network, at a width, trained from random weights on a few pictures, a batch at a time. Each pass takes
 * every picture once, in another order, and cuts another window out of it, mirrored or not.
 */
export class ScratchTraining {
  readonly #model: tf.Sequential;
  readonly #optimizer = new KerasSGD({ learningRate: 0.01, momentum: 0.9 });
  readonly #pictures: readonly LabelledPicture[];
  readonly #classes: number;
  #steps = 0;

  constructor(
    session: BuildingSession,
    { width, classes, pictures }: { width: number; classes: number; pictures: readonly LabelledPicture[] },
  ) {
    this.#pictures = pictures;
    this.#classes = classes;
    const network = notebookNetwork({ width, nClasses: classes, linearLogits: true });
    this.#model = buildChain(network, session);
    this.#model.compile({
      loss: 'categoricalCrossentropy',
      optimizer: this.#optimizer,
      metrics: ['accuracy'],
    });
  }

  /** Steps in which every picture is taken once. */
  get stepsOfPass(): number {
    return Math.ceil(this.#pictures.length / BATCH);
  }

  /** Learns from the next batch. */
  async step(): Promise<ScratchStep> {
    const pass = Math.floor(this.#steps / this.stepsOfPass);
    const from = (this.#steps % this.stepsOfPass) * BATCH;
    const crops = this.#cropsOf(pass).slice(from, from + BATCH);
    this.#steps++;
    const x = tf.tensor4d(cropValues(this.#pictures, crops, INPUT_SIDE, SCALE), [
      crops.length,
      3,
      INPUT_SIDE,
      INPUT_SIDE,
    ]);
    const y = toCategorical(
      crops.map(({ photograph }) => this.#pictures[photograph]!.label),
      this.#classes,
    );
    try {
      const [loss = NaN, accuracy = NaN] = [await this.#model.trainOnBatch(x, y)].flat().map(Number);
      return { loss, accuracy };
    } finally {
      tf.dispose([x, y]);
    }
  }

  /** The probability of each class. */
  async answers(photograph: Photograph): Promise<Float32Array<ArrayBuffer>> {
    const output = tf.tidy(() => {
      const input = photographInput(photograph, [3, INPUT_SIDE, INPUT_SIDE], 'channelsFirst');
      return this.#model.predict(input.mul(SCALE)) as tf.Tensor;
    });
    return readBack(output);
  }

  dispose(): void {
    this.#model.dispose();
    this.#optimizer.dispose();
  }

  /** A window of each picture, in the order of that pass. */
  #cropsOf(pass: number): readonly Crop[] {
    const places = PHOTOGRAPH_SIDE - INPUT_SIDE + 1;
    const drawn = randomNumbers(3 * this.#pictures.length, { kind: 'uniform', minimum: 0, maximum: 1 }, pass);
    const crops = this.#pictures.map((_, photograph) => ({
      photograph,
      left: Math.floor(places * drawn[3 * photograph]!),
      top: Math.floor(places * drawn[3 * photograph + 1]!),
      reflected: drawn[3 * photograph + 2]! < 0.5,
    }));
    return shuffled(crops, -1 - pass);
  }
}
