import * as tf from '@tensorflow/tfjs';
import type { LayerTime } from '../notebook/output';
import type { Photograph } from '../notebook/messages';
import { forward, type RunLayer } from './forward';
import { runInside } from './layers/layout';
import { timeByClock } from './time-by-clock';
import { UnanswerableError } from './unanswerable';

/** Rounds go on for about this long, and there are three at least. */
const WANTED_MS = 2000;
const FEWEST_ROUNDS = 3;
/** A layer that is done sooner runs several times in a row: the clock of a browser is coarse, and waiting takes time too. */
const SAMPLE_MS = 10;
const MOST_REPEATS = 100;

/** What is known of one layer's time. */
interface Timed {
  run: RunLayer;
  /** Milliseconds of one run, each from one round. */
  samples: number[];
  /** How often it runs in the next sample; null until one run has been timed. */
  repeats: number | null;
}

/**
 * Times each layer of a model by itself, on the input that it has in a prediction, one layer at a call, so that the
 * kernel can do other things in between.
 */
export class LayerTimer {
  readonly #model: tf.LayersModel;
  readonly #kept: tf.Tensor[];
  readonly #timed: readonly Timed[];
  readonly #timedBy: LayerTime['timedBy'];
  readonly #startedAt = performance.now();
  #next = 0;
  #disposed = false;

  /**
   * Runs all layers once, for what happens only the first time, and keeps their inputs until `dispose`.
   *
   * @param model with one layer at least
   * @throws {UnanswerableError} if the model does not take a photograph
   */
  static async start(model: tf.LayersModel, photograph: Photograph): Promise<LayerTimer> {
    const layers: RunLayer[] = [];
    const kept: tf.Tensor[] = [];
    const onGpu = await timeOnGpu(() => {
      const tensors = tf.tidy(() => {
        const run = forward(model, photograph);
        layers.push(...run.layers);
        return [run.input, ...run.layers.map(({ output }) => output)];
      });
      kept.push(...tensors);
    });
    return new LayerTimer(model, layers, kept, onGpu === null ? 'clock' : 'gpu');
  }

  private constructor(
    model: tf.LayersModel,
    layers: readonly RunLayer[],
    kept: tf.Tensor[],
    timedBy: LayerTime['timedBy'],
  ) {
    this.#model = model;
    this.#kept = kept;
    this.#timed = layers.map((run) => ({ run, samples: [], repeats: null }));
    this.#timedBy = timedBy;
  }

  get done(): boolean {
    if (this.#next > 0) return false;
    const enough = this.#timed.every(({ samples }) => samples.length >= FEWEST_ROUNDS);
    return enough && performance.now() - this.#startedAt > WANTED_MS;
  }

  /** Times the next layer once more. */
  async next(): Promise<void> {
    const timed = this.#timed[this.#next];
    if (!timed) return;
    this.#next = (this.#next + 1) % this.#timed.length;
    const repeats = timed.repeats ?? 1;
    const milliseconds = (await this.#sample(timed.run, repeats)) / repeats;
    // A first run that was short has mostly measured the waiting.
    if (timed.repeats !== null || milliseconds >= SAMPLE_MS) timed.samples.push(milliseconds);
    timed.repeats = Math.min(MOST_REPEATS, Math.max(1, Math.ceil(SAMPLE_MS / milliseconds)));
  }

  /** The time of every layer: the median of its runs, in milliseconds. */
  get times(): LayerTime[] {
    return this.#timed.map(({ run, samples }) => ({
      layer: run.layer.name,
      milliseconds: median(samples),
      runs: samples.length,
      timedBy: this.#timedBy,
    }));
  }

  /** The inputs are gone: no layer can be timed any more. */
  get isDisposed(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    this.#disposed = true;
    tf.dispose(this.#kept);
  }

  /** Milliseconds of so many runs in a row. */
  async #sample({ layer, inputs }: RunLayer, repeats: number): Promise<number> {
    const work = (): tf.Tensor => {
      let y = this.#apply(layer, inputs);
      for (let run = 1; run < repeats; run++) {
        y.dispose();
        y = this.#apply(layer, inputs);
      }
      return y;
    };
    if (this.#timedBy === 'clock') return timeByClock(work);
    return (await timeOnGpu(() => tf.tidy(() => void work()))) ?? 0;
  }

  #apply(layer: tf.layers.Layer, inputs: tf.Tensor[]): tf.Tensor {
    const [y] = runInside(this.#model, () => [layer.apply(inputs) as tf.Tensor | tf.Tensor[]].flat());
    if (!y) throw new UnanswerableError(`${layer.name} gives nothing.`);
    return y;
  }
}

/**
 * What the graphics processor says that the programs took.
 * @returns null if it does not say, or there were none; the work is done all the same
 */
async function timeOnGpu(work: () => void): Promise<number | null> {
  if (tf.getBackend() !== 'webgl') {
    work();
    return null;
  }
  // TensorFlow.js asks only once whether the GPU's clock was disturbed, and if it was waits for ever.
  const { gpgpu } = tf.backend() as unknown as { gpgpu: { disjoint?: boolean } };
  gpgpu.disjoint = false;
  const failures: unknown[] = [];
  const { kernelMs } = await tf.time(() => {
    try {
      work();
    } catch (error) {
      // what is thrown through TensorFlow.js would leave it timing for ever
      failures.push(error);
    }
  });
  if (failures.length > 0) throw failures[0];
  return typeof kernelMs === 'number' && kernelMs > 0 ? kernelMs : null;
}

function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
