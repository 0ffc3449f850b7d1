import * as tf from '@tensorflow/tfjs';

type Loss = (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;
type Labels = tf.Tensor | readonly tf.Tensor[] | Readonly<Record<string, tf.Tensor>>;
/** Takes a dataset first, and its validation data in the options. */
type OnDataset = (dataset: tf.data.Dataset<tf.TensorContainer>, options: object) => Promise<unknown>;

/** What a model of TensorFlow.js trains and evaluates with, private to it. */
interface Trainer {
  readonly loss: unknown;
  lossFunctions: Loss[];
  /** Through here pass the labels of fit and its validation, of evaluate and of trainOnBatch. */
  standardizeUserDataXY(x: unknown, y: unknown, ...rest: unknown[]): unknown;
  fitDataset: OnDataset;
  evaluateDataset: OnDataset;
}

/**
 * Makes a model refuse labels that are not what its loss takes, and classes that it does not have, of which
 * TensorFlow.js makes rows of zeros; and take labels of whole numbers, as Keras does.
 *
 * @param model the one that runs: of a sequential one, the model within it
 */
export function checkLabels(model: tf.LayersModel): void {
  const trainer = model as unknown as Trainer;
  const standardize = trainer.standardizeUserDataXY.bind(model);
  trainer.standardizeUserDataXY = (x, y, ...rest) => {
    checkAll(model, y as Labels | null);
    return standardize(x, y, ...rest);
  };

  const compile = model.compile.bind(model);
  model.compile = (options) => {
    compile(options);
    // Only now: TensorFlow.js looks at which function it is to choose what 'accuracy' means.
    trainer.lossFunctions = trainer.lossFunctions.map(onFloats);
  };

  for (const name of ['fitDataset', 'evaluateDataset'] as const) {
    const method = trainer[name].bind(model);
    const checked = (dataset: unknown): unknown =>
      dataset instanceof tf.data.Dataset
        ? dataset.map((batch: tf.TensorContainer) => {
            if (typeof batch === 'object' && 'ys' in batch) checkAll(model, batch['ys'] as Labels);
            return batch;
          })
        : dataset;
    trainer[name] = (dataset, options) => {
      const validation =
        'validationData' in options ? { validationData: checked(options.validationData) } : {};
      return method(checked(dataset) as typeof dataset, { ...options, ...validation });
    };
  }
}

function onFloats(loss: Loss): Loss {
  return (labels, predictions) =>
    loss(labels.dtype === 'float32' ? labels : tf.cast(labels, 'float32'), predictions);
}

function checkAll(model: tf.LayersModel, labels: Labels | null | undefined): void {
  if (!labels) return;
  const { outputNames, outputs } = model;
  outputs.forEach((output, index) => {
    const name = outputNames[index] ?? '';
    const own: unknown =
      labels instanceof tf.Tensor ? labels : (Reflect.get(labels, name) ?? Reflect.get(labels, index));
    const loss = lossOf(model, name, index);
    const classes = output.shape.at(-1);
    if (!(own instanceof tf.Tensor) || typeof classes !== 'number') return;
    const tensor = own as tf.Tensor;
    if (loss === 'sparseCategoricalCrossentropy') checkNumbers(tensor, output.shape.length, classes);
    if (loss === 'categoricalCrossentropy') checkRows(tensor, output.shape.length, classes);
  });
}

/** The loss of an output as it was given to compile. */
function lossOf({ loss }: tf.LayersModel, name: string, index: number): unknown {
  if (typeof loss !== 'object') return loss;
  return Array.isArray(loss) ? loss[index] : Reflect.get(loss, name);
}

function checkNumbers(labels: tf.Tensor, rank: number, classes: number): void {
  if (labels.rank === rank && labels.shape.at(-1) !== 1) {
    throw new Error(
      `sparseCategoricalCrossentropy takes the numbers of the classes, of shape [${labels.shape[0]}], and was given rows, [${labels.shape.join(', ')}].`,
    );
  }
  labels.dataSync().forEach((label, position) => {
    if (Number.isInteger(label) && label >= 0 && label < classes) return;
    throw new Error(
      `Label ${label} at position ${position} is not a class: the network has ${classes}, so labels are whole numbers from 0 to ${classes - 1}.`,
    );
  });
}

function checkRows(labels: tf.Tensor, rank: number, classes: number): void {
  const isNumbers = labels.rank === rank - 1 || (labels.rank === rank && labels.shape.at(-1) === 1);
  if (classes === 1 || !isNumbers) return;
  throw new Error(
    `categoricalCrossentropy takes one-hot rows of ${classes}, and was given the numbers of classes, of shape [${labels.shape.join(', ')}].`,
  );
}
