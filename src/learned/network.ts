/** The network that was trained, and how far another one is the same. */
import { readImageShape } from '../model/image-shape';
import type { Network } from '../model/layer';
import { notebookNetwork } from '../model/networks';
import { rows, type Row } from '../model/rows';
import { isLearnedName, learnedFiles } from './format';

/** The notebook's network with its own branch for 100 classes (In [164]): 30 layers. */
export function learnedNetwork(): Network {
  return notebookNetwork({ nClasses: 100 });
}

/** The layer whose output a photograph's features are, 4,096 numbers: the ReLU behind FC7. */
export function featureLayer(): string {
  const { layers } = learnedNetwork();
  const layer = layers[layers.findIndex(({ name }) => name === 'FC7') + 1];
  if (layer === undefined) throw new Error('The trained network ends at FC7.');
  return layer.name;
}

/** What of a network was learned. */
export interface LearnedPart {
  /** As far as its weights are to be had; without layers if it departs from the first on. */
  readonly network: Network;
  /** Where it ends, and why, for the reader; null if all of it was learned. */
  readonly end: { readonly layer: string; readonly reason: string } | null;
}

/**
 * How far the learned weights fit a network: through the layers whose names and kernels are those of the trained one, up
 * to where it branches. Layers without weights are as the network has them.
 *
 * @throws {ShapeError} if the layers do not fit each other
 */
export function learnedPart(network: Network): LearnedPart {
  let last: string | null = null;
  for (const [index, row] of rows(network).entries()) {
    const reason = turnOff(row, network.layers[index - 1]?.name ?? null) ?? departure(row, last);
    if (reason !== null) {
      const { takes, ...chain } = network;
      const layers = network.layers.slice(0, index);
      return { network: { ...chain, layers }, end: { layer: row.layer.name, reason } };
    }
    if (row.parameters > 0) last = row.layer.name;
  }
  return { network, end: null };
}

/** @param before the layer before it in the list, null for the first */
function turnOff({ layer, takes }: Row, before: string | null): string | null {
  if (takes.length === 1 && takes[0] === before) return null;
  return `In the trained network each layer takes what the one before it gives, and ${layer.name} takes what ${takes.map((name) => name ?? 'the input').join(' and ')} gives.`;
}

/** @param last the layer with weights that comes before, null for none */
function departure(row: Row, last: string | null): string | null {
  const { layer } = row;
  if (layer.type === 'activation' && layer.activation === 'softmax' && last !== 'dense_18') {
    return last === 'dense_17'
      ? 'The trained network goes on from dense_17 to a layer of its own 100 classes. Set nClasses to 100 in In [164], and it goes on here too.'
      : `In the trained network, ${layer.name} comes behind dense_18.`;
  }
  if (layer.type === 'other') return `The trained network has no layer of the kind ${layer.className}.`;
  if (row.parameters === 0) return null;
  return misfit(layer.name, kernelShape(row), 'useBias' in layer && layer.useBias);
}

/**
 * Why a layer cannot have the learned weights of its name, for the reader; null if it can.
 *
 * @param kernel shape of its kernel, as Keras orders it; null if it is no convolution and no dense layer
 */
export function misfit(name: string, kernel: readonly number[] | null, hasBias: boolean): string | null {
  if (!isLearnedName(name)) return `The trained network has no layer ${name}.`;
  const learned = learnedFiles[name].kernelShape;
  if (kernel === null || kernel.join() !== learned.join()) {
    return `${name} has a kernel of ${kernel?.join(' × ') ?? 'another kind'} here, and one of ${learned.join(' × ')} in the trained network.`;
  }
  return hasBias ? null : `${name} has no biases here, and has some in the trained network.`;
}

/** [height, width, input channels, filters] or [inputs, units]; null for other layers. */
function kernelShape({ layer, input, inputFormat }: Row): readonly number[] | null {
  if (layer.type === 'dense') return [input.at(-1) ?? 0, layer.units];
  if (layer.type !== 'conv2d') return null;
  const channels = readImageShape(input, inputFormat)?.channels ?? 0;
  return [...layer.kernelSize, channels / layer.groups, layer.filters];
}

/**
 * Why a layer of a network shows nothing with the learned weights, for the reader; null if it does.
 *
 * @param part of its network
 */
export function whyUnlearned({ network, end }: LearnedPart, layer: string): string | null {
  if (end === null || network.layers.some(({ name }) => name === layer)) return null;
  return end.layer === layer ? end.reason : `What was learned ends before ${end.layer}. ${end.reason}`;
}
