/** Networks whose trained weights are published, as the files that hold them are laid out. */
import type { OnnxNode } from './onnx';
import type { NamedTensor } from './named-tensor';
import type { ChannelChange } from './keras-order';

export type PublishedId = 'bvlc-alexnet' | 'caffenet' | 'torchvision';

/** A file that is laid out as one of them, whatever its sizes. */
export interface Published {
  id: PublishedId;
  /** Its layers with weights, in the order in which they run. */
  layers: readonly PublishedLayer[];
}

export interface PublishedLayer {
  kernel: NamedTensor;
  bias: NamedTensor;
}

export const PUBLISHED_TITLES: Readonly<Record<PublishedId, string>> = {
  'bvlc-alexnet': 'Caffe’s bvlc_alexnet',
  caffenet: 'CaffeNet',
  torchvision: 'torchvision’s AlexNet',
};

/** torchvision's modules with weights (torchvision/models/alexnet.py). */
const TORCHVISION = ['features.0', 'features.3', 'features.6', 'features.8', 'features.10'].concat([
  'classifier.1',
  'classifier.4',
  'classifier.6',
]);

/** Operators that tell the networks apart, in order. */
const CAFFE_OPERATORS: readonly (readonly [PublishedId, string])[] = [
  ['bvlc-alexnet', 'Conv LRN MaxPool Conv LRN MaxPool Conv Conv Conv MaxPool Gemm Gemm Gemm'],
  ['caffenet', 'Conv MaxPool LRN Conv MaxPool LRN Conv Conv Conv MaxPool Gemm Gemm Gemm'],
];

/** By its tensors' names, as torchvision has them; null if they are others. */
export function torchvisionIn(tensors: readonly NamedTensor[]): Published | null {
  const byName = new Map(tensors.map((tensor) => [tensor.name.replace(/^module\./, ''), tensor]));
  const layers = TORCHVISION.map((name) => layerOf(byName, `${name}.weight`, `${name}.bias`));
  return areAll(layers) ? { id: 'torchvision', layers } : null;
}

/** By the order of its operators, as the two networks have them that came from Caffe; null if it is another. */
export function caffeIn(tensors: readonly NamedTensor[], nodes: readonly OnnxNode[]): Published | null {
  const telling = nodes.filter(({ operator }) => ['Conv', 'LRN', 'MaxPool', 'Gemm'].includes(operator));
  const operators = telling.map(({ operator }) => operator).join(' ');
  const [id] = CAFFE_OPERATORS.find(([, found]) => found === operators) ?? [];
  if (id === undefined) return null;
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const layers = telling
    .filter(({ operator }) => operator === 'Conv' || operator === 'Gemm')
    .map(({ inputs: [, kernel = '', bias = ''] }) => layerOf(byName, kernel, bias));
  return areAll(layers) ? { id, layers } : null;
}

/** Of a list that has kernel and biases by turns. */
export function inTurn(id: PublishedId, tensors: readonly NamedTensor[]): Published {
  const layers = tensors.flatMap((kernel, index): PublishedLayer[] => {
    const bias = tensors[index + 1];
    return index % 2 === 0 && bias ? [{ kernel, bias }] : [];
  });
  return { id, layers };
}

function layerOf(
  byName: ReadonlyMap<string, NamedTensor>,
  kernelName: string,
  biasName: string,
): PublishedLayer | null {
  const [kernel, bias] = [byName.get(kernelName), byName.get(biasName)];
  return kernel && bias ? { kernel, bias } : null;
}

function areAll(layers: readonly (PublishedLayer | null)[]): layers is readonly PublishedLayer[] {
  return layers.every((layer) => layer !== null);
}

/** How the pictures were given to a network in its training, and what of it its first layer takes over. */
export interface PublishedInput {
  /** Red, green and blue that are subtracted from a picture, 0 to 255; null: Caffe's, as everywhere in this course. */
  mean: readonly [number, number, number] | null;
  /** What becomes of the first layer's incoming channels: they are red, green and blue here. */
  changes: readonly ChannelChange[];
  /** Said to who loads it. */
  said: string;
}

/** Means and deviations that torchvision's models were trained with (torchvision.transforms' reference, for pixels of 0 to 1). */
const TORCH_MEAN = [0.485, 0.456, 0.406] as const;
const TORCH_DEVIATION = [0.229, 0.224, 0.225] as const;

const CAFFE_INPUT: PublishedInput = {
  mean: null,
  changes: [2, 1, 0].map((to) => ({ to, factor: 1 })),
  said: 'Caffe gives pictures as blue, green, red. Here they come as red, green, blue, so the first layer’s incoming channels are turned round.',
};

const TORCHVISION_INPUT: PublishedInput = {
  mean: [255 * TORCH_MEAN[0], 255 * TORCH_MEAN[1], 255 * TORCH_MEAN[2]],
  changes: TORCH_DEVIATION.map((deviation, to) => ({ to, factor: 1 / (255 * deviation) })),
  said: 'torchvision divides pictures by 255 and by a deviation of each colour. Here they stay 0 to 255, so the first layer’s kernel is divided instead; the mean that is subtracted is torchvision’s.',
};

export function publishedInput(id: PublishedId): PublishedInput {
  return id === 'torchvision' ? TORCHVISION_INPUT : CAFFE_INPUT;
}
