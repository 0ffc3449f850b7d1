import * as tf from '@tensorflow/tfjs';
import type { LayerVariable } from '@tensorflow/tfjs-layers/dist/variables';
import {
  type AnyInputs,
  callChannelsLast,
  type Inputs,
  isInside,
  type LayoutLayer,
  oneTensor,
} from './layout';
import { StockBatchNormalization } from './stock';

/** What TensorFlow.js's layer has, private to it. */
interface Parts {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  /** Undefined if the layer does not scale, or not shift. */
  readonly gamma?: LayerVariable;
  readonly beta?: LayerVariable;
  readonly movingMean: LayerVariable;
  readonly movingVariance: LayerVariable;
}

/**
 * TensorFlow.js's batchNormalization layer, over any axis: its own is right over the last axis only, and takes scale
 * and shift for given in training. The moving averages are those of Keras 2.2.
 */
export class BatchNormalization extends StockBatchNormalization implements LayoutLayer {
  get takesInside(): boolean {
    return this.#parts.axis === 1 && this.inputSpec[0]?.ndim === 4;
  }

  protected override assertInputCompatibility(inputs: AnyInputs): void {
    if (!isInside(inputs)) super.assertInputCompatibility(inputs);
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor {
    const training = kwargs['training'] === true;
    if (this.takesInside) return callChannelsLast(this, inputs, (x) => this.#normalise(x, training));
    return tf.tidy(() => {
      const x = oneTensor(inputs);
      const order = x.shape.map((_, axis) => axis);
      const [axis = 0] = order.splice(this.#parts.axis, 1);
      if (axis === x.rank - 1) return this.#normalise(x, training);
      order.push(axis);
      const back = order.map((_, place) => order.indexOf(place));
      return this.#normalise(x.transpose(order), training).transpose(back);
    });
  }

  get #parts(): Parts {
    return this as unknown as Parts;
  }

  /** Over the last axis. */
  #normalise<R extends tf.Rank>(x: tf.Tensor<R>, training: boolean): tf.Tensor<R> {
    const { epsilon, gamma, beta, movingMean, movingVariance } = this.#parts;
    const flat = x.reshape<tf.Tensor2D>([-1, x.shape.at(-1) ?? 1]);
    const { mean, variance } = training
      ? tf.moments(flat, 0)
      : { mean: movingMean.read(), variance: movingVariance.read() };
    if (training) this.#remember(mean, variance, flat.shape[0]);
    const divided = variance.add(epsilon).rsqrt();
    const scaled = flat.sub(mean).mul(gamma ? divided.mul(gamma.read()) : divided);
    return (beta ? scaled.add(beta.read()) : scaled).reshape(x.shape);
  }

  /** Keras 2.2 keeps an estimate of the variance of what the batch was drawn from, a little above the batch's own. */
  #remember(mean: tf.Tensor, variance: tf.Tensor, samples: number): void {
    const { epsilon, momentum, movingMean, movingVariance } = this.#parts;
    const towards = (average: LayerVariable, value: tf.Tensor): void => {
      average.write(
        tf.tidy(() =>
          average
            .read()
            .mul(momentum)
            .add(value.mul(1 - momentum)),
        ),
      );
    };
    towards(movingMean, mean);
    towards(movingVariance, variance.mul(samples / (samples - (1 + epsilon))));
  }
}
