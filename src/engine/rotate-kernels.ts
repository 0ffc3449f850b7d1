import * as tf from '@tensorflow/tfjs';

/** Convolutional layers, whose first weight is their kernel: the sizes of the window come first in its shape. */
const CONVOLUTIONS: Readonly<Record<string, number>> = {
  Conv1D: 1,
  Conv2D: 2,
  Conv2DTranspose: 2,
  Conv3D: 3,
  Conv3DTranspose: 3,
};

/**
 * Turns the kernels of all convolutional layers by 180 degrees, in place, as Keras's function of this name: what
 * learned a cross-correlation becomes what a convolution takes, and the other way round (the notebook's In [165]).
 */
export function convertAllKernelsInModel(model: tf.LayersModel): void {
  for (const layer of model.layers) {
    const axes = CONVOLUTIONS[layer.getClassName()];
    const kernel = layer.weights[0];
    if (axes === undefined || !kernel) continue;
    tf.tidy(() => {
      kernel.write(tf.reverse(kernel.read(), [0, 1, 2].slice(0, axes)));
    });
  }
}
