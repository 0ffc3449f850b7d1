import * as tf from '@tensorflow/tfjs';
import type { LayerArgs } from '@tensorflow/tfjs-layers/dist/engine/topology';
import type { Kwargs } from '@tensorflow/tfjs-layers/dist/types';
import type { DataFormat } from '../../model/layer';
import { effectiveAlpha } from '../../model/normalization';
import { type AnyInputs, callChannelsLast, type Inputs, type LayoutLayer, oneTensor } from './layout';
import { localResponseNormalization } from '../ops/lrn';
import { refuseMisfit } from './misfit';

export interface LocalResponseNormalizationArgs extends LayerArgs {
  /** Added to the sum; 2 in the paper and the notebook. */
  k?: number;
  /** How many neighbouring channels are summed, an odd number; 5. Within a map, so many rows and columns. */
  n?: number;
  /** Factor of the sum, not divided by n unless `divideAlpha` says so; 1e-4. */
  alpha?: number;
  /** The power of the divisor. Defaults to 0.75 (paper, section 3.3). */
  beta?: number;
  /** Which axis the channels are. Defaults to that of the layers before it; without any, to 'channelsFirst'. */
  dataFormat?: DataFormat;
  /** Whether alpha is divided by how many numbers a window has, as in Caffe, PyTorch and the authors' program. */
  divideAlpha?: boolean;
  /** Windows end at the borders of so many equal parts of the channels, as on the paper's two cards; 1. */
  groups?: number;
  /** `'map'`: a window is n x n places of the same map (the authors' `rnorm`). Left out: n neighbouring channels. */
  window?: 'map' | null;
}

/**
 * Local response normalisation as a layer (paper, section 3.3; the notebook's In [157]):
 * b = a / (k + alpha * sum of a^2 over n neighbouring channels)^beta.
 *
 * @throws if an option has a value that it cannot have
 */
export class LocalResponseNormalization extends tf.layers.Layer implements LayoutLayer {
  static className = 'LocalResponseNormalization';
  readonly #k: number;
  readonly #n: number;
  readonly #alpha: number;
  readonly #beta: number;
  /** Null until the layer is told, or stands in a network. */
  #dataFormat: DataFormat | null;
  readonly #divideAlpha: boolean;
  readonly #groups: number;
  readonly #inMap: boolean;

  constructor(args: LocalResponseNormalizationArgs = {}) {
    super(args);
    const { k = 2, n = 5, alpha = 1e-4, beta = 0.75, dataFormat = null } = args;
    const { divideAlpha = false, groups = 1, window = null } = args;
    checkOptions({ n, dataFormat, divideAlpha, groups, window });
    this.#k = k;
    this.#n = n;
    this.#alpha = alpha;
    this.#beta = beta;
    this.#dataFormat = dataFormat;
    this.#divideAlpha = divideAlpha;
    this.#groups = groups;
    this.#inMap = window === 'map';
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

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    refuseMisfit(this, inputShape);
    super.build(inputShape);
  }

  override call(inputs: Inputs): tf.Tensor {
    const depthRadius = (this.#n - 1) / 2;
    const alpha = effectiveAlpha({
      depthRadius,
      alpha: this.#alpha,
      ...(this.#divideAlpha && { divideAlpha: true }),
      ...(this.#inMap && { window: 'map' }),
    });
    const options = { depthRadius, bias: this.#k, alpha, beta: this.#beta };
    const windows = { groups: this.#groups, inMap: this.#inMap };
    const normalise = (x: tf.Tensor4D) => localResponseNormalization(x, options, windows);
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
      divideAlpha: this.#divideAlpha,
      groups: this.#groups,
      window: this.#inMap ? 'map' : null,
    };
  }

  get #format(): DataFormat {
    return this.#dataFormat ?? 'channelsFirst';
  }
}

interface Checked {
  n: number;
  dataFormat: string | null;
  divideAlpha: unknown;
  groups: number;
  window: unknown;
}

function checkOptions({ n, dataFormat, divideAlpha, groups, window }: Checked): void {
  const refuse = (option: string, value: unknown, mend: string): never => {
    const written = typeof value === 'string' ? `'${value}'` : String(value);
    throw new Error(`localResponseNormalization has ${option}: ${written}: ${mend}.`);
  };
  if (!Number.isInteger(n) || n < 1 || n % 2 === 0)
    refuse('n', n, 'give an odd number of channels, such as 5');
  if (dataFormat !== null && !['channelsFirst', 'channelsLast'].includes(dataFormat))
    refuse('dataFormat', dataFormat, "give 'channelsFirst' or 'channelsLast'");
  if (typeof divideAlpha !== 'boolean')
    refuse('divideAlpha', divideAlpha, 'give true, to divide alpha by the size of a window, or leave it out');
  if (!Number.isInteger(groups) || groups < 1) refuse('groups', groups, 'give a whole number, 1 or more');
  if (window !== null && window !== 'map')
    refuse(
      'window',
      window,
      "give 'map' for squares of the same map, or leave it out for neighbouring channels",
    );
  if (window === 'map' && groups !== 1)
    refuse('groups', groups, "with window: 'map' no window leaves its channel, so leave groups out");
}

/** The format of the nearest layer that this comes from and that has one; null if none has. */
export function formatBefore({ sourceLayer, inputs }: tf.SymbolicTensor): DataFormat | null {
  const { dataFormat } = sourceLayer.getConfig();
  if (dataFormat === 'channelsFirst' || dataFormat === 'channelsLast') return dataFormat;
  const [input] = inputs;
  return input ? formatBefore(input) : null;
}

tf.serialization.registerClass(LocalResponseNormalization);
