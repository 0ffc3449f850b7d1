import * as tf from '@tensorflow/tfjs';

const PROMISED =
  'tf.tidy takes a function that is not async: it disposes of the tensors made in it when it ends, and an async function ends at its first await. Make the tensors in the tidy, and await outside of it: const y = tf.tidy(() => …); const values = await y.data();';

type Tidy = (...args: unknown[]) => unknown;

/** `tf.tidy`, which TensorFlow.js lets be given an async function: its tensors are gone before it has used them. */
export const tidy = ((...args) => {
  const isAsync = args.some(
    (each) => typeof each === 'function' && each.constructor.name === 'AsyncFunction',
  );
  if (isAsync) throw new Error(PROMISED);
  // Functions that are not called async may give a promise too.
  const result = (tf.tidy as Tidy)(...args);
  if (!(result instanceof Promise)) return result;
  result.catch(() => undefined);
  throw new Error(PROMISED);
}) satisfies Tidy as typeof tf.tidy;
