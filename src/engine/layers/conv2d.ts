import * as tf from '@tensorflow/tfjs';
import {
  type AnyInputs,
  callChannelsLast,
  type Inputs,
  inputGradientWanted,
  isInside,
  type LayoutLayer,
  oneTensor,
} from './layout';
import { conv2d } from '../ops/conv2d';
import { isElementwise } from './activation';
import { StockConv2D } from './stock';

/** TensorFlow.js's conv2d layer, computing channels last, with gradients that every backend can compute. */
export class Conv2D extends StockConv2D implements LayoutLayer {
  get takesInside(): boolean {
    return this.dataFormat === 'channelsFirst' && isElementwise(this.activation);
  }

  protected override assertInputCompatibility(inputs: AnyInputs): void {
    if (!isInside(inputs)) super.assertInputCompatibility(inputs);
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    if (this.takesInside) return callChannelsLast(this, inputs, (x) => this.#convolve(x));
    if (this.dataFormat === 'channelsLast')
      return tf.tidy(() => this.#convolve(oneTensor(inputs) as tf.Tensor4D));
    return super.call(inputs, kwargs);
  }

  /** [batch, height, width, channels] to [batch, height, width, filters], bias and activation included. */
  #convolve(x: tf.Tensor4D): tf.Tensor4D {
    const kernel = this.kernel.read() as tf.Tensor4D;
    const bias = this.useBias ? (this.bias.read() as tf.Tensor1D) : null;
    const strides = pair(this.strides);
    const dilations = pair(this.dilationRate);
    const padding = this.padding === 'same' ? 'same' : 'valid';
    const activation = this.activation.getClassName();
    if (tf.engine().isTapeOn()) {
      const inputGradient = inputGradientWanted(this);
      const sums = conv2d(x, kernel, { strides, padding, dilations, inputGradient });
      return this.activation.apply(bias ? tf.add(sums, bias) : sums) as tf.Tensor4D;
    }
    const fused = activation === 'relu' ? 'relu' : 'linear';
    const y = tf.fused.conv2d({
      x,
      filter: kernel,
      strides,
      pad: padding,
      dilations,
      ...(bias && { bias }),
      activation: fused,
    });
    return activation === 'relu' ? y : (this.activation.apply(y) as tf.Tensor4D);
  }
}

function pair([vertical = 1, horizontal = vertical]: readonly number[]): [number, number] {
  return [vertical, horizontal];
}
