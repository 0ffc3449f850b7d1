/** A model as training code for larger machines needs it, or the reason why none can be written. */
import { ReaderError } from '../notebook/reader-error';
import { readImageShape, sizeOf, type ImageShape } from '../model/image-shape';
import type { Layer, Shape } from '../model/layer';
import { MEAN_COLOUR, PHOTOGRAPH_SIDE } from '../model/photograph';
import { rows, type Row } from '../model/rows';
import { printShape, ShapeError } from '../model/shapes';
import type { ExportedModel, ExportedWeight, SGD, WordedLayer } from '../notebook/exported-model';

/** A network that a target cannot express. The message is for the reader: what stands in the way and what to do. */
export class ExportRefusal extends ReaderError {
  override name = 'ExportRefusal';
}

/** A layer with what is to be said of it; `words` of those that `layer` describes by their shapes alone. */
export interface TrainableRow extends Row {
  words: WordedLayer | null;
}

export interface Trainable {
  /** All layers, none of them unknown, all reading images in one order. */
  rows: readonly TrainableRow[];
  /** Layers do not stand one after another: some take from several, or not from the one before. */
  branches: boolean;
  image: ImageShape;
  /** Red, green and blue that are subtracted from a photograph. */
  meanColour: readonly [number, number, number];
  classes: number;
  /** Factor of the photographs' values; null if nobody but the reader knows it. */
  scale: number | null;
  /** Labels are numbers of classes, not one-hot. */
  sparse: boolean;
  /** The network gives scores, of which the loss takes the softmax. */
  fromLogits: boolean;
  sgd: SGD;
  weights: readonly ExportedWeight[];
}

/** Activations that TensorFlow.js, Keras 3 and PyTorch compute alike. */
export type KnownActivation = (typeof knownActivations)[number];
const knownActivations = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'sigmoid',
  'tanh',
  'softplus',
  'softsign',
  'swish',
  'mish',
  'softmax',
] as const;

const losses: Readonly<Record<string, Pick<Trainable, 'sparse' | 'fromLogits'>>> = {
  categoricalCrossentropy: { sparse: false, fromLogits: false },
  sparseCategoricalCrossentropy: { sparse: true, fromLogits: false },
  softmaxCrossEntropy: { sparse: false, fromLogits: true },
};

export function isKnownActivation(name: string): name is KnownActivation {
  return knownActivations.some((known) => known === name);
}

export function hasBatchNormalization({ rows: all }: Pick<Trainable, 'rows'>): boolean {
  return all.some(({ words }) => words?.kind === 'batchNormalization');
}

/** The constant that a weight starts from in Keras and PyTorch if nothing else is said; kernels are drawn. */
export function usualStart(weight: string): number | null {
  if (weight === 'kernel') return null;
  return weight === 'gamma' || weight === 'moving_variance' ? 1 : 0;
}

/**
 * What a script needs to train the model, checked.
 *
 * @throws {ExportRefusal} if the target cannot express it
 */
export function trainable(model: ExportedModel): Trainable {
  const [first] = model.network.layers;
  if (!first) throw new ExportRefusal('The network has no layers yet: run the cells that build it.');
  if (model.network.undrawn !== undefined) throw new ExportRefusal(model.network.undrawn);
  if (model.beyond.length > 0) {
    throw new ExportRefusal(
      `${model.beyond.join('; ')}. The exported code has no place for that: take it out of the cell, or write it in by hand.`,
    );
  }
  const table = rowsOf(model);
  checkNames(table);
  checkFormats(table);
  for (const row of table) checkLayer(row);
  for (const { layer, weight, start } of model.weights) {
    if (start.kind === 'other') {
      throw new ExportRefusal(
        `${layer} draws its ${weight} by ${start.className}, which is written differently elsewhere: use a normal, uniform, constant or Glorot uniform initialiser.`,
      );
    }
  }
  const training = trainingOf(model);
  return {
    rows: table,
    branches: table.some(({ takes }, index) => takes.join() !== (table[index - 1]?.layer.name ?? '')),
    image: imageOf(table),
    meanColour: model.network.meanColour ?? MEAN_COLOUR,
    classes: classesOf(table, training),
    ...training,
    scale: model.scale,
    weights: model.weights,
  };
}

function rowsOf({ network, worded }: ExportedModel): readonly TrainableRow[] {
  try {
    return rows(network).map((row) => ({
      ...row,
      words: worded.find(({ layer }) => layer === row.layer.name) ?? null,
    }));
  } catch (error) {
    if (error instanceof ShapeError) throw new ExportRefusal(`${error.message}.`);
    throw error;
  }
}

/** Keras parts a weight's path at slashes, PyTorch at dots. */
function checkNames(table: readonly Row[]): void {
  for (const [index, { layer }] of table.entries()) {
    if (!/^[\w -]+$/u.test(layer.name)) {
      throw new ExportRefusal(
        `A layer is called “${layer.name}”: give it a name of letters, digits, _ and - alone.`,
      );
    }
    if (table.findIndex((other) => other.layer.name === layer.name) !== index) {
      throw new ExportRefusal(`Two layers are called ${layer.name}: give each a name of its own.`);
    }
  }
}

