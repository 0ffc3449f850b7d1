/** What `./utils` gives to cells. A test holds it against what the kernel has. */
import type * as tf from '@tensorflow/tfjs';
import type { LayerArgs } from '@tensorflow/tfjs-layers/dist/engine/topology';

export interface LocalResponseNormalizationArgs extends LayerArgs {
  /** Added to the sum; 2, as in the paper and the notebook. */
  k?: number;
  /** How many neighbouring channels are summed, an odd number; 5. Within a map, so many rows and columns. */
  n?: number;
  /** Factor of the sum, which is not divided by n unless `divideAlpha` says so; 1e-4. */
  alpha?: number;
  /** The power of the divisor. Defaults to 0.75 (paper, section 3.3). */
  beta?: number;
  /** Which axis the channels are; `'channelsFirst'`, as in the notebook. */
  dataFormat?: 'channelsFirst' | 'channelsLast';
  /** Divides alpha by how many numbers a window has, as Caffe, PyTorch and the authors' program do. */
  divideAlpha?: boolean;
  /** Windows end at the borders of so many equal parts of the channels, as on the paper's two cards; 1. */
  groups?: number;
  /** `'map'`: a window is n by n places of the same channel, as in a layer of the authors' program. */
  window?: 'map' | null;
}

/**
 * Local response normalisation as a layer (paper, section 3.3): each activation is divided by a power of the
 * squares of its neighbours in the channels before and after it.
 *
 * b = a / (k + alpha * sum of a² over n channels) ^ beta
 */
export function localResponseNormalization(options?: LocalResponseNormalizationArgs): tf.layers.Layer;

export interface SliceChannelsArgs extends LayerArgs {
  /** The first channel that goes on; 0 is the first of all. */
  begin: number;
  /** How many channels go on. */
  size: number;
  /** Which axis the channels are; that of the layers before it, or `'channelsFirst'`. */
  dataFormat?: 'channelsFirst' | 'channelsLast';
}

/**
 * A layer that hands on some of its input's channels. With two of them, a convolution behind each and
 * `tf.layers.concatenate({ axis: 1 })`, a network goes on in two towers.
 */
export function sliceChannels(options: SliceChannelsArgs): tf.layers.Layer;

export interface Photograph {
  /** `'cat'`, `'espresso'`, and so on. */
  id: string;
  /** What the photograph shows: 'A tabby cat'. */
  title: string;
  /** 256 by 256 pixels, row by row, four bytes each: red, green, blue, opacity. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * The twelve photographs that a training learns to tell apart: of each the central square, 256 pixels wide (paper,
 * section 2).
 */
export function photographs(): Promise<readonly Photograph[]>;

export interface CropOptions {
  /** Crops for training from each photograph. */
  perPhotograph: number;
  /** Further crops from each, kept from training to test with. */
  heldOut: number;
  /** Side of a crop; the network's 227 if left out. */
  size?: number;
  /** Factor of the values, which reach from about -123 to 151 without one. */
  scale?: number;
  /** Equal seeds give equal crops in equal order. Defaults to 1. */
  seed?: number;
}

export interface Crops {
  /** [crops, 3, size, size]: RGB less the mean colour, times the scale, channels first. */
  data: tf.Tensor4D;
  /** [crops, photographs], one-hot: a crop's class is the photograph it comes from. */
  labels: tf.Tensor2D;
  /** Pixels and labels of the crops that are held out: never trained on. */
  heldOut: { data: tf.Tensor4D; labels: tf.Tensor2D };
  /** What the photograph of each class shows. */
  classNames: string[];
}

/**
 * Random crops of the photographs and their reflections as training data (paper, section 4.1). No two are the same,
 * so that none that is held out occurs in training.
 */
export function photographCrops(options: CropOptions): Promise<Crops>;

export interface ClothesOptions {
  /** How many pictures to train with; all 2,000 if left out. */
  train?: number;
  /** How many to test with, which are others; all 500 if left out. */
  test?: number;
}

export interface ClothesSet {
  /** [pictures, 1, 28, 28]: grey, from 0 for black to 1 for white, channels first. */
  data: tf.Tensor4D;
  /** [pictures, 10], one-hot. */
  labels: tf.Tensor2D;
}

export interface Clothes {
  train: ClothesSet;
  test: ClothesSet;
  /** What each class shows: 'T-shirt', 'trousers', and so on. */
  classNames: string[];
}

/** Pictures of clothes in ten classes, as many of each, out of Fashion-MNIST (Xiao, Rasul and Vollgraf 2017). */
export function clothes(options?: ClothesOptions): Promise<Clothes>;

/**
 * Puts the numbers of a file into the weights of a model that they belong to, and prints what fits and what does not.
 * The file is safetensors, ONNX, or AlexNet as Han and others compressed it, and has to be imported first, under
 * “Export or import…”. By their names they belong to a weight, or by the order of the layers, if the file is Caffe's or
 * torchvision's AlexNet and all of it fits.
 *
 * @param name of the file, as it is kept on this device
 */
export function loadWeights(model: tf.LayersModel, name: string): Promise<void>;

export interface AnswerOptions {
  /** What the classes are called; ImageNet's 1,000 names if left out. */
  names?: readonly string[];
  /** How many answers, the most probable first; 5. */
  count?: number;
}

export interface Answer {
  answer: string;
  /** From 0 to 1, to four digits. */
  probability: number;
}

/** What a model takes a photograph for. Its middle goes through the model; a softmax is taken where the model ends without one. */
export function answers(
  model: tf.LayersModel,
  photograph: Photograph,
  options?: AnswerOptions,
): Promise<Answer[]>;

export interface NotebookOptions {
  /** Scales every channel count and dense unit but the classes; each is rounded and at least 1. */
  width?: number;
  /** How many classes there are; 1000. */
  nClasses?: number;
  /** True: one linear dense layer before the softmax, as in the paper. False: as the notebook ends. */
  linearLogits?: boolean;
}

/** The network that the notebook builds cell by cell, with fresh weights. It has to be compiled before it trains. */
export function alexnet(options?: NotebookOptions): tf.Sequential;

export interface ExamineOptions {
  /** Pictures as the model takes them, [pictures, channels, height, width] or channels last; one or three channels. */
  images: tf.Tensor4D;
  /** Their classes: one-hot, or numbers from 0. */
  labels: tf.Tensor2D | tf.Tensor1D | readonly number[];
  /** What the classes are called; their numbers if left out. */
  names?: readonly string[];
}

export interface Examination {
  /** Share of the pictures whose first answer is right. */
  readonly accuracy: number;
  /** The mean of minus the logarithm of the right class's probability. */
  readonly loss: number;
}

/**
 * Lets a model answer pictures whose classes are known, best such as it was not trained on. A cell that ends with it
 * shows which it takes for which.
 */
export function examine(model: tf.LayersModel, options: ExamineOptions): Promise<Examination>;

/**
 * Puts the weights that come with the site, which have learned to name 100 kinds of things, into those layers of a model
 * that have the name and the kernel's shape of a trained one; prints which these are, and why others are not.
 * `alexnet({ nClasses: 100 })` takes them all. They want pictures as the notebook's network does: 0 to 255, less the mean
 * colour.
 */
export function loadLearned(model: tf.LayersModel): Promise<void>;

/** What the learned network answers with, by index: the names of Caltech 101's classes. */
export const learnedClasses: readonly string[];
