import * as tf from '@tensorflow/tfjs';
import { conv2d } from '../ops/conv2d';
import { type Inputs, inputGradientWanted, oneTensor } from './layout';
import { StockConv1D } from './stock';

/** TensorFlow.js's conv1d layer, with gradients that every backend can compute, dilated too. */
export class Conv1D extends StockConv1D {
  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => {
      const kernel = this.kernel.read();
      const [stride = 1] = this.strides;
      const [dilation = 1] = this.dilationRate;
      const sums = conv2d(oneTensor(inputs).expandDims(1), kernel.expandDims(0), {
        strides: [1, stride],
        padding: this.padding === 'same' ? 'same' : 'valid',
        dilations: [1, dilation],
        inputGradient: inputGradientWanted(this),
      }).squeeze([1]);
      return this.activation.apply(this.useBias ? sums.add(this.bias.read()) : sums);
    });
  }
}