/** The order of three sizes counts where it is read: the code reads images in one order throughout. */
function checkFormats(table: readonly TrainableRow[]): void {
  const [first] = table;
  for (const { layer, input, words, dataFormat: read } of table) {
    const dataFormat = words?.kind === 'globalPooling2d' ? words.dataFormat : read;
    if (!first || input.length !== 3 || dataFormat === first.dataFormat) continue;
    throw new ExportRefusal(
      `${layer.name} reads its input ${inWords(dataFormat)}, ${first.layer.name} reads it ${inWords(first.dataFormat)}: give all layers one dataFormat.`,
    );
  }
}

function inWords(dataFormat: Row['dataFormat']): string {
  return dataFormat === 'channelsFirst' ? 'channels first' : 'channels last';
}

function checkLayer({ layer, input, dataFormat, words }: TrainableRow): void {
  const { name } = layer;
  if (layer.type === 'other' && words === null) {
    throw new ExportRefusal(
      `${name} is of the class ${layer.className}, of which only its shape is known: it may branch, or be of a kind the course has no words for. Use the notebook's kinds of layer, batch normalisation and global pooling, one after another.`,
    );
  }
  if (words?.kind === 'batchNormalization') checkAxis(words, input, dataFormat);
  if ('frozen' in layer || isFrozen(layer, words)) {
    throw new ExportRefusal(
      `${name} is frozen, but the code trains every layer: take its trainable: false out of the cell, or freeze it in the code by hand.`,
    );
  }
  if (layer.type === 'dense' && input.length !== 1) {
    throw new ExportRefusal(
      `${name} works on ${printShape(input)} without a flatten layer before it, along an axis that is another elsewhere: flatten first.`,
    );
  }
  if (!('activation' in layer)) return;
  if (!isKnownActivation(layer.activation)) {
    throw new ExportRefusal(
      `${name} uses the activation ${layer.activation}, which is not the same function elsewhere: use one of ${knownActivations.join(', ')}.`,
    );
  }
  const onImage = layer.type === 'conv2d' || (layer.type === 'activation' && input.length !== 1);
  if (layer.activation === 'softmax' && onImage) {
    throw new ExportRefusal(`${name} takes a softmax of feature maps: flatten them first.`);
  }
}

/** The code's batch normalisation keeps a mean and a variance for each channel. */
function checkAxis(
  { layer, axis }: Extract<WordedLayer, { kind: 'batchNormalization' }>,
  input: Shape,
  dataFormat: Row['dataFormat'],
): void {
  const channels = input.length === 3 && dataFormat === 'channelsFirst' ? 0 : input.length - 1;
  if ((input.length === 1 || input.length === 3) && axis === channels) return;
  throw new ExportRefusal(
    `${layer} normalises ${printShape(input)} over axis ${axis + 1}, the batch being axis 0; the code can normalise channels alone: give it axis: ${channels + 1}.`,
  );
}

function isFrozen(layer: Layer, words: WordedLayer | null): boolean {
  if (layer.type !== 'other' || words?.kind !== 'batchNormalization') return false;
  return layer.trainableParameters === 0 && (words.center || words.scale);
}

function imageOf(table: readonly Row[]): ImageShape {
  const [first] = table;
  const image = first && readImageShape(first.input, first.dataFormat);
  if (image?.channels !== 3 && image?.channels !== 1) {
    throw new ExportRefusal(
      `The network takes ${printShape(first?.input ?? [])}; the code trains on photographs in colour or grey: give the first layer an inputShape of 3 channels, or of 1.`,
    );
  }
  if (Math.max(image.height, image.width) > PHOTOGRAPH_SIDE) {
    throw new ExportRefusal(
      `The network takes images of ${image.height} × ${image.width}, but the code cuts its crops from ${PHOTOGRAPH_SIDE} × ${PHOTOGRAPH_SIDE}: choose an inputShape within that.`,
    );
  }
  return image;
}

/** The network has to end in probabilities, or in scores if that is what the loss takes. */
function classesOf(table: readonly Row[], { fromLogits }: Pick<Trainable, 'fromLogits'>): number {
  const last = table.at(-1);
  const fits = last && (fromLogits || ('activation' in last.layer && last.layer.activation === 'softmax'));
  if (!fits || last.output.length !== 1) {
    throw new ExportRefusal(
      `The network ends in ${last?.layer.name ?? 'nothing'}, not in a softmax over classes: run the cells up to the last layer, or compile a network that ends in scores with the loss tf.losses.softmaxCrossEntropy.`,
    );
  }
  return sizeOf(last.output);
}

function trainingOf({ training }: ExportedModel): Pick<Trainable, 'sgd' | 'sparse' | 'fromLogits'> {
  if (!training) {
    throw new ExportRefusal(
      'The network is not compiled yet, so nothing says how to train it: run the cell that compiles it.',
    );
  }
  const { loss, optimizer } = training;
  if (optimizer.kind === 'other') {
    throw new ExportRefusal(
      `The network is compiled with ${optimizer.className}; the code is written for the notebook's sgd: compile with that, and change the exported code.`,
    );
  }
  const known = loss === null ? undefined : losses[loss];
  if (!known) {
    throw new ExportRefusal(
      `The network is compiled with ${loss === null ? 'a loss of its own' : `the loss ${loss}`}; the code knows ${Object.keys(losses).join(' and ')}.`,
    );
  }
  return { sgd: optimizer, ...known };
}
