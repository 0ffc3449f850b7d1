/** Which tensors of a file belong to which weights of a network; and what does not fit, in words. */
import { sizeOf } from '../image-shape';
import { torchOrder } from './keras-order';
import type { NamedTensor } from './named-tensor';
import type { NetworkWeight } from './network-weights';
import type { WeightsFile } from './open-weights';
import { PUBLISHED_TITLES, publishedInput, type Published, type PublishedId } from './published';
import { writeShape } from './write-shape';

/** The order of a kernel's axes in the file: Keras's, or PyTorch's with the last two first. */
export type Layout = 'keras' | 'torch';

export interface Fit {
  weight: NetworkWeight;
  tensor: NamedTensor;
  layout: Layout;
}

export interface WeightMatch {
  /** Weights of the network. */
  all: number;
  fits: readonly Fit[];
  /** What has a name that fits and cannot be taken, with the reason: in sentences for the reader. */
  misfits: readonly string[];
  /** Weights that the file has nothing for: 'FC6.kernel'. */
  missing: readonly string[];
  /** Tensors that the network has no weight for, as the file calls them. */
  unused: readonly string[];
  /** Of which published network they are; null if the names alone say where they belong. */
  published: PublishedId | null;
}

/** What PyTorch calls Keras's weights. */
const IN_TORCH: Readonly<Record<string, string>> = {
  kernel: 'weight',
  gamma: 'weight',
  beta: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
};

/** By the order of the layers if the file is a published network's and all of it fits, or else by names. */
export function matchWeights(
  weights: readonly NetworkWeight[],
  { tensors, published }: WeightsFile,
): WeightMatch {
  const inOrder = published && matchInOrder(weights, published);
  if (inOrder && isWhole(inOrder)) return inOrder;
  const named = matchNames(weights, tensors);
  // A part of them in order would be a network that nobody has trained: it only says what does not fit.
  return inOrder && named.fits.length === 0 ? { ...inOrder, fits: [] } : named;
}

/** Whether every weight of the network has its tensor, and every tensor its weight. */
export function isWhole({ all, fits, unused }: WeightMatch): boolean {
  return all > 0 && fits.length === all && unused.length === 0;
}

/** Each layer with a kernel and its tensors, from the first to the last. */
function matchInOrder(weights: readonly NetworkWeight[], { id, layers }: Published): WeightMatch {
  const fits: Fit[] = [];
  const misfits: string[] = [];
  const missing: string[] = [];
  const used = new Set<NamedTensor>();
  const kernels = weights.filter(({ weight }) => weight === 'kernel').map(({ layer }) => layer);
  for (const weight of weights) {
    const of = layers[kernels.indexOf(weight.layer)];
    const tensor = weight.weight === 'kernel' ? of?.kernel : weight.weight === 'bias' ? of?.bias : undefined;
    if (tensor === undefined) {
      missing.push(nameOf(weight));
      continue;
    }
    used.add(tensor);
    const misfit = misfitOf(weight, tensor, 'torch');
    if (misfit === null) fits.push({ weight, tensor, layout: 'torch' });
    else misfits.push(misfit);
  }
  const all = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  const unused = all.filter((tensor) => !used.has(tensor)).map(({ name }) => name);
  return { all: weights.length, fits, misfits, missing, unused, published: id };
}

function matchNames(weights: readonly NetworkWeight[], tensors: readonly NamedTensor[]): WeightMatch {
  const byName = new Map(tensors.map((tensor) => [plainName(tensor.name), tensor]));
  const fits: Fit[] = [];
  const misfits: string[] = [];
  const missing: string[] = [];
  const used = new Set<NamedTensor>();
  for (const weight of weights) {
    const own = nameOf(weight);
    const torchName = `${weight.layer}.${IN_TORCH[weight.weight] ?? weight.weight}`;
    const layout = byName.has(own) ? 'keras' : 'torch';
    const tensor = byName.get(own) ?? byName.get(torchName);
    if (tensor === undefined) {
      missing.push(own);
      continue;
    }
    used.add(tensor);
    const misfit = misfitOf(weight, tensor, layout);
    if (misfit === null) fits.push({ weight, tensor, layout });
    else misfits.push(misfit);
  }
  const unused = tensors.filter((tensor) => !used.has(tensor)).map(({ name }) => name);
  return { all: weights.length, fits, misfits, missing, unused, published: null };
}

/** Why a tensor cannot be a weight, in a sentence; null if it can. */
function misfitOf(weight: NetworkWeight, { name, shape, kind, parts }: NamedTensor, layout: Layout) {
  if (parts === null) {
    return `${name} has numbers of the kind ${kind}; float32, float16 and bfloat16 can be read.`;
  }
  const expected = layout === 'torch' ? inTorchOrder(weight.shape) : weight.shape;
  if (isSame(shape, expected)) return null;
  const order = isSame(expected, weight.shape) ? '' : `, in PyTorch's order ${writeShape(expected)}`;
  return `${name} is ${writeShape(shape)} in the file; ${nameOf(weight)} is ${writeShape(weight.shape)} in the network${order}.`;
}

/** What becomes of the network, in sentences; the first says how much is taken. */
export function describeMatch({
  all,
  fits,
  misfits,
  missing,
  unused,
  published,
}: WeightMatch): readonly string[] {
  const numbers = fits.reduce((sum, { weight }) => sum + sizeOf(weight.shape), 0);
  return [
    `${fits.length} of ${all} weights fit: ${numbers.toLocaleString('en-US')} numbers.`,
    ...(published !== null && fits.length > 0
      ? [`They are laid out as those of ${PUBLISHED_TITLES[published]}. ${publishedInput(published).said}`]
      : []),
    ...misfits,
    ...(missing.length > 0 ? [`Not in the file: ${listed(missing)}.`] : []),
    ...(unused.length > 0 ? [`In the file, not in the network: ${listed(unused)}.`] : []),
  ];
}

/** Also as Keras 3 parts names, and as PyTorch wraps a network in another. */
function plainName(name: string): string {
  return name
    .replaceAll('/', '.')
    .replace(/:0$/, '')
    .replace(/^(module\.|_orig_mod\.|model\.)+/, '');
}

function nameOf({ layer, weight }: NetworkWeight): string {
  return `${layer}.${weight}`;
}

function inTorchOrder(shape: readonly number[]): readonly number[] {
  return torchOrder(shape.length).map((axis) => shape[axis] ?? 0);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** At most a few, as a file may have hundreds. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
