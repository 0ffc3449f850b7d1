import type * as tf from '@tensorflow/tfjs';

/** The numbers of a tensor that nobody else needs. It is disposed of, also where it cannot be read: the GPU may be gone. */
export async function readBack(tensor: tf.Tensor): Promise<Float32Array<ArrayBuffer>> {
  try {
    return Float32Array.from(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
