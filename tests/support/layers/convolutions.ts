import { FIRST, type LayerCase } from './layer-case';
import { map } from './numbers';
import { addBias, convolve, convolveDepthwise, convolveInGroups, spread } from './windows';

const IMAGE = [2, 5, 4, 3];
const relu = (value: number) => Math.max(0, value);

export const CONVOLUTIONS: readonly LayerCase[] = [
  {
    maker: 'conv1d',
    options: { filters: 2, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' },
    inputs: [[2, 6, 3]],
    first: null,
    plainLoops: ([x], [kernel, bias]) =>
      map(addBias(convolve(x!, kernel!, { strides: [2], padding: 'same' }), bias!), relu),
  },
  {
    maker: 'conv1d',
    trying: 'dilated',
    options: { filters: 2, kernelSize: 2, dilationRate: 2, useBias: false },
    inputs: [[2, 6, 3]],
    first: null,
    plainLoops: ([x], [kernel]) => convolve(x!, kernel!, { dilations: [2] }),
  },
  {
    maker: 'conv2d',
    options: { filters: 2, kernelSize: [3, 2], activation: 'relu' },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) => map(addBias(convolve(x!, kernel!), bias!), relu),
  },
  {
    maker: 'conv2d',
    trying: 'strides and padding',
    options: { filters: 2, kernelSize: 3, strides: [2, 1], padding: 'same', activation: 'tanh' },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) =>
      map(addBias(convolve(x!, kernel!, { strides: [2, 1], padding: 'same' }), bias!), Math.tanh),
  },
  {
    maker: 'conv2d',
    trying: 'dilated',
    options: { filters: 2, kernelSize: 2, dilationRate: 2, useBias: false },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x], [kernel]) => convolve(x!, kernel!, { dilations: [2, 2] }),
  },
  {
    maker: 'conv2d',
    trying: 'in groups',
    everywhere: true,
    options: { filters: 6, kernelSize: [3, 2], groups: 2, activation: 'relu' },
    inputs: [[2, 4, 3, 4]],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) => map(addBias(convolveInGroups(x!, kernel!, 2), bias!), relu),
  },
  {
    maker: 'conv2d',
    trying: 'in as many groups as channels, with strides and padding',
    options: { filters: 3, kernelSize: 3, groups: 3, strides: 2, padding: 'same', useBias: false },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x], [kernel]) => convolveInGroups(x!, kernel!, 3, { strides: [2, 2], padding: 'same' }),
  },
  {
    maker: 'conv2d',
    trying: 'its sizes rounded up',
    everywhere: true,
    options: { filters: 2, kernelSize: 3, strides: [3, 2], ceilMode: true, activation: 'tanh' },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) =>
      map(addBias(convolve(x!, kernel!, { strides: [3, 2], ceilMode: true }), bias!), Math.tanh),
  },
  {
    maker: 'conv2d',
    trying: 'in groups, its sizes rounded up',
    options: { filters: 4, kernelSize: 2, strides: 3, groups: 2, ceilMode: true, useBias: false },
    inputs: [[1, 6, 5, 4]],
    first: FIRST,
    plainLoops: ([x], [kernel]) => convolveInGroups(x!, kernel!, 2, { strides: [3, 3], ceilMode: true }),
  },
  {
    maker: 'conv2dTranspose',
    options: { filters: 2, kernelSize: [3, 2], strides: 2, padding: 'same' },
    inputs: [[2, 3, 2, 3]],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) =>
      addBias(spread(x!, kernel!, { strides: [2, 2], padding: 'same' }), bias!),
  },
  {
    maker: 'conv2dTranspose',
    trying: 'valid',
    options: { filters: 2, kernelSize: 3, strides: 1, activation: 'relu' },
    inputs: [[2, 3, 2, 3]],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) =>
      map(addBias(spread(x!, kernel!, { strides: [1, 1], padding: 'valid' }), bias!), relu),
  },
  {
    maker: 'depthwiseConv2d',
    options: { kernelSize: [3, 2], depthMultiplier: 2, activation: 'relu' },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) => map(addBias(convolveDepthwise(x!, kernel!), bias!), relu),
  },
  {
    maker: 'depthwiseConv2d',
    trying: 'strides and padding',
    options: { kernelSize: 3, strides: 2, padding: 'same' },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) =>
      addBias(convolveDepthwise(x!, kernel!, { strides: [2, 2], padding: 'same' }), bias!),
  },
  {
    maker: 'separableConv2d',
    options: { filters: 4, kernelSize: [3, 2], depthMultiplier: 2, activation: 'relu' },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x], [depthwise, pointwise, bias]) =>
      map(addBias(convolve(convolveDepthwise(x!, depthwise!), pointwise!), bias!), relu),
  },
  {
    maker: 'separableConv2d',
    trying: 'strides and padding',
    options: { filters: 2, kernelSize: 3, strides: 2, padding: 'same', useBias: false },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x], [depthwise, pointwise]) =>
      convolve(convolveDepthwise(x!, depthwise!, { strides: [2, 2], padding: 'same' }), pointwise!),
  },
  {
    maker: 'conv3d',
    options: { filters: 2, kernelSize: 2, activation: 'relu' },
    inputs: [[2, 3, 3, 2, 2]],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) => map(addBias(convolve(x!, kernel!), bias!), relu),
  },
  {
    maker: 'conv3d',
    trying: 'strides and padding',
    options: { filters: 2, kernelSize: [2, 3, 1], strides: [2, 1, 1], padding: 'same', useBias: false },
    inputs: [[1, 3, 3, 2, 2]],
    first: FIRST,
    plainLoops: ([x], [kernel]) => convolve(x!, kernel!, { strides: [2, 1, 1], padding: 'same' }),
  },
  {
    maker: 'conv3dTranspose',
    options: { filters: 2, kernelSize: 2, strides: 2 },
    inputs: [[1, 2, 1, 2, 2]],
    first: FIRST,
    plainLoops: ([x], [kernel, bias]) =>
      addBias(spread(x!, kernel!, { strides: [2, 2, 2], padding: 'valid' }), bias!),
  },
];
