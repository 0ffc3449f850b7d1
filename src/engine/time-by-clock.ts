import * as tf from '@tensorflow/tfjs';

/**
 * Milliseconds until the result is there: one number of it is fetched, which cannot come before it is computed.
 */
export async function timeByClock(work: () => tf.Tensor): Promise<number> {
  const startedAt = performance.now();
  const number = tf.tidy(() => {
    const y = work();
    return y.slice(
      y.shape.map(() => 0),
      y.shape.map(() => 1),
    );
  });
  // WebGL would look for a promised result only every few milliseconds; WebGPU knows no other way.
  if (tf.getBackend() === 'webgl') number.dataSync();
  else await number.data();
  const milliseconds = performance.now() - startedAt;
  number.dispose();
  return milliseconds;
}
