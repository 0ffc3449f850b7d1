import type * as tf from '@tensorflow/tfjs';

/** What TensorFlow.js counts to know when a layer's weights can go. */
interface Counted {
  _refCount: number | null;
}

/** What a model without weights cannot do. */
const METHODS = [
  'add',
  'apply',
  'compile',
  'evaluate',
  'evaluateDataset',
  'execute',
  'fit',
  'fitDataset',
  'getWeights',
  'pop',
  'predict',
  'predictOnBatch',
  'save',
  'setWeights',
  'summary',
  'trainOnBatch',
] as const;

/** Why a model has no weights any more, for the reader; null if it has them. */
export function whyDisposed(model: tf.LayersModel): string | null {
  if (isDisposed(model)) {
    return `${model.name} was disposed of, and its weights with it: make it anew, or call dispose() when it is not needed any more.`;
  }
  const layer = model.layers.find(isDisposed);
  return layer
    ? `${layer.name}, a layer of ${model.name}, was disposed of with another model that has it: make it anew, or call dispose() when both are not needed any more.`
    : null;
}

/** Makes the methods of a model say so once it was disposed of. */
export function refuseOnceDisposed(model: tf.LayersModel): void {
  const methods = model as unknown as Record<string, ((...args: unknown[]) => unknown) | undefined>;
  for (const name of METHODS) {
    const method = methods[name]?.bind(model);
    if (!method) continue;
    methods[name] = (...args) => {
      const why = whyDisposed(model);
      if (why !== null) throw new Error(why);
      return method(...args);
    };
  }
}

function isDisposed(layer: tf.layers.Layer): boolean {
  return (layer as unknown as Counted)._refCount === 0;
}
