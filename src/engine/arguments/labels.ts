import * as tf from '@tensorflow/tfjs';

type Loss = (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;
type Labels = tf.Tensor | readonly tf.Tensor[] | Readonly<Record<string, tf.Tensor>>;
/** Takes a dataset first, and its validation data in the options. */
type OnDataset = (dataset: unknown, options?: object) => Promise<unknown>;

/** What a model of TensorFlow.js trains and evaluates with, private to it. */
interface Trainer {
  readonly loss: unknown;
  lossFunctions: Loss[];
  /** Through here pass the labels of fit, its validation and trainOnBatch. */
  standardizeUserData(x: unknown, y: unknown, ...rest: unknown[]): Promise<unknown>;
  evaluate(x: unknown, y: unknown, ...rest: unknown[]): unknown;
  fitDataset: OnDataset;
  evaluateDataset: OnDataset;
}

/** What is left to check of labels once their numbers have been read. */
interface Unread {
  labels: tf.Tensor;
  check: (values: Values) => void;
}

type Values = Float32Array | Int32Array | Uint8Array;

/**
 * Makes a model refuse labels that are not what its loss takes, and classes that it does not have, of which
 * TensorFlow.js makes rows of zeros; and take labels of whole numbers, as Keras does.
 *
 * @param model the one that runs: of a sequential one, the model within it
 */
export function checkLabels(model: tf.LayersModel): void {
  const trainer = model as unknown as Trainer;
  const standardize = trainer.standardizeUserData.bind(model);
  trainer.standardizeUserData = async (x, y, ...rest) => {
    await readAndCheck(unreadOf(model, y));
    return standardize(x, y, ...rest);
  };
  const evaluate = trainer.evaluate.bind(model);
  trainer.evaluate = (x, y, ...rest) => {
    for (const { labels, check } of unreadOf(model, y)) check(labels.dataSync());
    return evaluate(x, y, ...rest);
  };

  const compile = model.compile.bind(model);
  model.compile = (options) => {
    compile(options);
    // Only now: TensorFlow.js looks at which function it is to choose what 'accuracy' means.
    trainer.lossFunctions = trainer.lossFunctions.map(onFloats);
  };

  for (const name of ['fitDataset', 'evaluateDataset'] as const) {
    const method = trainer[name].bind(model);
    trainer[name] = (dataset, options) => {
      const validation = options && 'validationData' in options ? options.validationData : undefined;
      return method(checked(model, dataset), {
        ...options,
        ...(validation !== undefined && { validationData: checked(model, validation) }),
      });
    };
  }
}

/** A dataset that checks each of its batches; anything else as it is. */
function checked(model: tf.LayersModel, dataset: unknown): unknown {
  if (!(dataset instanceof tf.data.Dataset)) return dataset;
  return (dataset as tf.data.Dataset<tf.TensorContainer>).mapAsync(async (batch) => {
    if (typeof batch === 'object' && 'ys' in batch) await readAndCheck(unreadOf(model, batch['ys']));
    return batch;
  });
}

async function readAndCheck(unread: readonly Unread[]): Promise<void> {
  for (const { labels, check } of unread) check(await labels.data());
}

function onFloats(loss: Loss): Loss {
  return (labels, predictions) =>
    loss(labels.dtype === 'float32' ? labels : tf.cast(labels, 'float32'), predictions);
}

/** Checks the shapes of labels, and gives what is left to check. */
function unreadOf(model: tf.LayersModel, y: unknown): Unread[] {
  if (typeof y !== 'object' || y === null) return [];
  const { outputNames, outputs } = model;
  const given = y as Labels;
  return outputs.flatMap((output, index) => {
    const name = outputNames[index] ?? '';
    const own: unknown =
      given instanceof tf.Tensor ? given : (Reflect.get(given, name) ?? Reflect.get(given, index));
    const classes = output.shape.at(-1);
    if (!(own instanceof tf.Tensor) || typeof classes !== 'number') return [];
    const labels = own as tf.Tensor;
    const check = checkOf(lossOf(model, name, index), labels, output.shape.length, classes);
    return check ? [{ labels, check }] : [];
  });
}

/** The loss of an output as it was given to compile. */
function lossOf({ loss }: tf.LayersModel, name: string, index: number): unknown {
  if (typeof loss !== 'object') return loss;
  return Array.isArray(loss) ? loss[index] : Reflect.get(loss, name);
}

function checkOf(loss: unknown, labels: tf.Tensor, rank: number, classes: number): Unread['check'] | null {
  const isNumbers = labels.rank === rank - 1 || (labels.rank === rank && labels.shape.at(-1) === 1);
  if (loss === 'sparseCategoricalCrossentropy') {
    if (!isNumbers) {
      throw new Error(
        `sparseCategoricalCrossentropy takes the numbers of the classes, of shape [${labels.shape[0]}], and was given rows, [${labels.shape.join(', ')}].`,
      );
    }
    return (values) => checkNumbers(values, classes);
  }
  if (loss !== 'categoricalCrossentropy' || classes === 1) return null;
  if (isNumbers) {
    throw new Error(
      `categoricalCrossentropy takes one-hot rows of ${classes}, and was given the numbers of classes, of shape [${labels.shape.join(', ')}].`,
    );
  }
  return labels.rank === 2 && labels.shape[1] === classes ? (values) => checkRows(values, classes) : null;
}

function checkNumbers(values: Values, classes: number): void {
  values.forEach((label, position) => {
    if (Number.isInteger(label) && label >= 0 && label < classes) return;
    throw new Error(
      `Label ${label} at position ${position} is not a class: the network has ${classes}, so labels are whole numbers from 0 to ${classes - 1}.`,
    );
  });
}

/** tf.oneHot makes a row of zeros of a label that is no class, and its loss would be 0. */
function checkRows(values: Values, classes: number): void {
  for (let row = 0; row * classes < values.length; row++) {
    if (values.subarray(row * classes, (row + 1) * classes).some((value) => value !== 0)) continue;
    throw new Error(
      `Row ${row} of the labels is all zeros, and so no class: tf.oneHot gives such a row for a label that is not from 0 to ${classes - 1}.`,
    );
  }
}
