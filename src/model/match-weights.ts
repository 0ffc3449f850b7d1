/** Which tensors of a file belong to which weights of a network, by their names; and what does not fit, in words. */
import { sizeOf } from './image-shape';
import { isReadable, type FileTensor } from './read-safetensors';

export interface NetworkWeight {
  layer: string;
  /** 'kernel', 'bias'; 'gamma', 'beta', 'moving_mean', 'moving_variance'. */
  weight: string;
  /** As Keras keeps it: [height, width, in, out], [in, out]. */
  shape: readonly number[];
}

/** The order of a kernel's axes in the file: Keras's, or PyTorch's with the last two first. */
export type Layout = 'keras' | 'torch';

export interface Fit {
  weight: NetworkWeight;
  tensor: FileTensor;
  layout: Layout;
}

export interface WeightMatch {
  fits: readonly Fit[];
  /** What has a name that fits and cannot be taken, with the reason: in sentences for the reader. */
  misfits: readonly string[];
  /** Weights that the file has nothing for: 'FC6.kernel'. */
  missing: readonly string[];
  /** Tensors that the network has no weight for, as the file calls them. */
  unused: readonly string[];
}

/** What PyTorch calls Keras's weights. */
const IN_TORCH: Readonly<Record<string, string>> = {
  kernel: 'weight',
  gamma: 'weight',
  beta: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
};

export function matchWeights(weights: readonly NetworkWeight[], tensors: readonly FileTensor[]): WeightMatch {
  const byName = new Map(tensors.map((tensor) => [plainName(tensor.name), tensor]));
  const fits: Fit[] = [];
  const misfits: string[] = [];
  const missing: string[] = [];
  const used = new Set<FileTensor>();
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
    const expected = layout === 'torch' ? inTorchOrder(weight.shape) : weight.shape;
    if (!isReadable(tensor)) {
      misfits.push(
        `${tensor.name} has numbers of the kind ${tensor.dtype}; float32, float16 and bfloat16 can be read.`,
      );
    } else if (!isSame(tensor.shape, expected)) {
      const order = isSame(expected, weight.shape) ? '' : `, in PyTorch's order ${written(expected)}`;
      misfits.push(
        `${tensor.name} is ${written(tensor.shape)} in the file; ${own} is ${written(weight.shape)} in the network${order}.`,
      );
    } else fits.push({ weight, tensor, layout });
  }
  const unused = tensors.filter((tensor) => !used.has(tensor)).map(({ name }) => name);
  return { fits, misfits, missing, unused };
}

/** What becomes of the network, in sentences; the first says how much is taken. */
export function describeMatch({ fits, misfits, missing, unused }: WeightMatch): readonly string[] {
  const all = fits.length + misfits.length + missing.length;
  const numbers = fits.reduce((sum, { weight }) => sum + sizeOf(weight.shape), 0);
  return [
    `${fits.length} of ${all} weights fit: ${numbers.toLocaleString('en-US')} numbers.`,
    ...misfits,
    ...(missing.length > 0 ? [`Not in the file: ${listed(missing)}.`] : []),
    ...(unused.length > 0 ? [`In the file, not in the network: ${listed(unused)}.`] : []),
  ];
}

/** How many axes go where, from Keras's order to PyTorch's: [height, width, in, out] to [out, in, height, width]. */
export function torchOrder(rank: number): number[] {
  return rank < 2 ? [0] : [rank - 1, rank - 2, ...Array.from({ length: rank - 2 }, (_, axis) => axis)];
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

function written(shape: readonly number[]): string {
  return shape.length === 0
    ? 'a single number'
    : shape.map((size) => size.toLocaleString('en-US')).join(' × ');
}

/** At most a few, as a file may have hundreds. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
