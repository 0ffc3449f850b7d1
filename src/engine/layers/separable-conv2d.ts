import * as tf from '@tensorflow/tfjs';
import type { SeparableConvLayerArgs } from '@tensorflow/tfjs-layers/dist/layers/convolutional';
import { isElementwise } from './activation';
import {
  type AnyInputs,
  callChannelsLast,
  type Inputs,
  isInside,
  type LayoutLayer,
  oneTensor,
} from './layout';
import { StockSeparableConv2D } from './stock';

/** TensorFlow.js's separableConv2d layer; its own adds the bias to the rows where channels come first. */
export class SeparableConv2D extends StockSeparableConv2D implements LayoutLayer {
  constructor(args: SeparableConvLayerArgs) {
    super(args);
    // The stock one draws both kernels by the initialiser of the first.
    const { pointwiseInitializer: depthwiseInitializer = 'glorotUniform' } = args;
    const pointwise = new StockSeparableConv2D({ ...args, depthwiseInitializer });
    Reflect.set(this, 'pointwiseInitializer', Reflect.get(pointwise, 'depthwiseInitializer'));
  }

  get takesInside(): boolean {
    return this.dataFormat === 'channelsFirst' && isElementwise(this.activation);
  }

  protected override assertInputCompatibility(inputs: AnyInputs): void {
    if (!isInside(inputs)) super.assertInputCompatibility(inputs);
  }

  override call(inputs: Inputs): tf.Tensor {
    const activate = (y: tf.Tensor) => this.activation.apply(y);
    if (this.takesInside)
      return callChannelsLast(this, inputs, (x) => activate(this.#convolve(x)) as tf.Tensor4D);
    return tf.tidy(() => {
      const x = oneTensor(inputs) as tf.Tensor4D;
      if (this.dataFormat === 'channelsLast') return activate(this.#convolve(x));
      // Along the last axis, whatever it is, as Keras has it.
      return activate(this.#convolve(x.transpose([0, 2, 3, 1])).transpose([0, 3, 1, 2]));
    });
  }

  /** [batch, height, width, channels] to [batch, height, width, filters], bias included. */
  #convolve(x: tf.Tensor4D): tf.Tensor4D {
    const sums = tf.separableConv2d(
      x,
      this.depthwiseKernel.read() as tf.Tensor4D,
      this.pointwiseKernel.read() as tf.Tensor4D,
      this.strides as [number, number],
      this.padding === 'same' ? 'same' : 'valid',
      this.dilationRate as [number, number],
    );
    return this.useBias ? sums.add(this.bias.read()) : sums;
  }
}
