import * as tf from '@tensorflow/tfjs';
import type { LayerArgs } from '@tensorflow/tfjs-layers/dist/engine/topology';
import type { Kwargs } from '@tensorflow/tfjs-layers/dist/types';
import type { DataFormat } from '../../model/layer';
import { type AnyInputs, callChannelsLast, type Inputs, type LayoutLayer, oneTensor } from './layout';
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
  /** Which axis the channels are. Defaults to that of the layers before it; without any, to 'channelsFirst'. */
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
  /** Null until the layer is told, or stands in a network. */
  #dataFormat: DataFormat | null;

  constructor(args: LocalResponseNormalizationArgs = {}) {
    super(args);
    const { k = 2, n = 5, alpha = 1e-4, beta = 0.75, dataFormat = null } = args;
    if (!Number.isInteger(n) || n < 1 || n % 2 === 0) {
      throw new Error(`localResponseNormalization has n: ${n}: give an odd number of channels, such as 5.`);
    }
    if (dataFormat !== null && !['channelsFirst', 'channelsLast'].includes(dataFormat)) {
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
    return this.#format === 'channelsFirst';
  }

  override apply(inputs: AnyInputs, kwargs?: Kwargs): Inputs | tf.SymbolicTensor | tf.SymbolicTensor[] {
    const [input] = [inputs].flat();
    if (input instanceof tf.SymbolicTensor) this.#dataFormat ??= formatBefore(input);
    return super.apply(inputs, kwargs);
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
      dataFormat: this.#format,
    };
  }

  get #format(): DataFormat {
    return this.#dataFormat ?? 'channelsFirst';
  }
}

/** The format of the nearest layer that this comes from and that has one; null if none has. */
function formatBefore({ sourceLayer, inputs }: tf.SymbolicTensor): DataFormat | null {
  const { dataFormat } = sourceLayer.getConfig();
  if (dataFormat === 'channelsFirst' || dataFormat === 'channelsLast') return dataFormat;
  const [input] = inputs;
  return input ? formatBefore(input) : null;
}

tf.serialization.registerClass(LocalResponseNormalization);
