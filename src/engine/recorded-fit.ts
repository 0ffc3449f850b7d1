/** A training's outcome, read off a model and put into another that is made alike. */
import * as tf from '@tensorflow/tfjs';
import type { RecordedFit, RecordedTensor } from '../notebook/recording';
import { noteTrained } from './as-compiled';

/** Taken now: a cell may put something else in its place. */
const OwnBlob = Blob;

type FitOutcome = Omit<RecordedFit, 'random'>;

/** @returns null if it would take more bytes than `most` */
export async function recordFit(
  model: tf.LayersModel,
  { epoch, history }: tf.History,
  most: number,
): Promise<FitOutcome | null> {
  const ofOptimizer = await model.optimizer.getWeights();
  const all = [
    ...model.weights.map((weight) => ({ name: weight.name, tensor: weight.read() })),
    ...ofOptimizer,
  ];
  const bytes = all.reduce((sum, { tensor }) => sum + 4 * tensor.size, 0);
  const fits =
    bytes <= most && all.every(({ tensor: { dtype } }) => dtype === 'float32' || dtype === 'int32');
  // The number of updates is a tensor made for whoever asks.
  const [updates] = ofOptimizer;
  try {
    if (!fits) return null;
    const read = await Promise.all(all.map(({ tensor }) => tensor.data()));
    const logs = Object.entries(history).map(([name, values]): [string, number[]] => [
      name,
      values.map(Number),
    ]);
    return {
      tensors: all.map(({ name, tensor: { shape, dtype } }) => ({
        name,
        shape,
        dtype: dtype as RecordedTensor['dtype'],
      })),
      weights: model.weights.length,
      values: new OwnBlob(
        read.map((values) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice()),
      ),
      history: { epochs: [...epoch], logs: Object.fromEntries(logs) },
    };
  } finally {
    updates?.tensor.dispose();
  }
}

/**
 * Leaves a model and its optimiser as a training left them.
 *
 * @throws if the model is made otherwise than the one that was trained
 */
export async function recallFit(model: tf.LayersModel, recorded: FitOutcome): Promise<tf.History> {
  const bytes = await recorded.values.arrayBuffer();
  let from = 0;
  const tensors = recorded.tensors.map(({ name, shape, dtype }) => {
    const size = tf.util.sizeFromShape([...shape]);
    const values = new (dtype === 'int32' ? Int32Array : Float32Array)(bytes, from, size);
    from += values.byteLength;
    return { name, tensor: tf.tensor(values, [...shape], dtype) };
  });
  const { weights } = model;
  try {
    const fit =
      weights.length === recorded.weights &&
      weights.every(({ shape }, index) => shape.join() === tensors[index]?.tensor.shape.join());
    if (!fit) throw new Error(`${model.name} is not made as when it was trained: run this cell again.`);
    for (const [index, weight] of weights.entries()) weight.write(tensors[index]!.tensor);
    await model.optimizer.setWeights(tensors.slice(recorded.weights));
    noteTrained(model);
  } finally {
    tf.dispose(tensors.map(({ tensor }) => tensor));
  }
  const history = Object.assign(new tf.History(), {
    epoch: [...recorded.history.epochs],
    history: Object.fromEntries(
      Object.entries(recorded.history.logs).map(([name, values]) => [name, [...values]]),
    ),
  });
  return history;
}
