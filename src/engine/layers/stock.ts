import * as tf from '@tensorflow/tfjs';
import type * as advancedActivations from '@tensorflow/tfjs-layers/dist/layers/advanced_activations';
import type * as convolutional from '@tensorflow/tfjs-layers/dist/layers/convolutional';
import type * as core from '@tensorflow/tfjs-layers/dist/layers/core';
import type * as merge from '@tensorflow/tfjs-layers/dist/layers/merge';
import type * as noise from '@tensorflow/tfjs-layers/dist/layers/noise';
import type * as normalization from '@tensorflow/tfjs-layers/dist/layers/normalization';
import type * as padding from '@tensorflow/tfjs-layers/dist/layers/padding';
import type * as pooling from '@tensorflow/tfjs-layers/dist/layers/pooling';
import type { Initializer as StockInitializer } from '@tensorflow/tfjs-layers/dist/initializers';

/**
 * TensorFlow.js's own layer classes, to be extended. It exports makers of layers but not their classes; they are
 * taken from its registry, as an import from inside the package would bring a second copy of it along in Node.
 */
interface StockClasses {
  Conv1D: typeof convolutional.Conv1D;
  Conv2D: typeof convolutional.Conv2D;
  SeparableConv2D: typeof convolutional.SeparableConv2D;
  MaxPooling2D: typeof pooling.MaxPooling2D;
  AveragePooling2D: typeof pooling.AveragePooling2D;
  ZeroPadding2D: typeof padding.ZeroPadding2D;
  Flatten: typeof core.Flatten;
  Activation: typeof core.Activation;
  Softmax: typeof advancedActivations.Softmax;
  BatchNormalization: typeof normalization.BatchNormalization;
  Dropout: typeof core.Dropout;
  AlphaDropout: typeof noise.AlphaDropout;
  Concatenate: typeof merge.Concatenate;
}

function stockClass<Name extends keyof StockClasses>(name: Name): StockClasses[Name] {
  const [layerClass] = registered(name);
  return layerClass as unknown as StockClasses[Name];
}

function registered(name: string) {
  const entry = tf.serialization.SerializationMap.getMap().classNameMap[name];
  if (!entry) throw new Error(`TensorFlow.js has no class ${name}: is this another version of it?`);
  return entry;
}

export const StockConv1D = stockClass('Conv1D');
export const StockConv2D = stockClass('Conv2D');
export const StockSeparableConv2D = stockClass('SeparableConv2D');
export const StockMaxPooling2D = stockClass('MaxPooling2D');
export const StockAveragePooling2D = stockClass('AveragePooling2D');
export const StockZeroPadding2D = stockClass('ZeroPadding2D');
export const StockFlatten = stockClass('Flatten');
export const StockActivation = stockClass('Activation');
export const StockSoftmax = stockClass('Softmax');
export const StockBatchNormalization = stockClass('BatchNormalization');
export const StockDropout = stockClass('Dropout');
export const StockAlphaDropout = stockClass('AlphaDropout');
export const StockConcatenate = stockClass('Concatenate');

/** The class every initialiser of TensorFlow.js extends. */
export const Initializer = Object.getPrototypeOf(registered('Zeros')[0]) as typeof StockInitializer;
