import { describe, expect, it } from 'vitest';
import { refuseWrong } from './refused';

describe('what TensorFlow.js computes wrong is refused when the layer is made', () => {
  it.each([
    ['conv1d', { padding: 'causal' }, "padding: 'causal' is not computed"],
    ['conv2d', { strides: [1, 2], dilationRate: 2 }, 'strides and dilationRate cannot both be above 1'],
    ['depthwiseConv2d', { dilationRate: 2 }, 'dilationRate is ignored'],
    ['separableConv2d', { dilationRate: [1, 2] }, 'cannot train this layer with a dilationRate above 1'],
    ['conv3d', { dilationRate: 2 }, 'cannot train this layer with a dilationRate above 1'],
    ['conv3d', { padding: 'causal' }, "padding: 'causal' is not computed"],
    ['convLstm2d', { dataFormat: 'channelsFirst' }, 'put tf.layers.permute({ dims: [1, 3, 4, 2] })'],
    ['resizing', {}, 'use tf.image.resizeBilinear()'],
    ['centerCrop', {}, 'use tf.layers.cropping2D()'],
    ['randomWidth', {}, 'use tf.image.resizeBilinear()'],
    ['categoryEncoding', {}, 'use tf.oneHot()'],
  ])('%s %o', (maker, options, reason) => {
    expect(() => {
      refuseWrong(maker, options);
    }).toThrow(new RegExp(`^tf\\.layers\\.${maker} cannot be used so here: `));
    expect(() => {
      refuseWrong(maker, options);
    }).toThrow(reason);
  });

  it.each([
    ['conv1d', { filters: 2, kernelSize: 3 }],
    ['conv2d', { strides: 4 }],
    ['conv2d', { dilationRate: [2, 2] }],
    ['depthwiseConv2d', { dilationRate: 1 }],
    ['convLstm2d', { dataFormat: 'channelsLast' }],
    ['dense', { units: 3 }],
  ])('but not %s %o', (maker, options) => {
    refuseWrong(maker, options);
  });
});
