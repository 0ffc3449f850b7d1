import * as tf from '@tensorflow/tfjs';
import type { Distribution } from './random';
import { randomTensor } from './random-tensor';
import { Initializer } from './layers/stock';

type StockInitializer = InstanceType<typeof Initializer>;

/**
 * An initialiser of TensorFlow.js that draws its numbers from a seed, on the GPU where there is one, and is else what
 * it was: the same name, configuration and distribution. One that draws none, or in a way of its own (zeros,
 * constant, identity, orthogonal), is given back as it is.
 *
 * @param nextSeed gives the seed of the next weight, unless the initialiser has its own
 */
export function seeded(stock: StockInitializer, nextSeed: () => number): StockInitializer {
  return distributionOf(stock, [1, 1]) ? new SeededInitializer(stock, nextSeed) : stock;
}

class SeededInitializer extends Initializer {
  readonly #stock: StockInitializer;
  readonly #nextSeed: () => number;

  constructor(stock: StockInitializer, nextSeed: () => number) {
    super();
    this.#stock = stock;
    this.#nextSeed = nextSeed;
  }

  override apply(shape: number[], dtype: tf.DataType = 'float32'): tf.Tensor {
    const distribution = distributionOf(this.#stock, shape);
    if (!distribution || dtype !== 'float32') return this.#stock.apply(shape, dtype);
    const { seed } = this.#stock.getConfig();
    return randomTensor(shape, distribution, typeof seed === 'number' ? seed : this.#nextSeed());
  }

  override getConfig(): tf.serialization.ConfigDict {
    return this.#stock.getConfig();
  }

  override getClassName(): string {
    return this.#stock.getClassName();
  }
}

/** What an initialiser draws the weights of this shape from; null if it does not draw them one by one. */
function distributionOf(initializer: StockInitializer, shape: readonly number[]): Distribution | null {
  const config = initializer.getConfig();
  switch (initializer.getClassName()) {
    case 'RandomUniform':
      return { kind: 'uniform', minimum: Number(config['minval']), maximum: Number(config['maxval']) };
    case 'RandomNormal':
      return { kind: 'normal', mean: Number(config['mean']), deviation: Number(config['stddev']) };
    case 'TruncatedNormal':
      return { kind: 'truncatedNormal', mean: Number(config['mean']), deviation: Number(config['stddev']) };
    // The initialisers of Glorot, He and LeCun call themselves so too.
    case 'VarianceScaling': {
      const variance = Number(config['scale']) / Math.max(1, fan(shape, config['mode'] as string));
      if (config['distribution'] === 'normal') {
        return { kind: 'truncatedNormal', mean: 0, deviation: Math.sqrt(variance) };
      }
      const limit = Math.sqrt(3 * variance);
      return { kind: 'uniform', minimum: -limit, maximum: limit };
    }
    default:
      return null;
  }
}

/** How many inputs feed a unit, how many units an input feeds, or their mean (Glorot and Bengio 2010; He et al. 2015). */
function fan(shape: readonly number[], mode: string): number {
  const size = tf.util.sizeFromShape([...shape]);
  const outputs = shape.at(-1) ?? 1;
  const inputs = shape.at(-2) ?? 1;
  const matrix = shape.length >= 2 && shape.length <= 5;
  const fanIn = matrix ? size / outputs : Math.sqrt(size);
  const fanOut = matrix ? size / inputs : Math.sqrt(size);
  if (mode === 'fanIn') return fanIn;
  return mode === 'fanOut' ? fanOut : (fanIn + fanOut) / 2;
}
