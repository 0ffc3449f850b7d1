import * as tf from '@tensorflow/tfjs';
import type { LayerArgs } from '@tensorflow/tfjs-layers/dist/engine/topology';
import type { DataFormat } from '../../model/layer';
import { callChannelsLast, type Inputs, type LayoutLayer, oneTensor } from './layout';
import { localResponseNormalization } from '../ops/lrn';

export interface LocalResponseNormalizationArgs extends LayerArgs {
  /** Added to the sum; 2 in the paper and the notebook. */
  k?: number;
  /** How many neighbouring channels are summed, an odd number; 5. */
  n?: number;
  /** Factor of the sum, not divided by n; 1e-4. */
  alpha?: number;
  /** The power of the divisor. Defaults to 0.75 (paper, section 3.3). */
  beta?: number;
  /** Which axis the channels are; 'channelsFirst', as in the notebook. */
  dataFormat?: DataFormat;
}

/**
 * Local response normalisation as a layer (paper, section 3.3; the notebook's In [157]):
 * b = a / (k + alpha * sum of a^2 over n neighbouring channels)^beta.
 *
 * @throws if n is not odd, or the data format is none
 */
export class LocalResponseNormalization extends tf.layers.Layer implements LayoutLayer {
  static className = 'LocalResponseNormalization';
  readonly #k: number;
  readonly #n: number;
  readonly #alpha: number;
  readonly #beta: number;
  readonly #dataFormat: DataFormat;

  constructor(args: LocalResponseNormalizationArgs = {}) {
    super(args);
    const { k = 2, n = 5, alpha = 1e-4, beta = 0.75, dataFormat = 'channelsFirst' } = args;
    if (!Number.isInteger(n) || n < 1 || n % 2 === 0) {
      throw new Error(`localResponseNormalization has n: ${n}: give an odd number of channels, such as 5.`);
    }
    if (!['channelsFirst', 'channelsLast'].includes(dataFormat)) {
      throw new Error(
        `localResponseNormalization has dataFormat: ${dataFormat}: give 'channelsFirst' or 'channelsLast'.`,
      );
    }
    this.#k = k;
    this.#n = n;
    this.#alpha = alpha;
    this.#beta = beta;
    this.#dataFormat = dataFormat;
    this.inputSpec = [new tf.InputSpec({ ndim: 4 })];
  }

  get takesInside(): boolean {
    return this.#dataFormat === 'channelsFirst';
  }

  override call(inputs: Inputs): tf.Tensor {
    const normalise = (x: tf.Tensor4D) =>
      localResponseNormalization(x, {
        depthRadius: (this.#n - 1) / 2,
        bias: this.#k,
        alpha: this.#alpha,
        beta: this.#beta,
      });
    if (this.takesInside) return callChannelsLast(this, inputs, normalise);
    return normalise(oneTensor(inputs) as tf.Tensor4D);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      k: this.#k,
      n: this.#n,
      alpha: this.#alpha,
      beta: this.#beta,
      dataFormat: this.#dataFormat,
    };
  }
}

tf.serialization.registerClass(LocalResponseNormalization);
