import type * as tf from '@tensorflow/tfjs';
import { KerasSGD } from './sgd';

/** What a model of TensorFlow.js keeps of its compilation, private to it. */
interface Compiled {
  readonly layers: readonly tf.layers.Layer[];
  readonly trainableWeights: readonly tf.LayerVariable[];
  readonly optimizer: tf.Optimizer;
  /** Those that `compile` found trainable, a new list each time. */
  readonly collectedTrainableWeights: readonly tf.LayerVariable[];
  checkTrainableWeightsConsistency(): void;
  makeTrainFunction(): (data: tf.Tensor[]) => tf.Scalar[];
}

/**
 * Lets training change the weights that `compile` found trainable, as Keras does, and says so if others are trainable
 * now: TensorFlow.js leaves out what was frozen since, and does not take in what was unfrozen. Each compilation starts
 * the optimiser from rest.
 */
export function trainAsCompiled(model: tf.LayersModel): void {
  const compiled = model as unknown as Compiled;
  compiled.checkTrainableWeightsConsistency = () => undefined;
  const makeTrainFunction = compiled.makeTrainFunction.bind(model);
  /** What was trainable at the last warning: it is not repeated with every batch. */
  let warned = '';
  compiled.makeTrainFunction = () => {
    const switched = layersSwitched(compiled).join(', ');
    if (switched !== warned && switched !== '') {
      console.warn(
        `trainable was switched after compile(), on ${switched}: training goes on as it was compiled. Call compile() again to train as it is set now.`,
      );
    }
    warned = switched;
    const train = makeTrainFunction();
    return (data) => {
      startFromRest(compiled);
      return withTrainable(compiled.collectedTrainableWeights, () => train(data));
    };
  };
}

/** Names of the layers whose weights are trained now and were not at `compile`, or the other way round. */
function layersSwitched({ layers, trainableWeights, collectedTrainableWeights }: Compiled): string[] {
  const before = new Set(collectedTrainableWeights);
  const now = new Set(trainableWeights);
  return layers
    .filter(({ weights }) => weights.some((weight) => before.has(weight) !== now.has(weight)))
    .map(({ name }) => name);
}

function withTrainable<T>(weights: readonly tf.LayerVariable[], body: () => T): T {
  const frozen = weights.filter(({ trainable }) => !trainable);
  for (const weight of frozen) weight.trainable = true;
  try {
    return body();
  } finally {
    for (const weight of frozen) weight.trainable = false;
  }
}

/** The compilation that an optimiser last trained for. */
const trainedFor = new WeakMap<tf.Optimizer, Compiled['collectedTrainableWeights']>();

/**
 * Empties what an optimiser remembers of each weight if it last trained for another compilation. TensorFlow.js's
 * remember it by the weight's position, and would take that of another weight.
 */
function startFromRest({ optimizer, collectedTrainableWeights }: Compiled): void {
  const before = trainedFor.get(optimizer);
  trainedFor.set(optimizer, collectedTrainableWeights);
  if (before === undefined || before === collectedTrainableWeights) return;
  if (optimizer.getClassName() === KerasSGD.className) {
    optimizer.dispose();
    return;
  }
  for (const remembered of Object.values(optimizer) as unknown[]) {
    if (!Array.isArray(remembered)) continue;
    for (const { variable } of remembered as { variable: tf.Variable }[]) variable.dispose();
    remembered.length = 0;
  }
}

/** What a model's optimiser remembers is now of its present compilation, though it has not trained. */
export function noteTrained(model: tf.LayersModel): void {
  // A sequential model trains the one it wraps.
  const { optimizer, collectedTrainableWeights } = ('model' in model ? model.model : model) as Compiled;
  trainedFor.set(optimizer, collectedTrainableWeights);
}
