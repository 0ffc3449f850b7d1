import type * as tf from '@tensorflow/tfjs';
import type { RecordedFit, Recording } from '../notebook/recording';
import { recallFit, recordFit } from './recorded-fit';
import { noteTraining } from './training-scale';

/** What a slow cell does beside its recorded trainings is done again when it is recalled: no longer than this, in milliseconds. */
const MOST_MILLISECONDS_BESIDE = 10_000;
/** Of one training: the network at its full width with its momentum takes about 400 MB. */
const MOST_BYTES = 2 ** 29;

/** The sequence of `Math.random`. */
interface Random {
  position: number;
}

/** A slow cell as it runs: its trainings are recorded, or recalled instead of done. */
export class SlowCell {
  readonly #recalled: Recording | null;
  readonly #random: Random | null;
  readonly #fits: (RecordedFit | null)[] = [];
  readonly #began = performance.now();
  #recorded = 0;
  #begun = 0;

  /**
   * @param recalled what its trainings made when it ran in earnest; null to train
   * @param random null where `Math.random` is not the notebook's
   */
  constructor(recalled: Recording | null, random: Random | null) {
    this.#recalled = recalled;
    this.#random = random;
  }

  /**
   * A training of `model.fit`. One with callbacks is neither recorded nor recalled: nobody knows what they do.
   *
   * @param x what it trains on
   * @param begin trains
   */
  async train(
    model: tf.LayersModel,
    x: object,
    { callbacks }: tf.ModelFitArgs,
    begin: () => Promise<tf.History>,
  ): Promise<tf.History> {
    if ([callbacks ?? []].flat().length > 0) return begin();
    const index = this.#begun++;
    const recorded = this.#recalled?.fits[index];
    if (recorded) {
      noteTraining(model.layers, x);
      const history = await recallFit(model, recorded);
      if (this.#random && recorded.random !== null) this.#random.position = recorded.random;
      return history;
    }
    this.#fits[index] = null;
    const began = performance.now();
    const history = await begin();
    const outcome = await recordFit(model, history, MOST_BYTES);
    this.#fits[index] = outcome && { ...outcome, random: this.#random?.position ?? null };
    this.#recorded += performance.now() - began;
    return history;
  }

  /** What brings back what the cell has made; null if it would have to train again, or to take long. */
  recording(): Recording | null {
    const fits = this.#fits.filter((fit) => fit !== null);
    const beside = performance.now() - this.#began - this.#recorded;
    return fits.length === this.#fits.length && beside <= MOST_MILLISECONDS_BESIDE ? { fits } : null;
  }
}
