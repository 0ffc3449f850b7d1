/** Which published network a file of weights belongs to, and whether it is whole; in words for the reader. */
import { memberOf } from '../family/family';
import { sizeOf } from '../image-shape';
import { isWhole, matchWeights } from './match-weights';
import { networkWeights, type NetworkWeight } from './network-weights';
import type { WeightsFile } from './open-weights';
import { PUBLISHED_TITLES, type PublishedId } from './published';
import { writeShape } from './write-shape';

export interface Recognised {
  id: PublishedId;
  /** What it is, in a sentence. */
  said: string;
  /** Why it cannot be loaded into that network, in sentences; none if it can. */
  misfits: readonly string[];
}

/** The network that a file without names and shapes may be for, beside those of the reader. */
export function compressedWeights(): NetworkWeight[] {
  return networkWeights(memberOf('bvlc-alexnet').network());
}

/** Null if the file is laid out as none of the published networks. */
export function recognise(file: WeightsFile): Recognised | null {
  if (file.published === null) return null;
  const { id, layers } = file.published;
  const match = matchWeights(networkWeights(memberOf(id).network()), file);
  const title = PUBLISHED_TITLES[id];
  if (!isWhole(match)) {
    const unused = match.unused.map((name) => `${name} is not in that network.`);
    const missing = match.missing.map((name) => `The file has nothing for ${name}.`);
    return {
      id,
      said: `This is laid out as ${title}, and is another network.`,
      misfits: [...match.misfits, ...missing, ...unused],
    };
  }
  const numbers = match.fits.reduce((sum, { weight }) => sum + sizeOf(weight.shape), 0);
  return {
    id,
    said: `This is ${title}: ${numbers.toLocaleString('en-US')} weights in ${2 * layers.length} tensors, trained on ImageNet’s 1,000 classes.`,
    misfits: [],
  };
}

/** What an unknown file has in it. */
export function describeTensors({ tensors }: WeightsFile): string {
  const large = tensors.filter(({ shape }) => shape.length > 1);
  const unreadable = large.find(({ parts }) => parts === null);
  if (unreadable && large.every(({ parts }) => parts === null)) {
    return `Its numbers are of the kind ${unreadable.kind}; float32, float16 and bfloat16 can be read. Of the networks that ONNX publishes, take the file without int8 or qdq in its name.`;
  }
  const written = [tensors.at(0), tensors.at(-1)].map((tensor) =>
    tensor ? `${tensor.name}, ${writeShape(tensor.shape)}` : '',
  );
  if (tensors.length < 2)
    return tensors.length === 0 ? 'It has no tensors.' : `It has one tensor: ${written[0]}.`;
  return `It has ${tensors.length.toLocaleString('en-US')} tensors, from ${written.join(' to ')}.`;
}
