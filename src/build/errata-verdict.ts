import type { Network } from '../model/layer';
import { paperNetwork } from '../model/family/reference-networks';
import { rows } from '../model/rows';

export interface Verdict {
  /** Layers with weights. */
  weighted: number;
  /** Of these, those with the paper's number of parameters, and with its output's shape. */
  sameCount: number;
  sameShape: number;
  /** Of the paper's network: outputs of the layers with weights. */
  neurons: number;
  /** What figure 2's caption has for the first layer, and the sum with it. */
  drawn: number;
  mistaken: number;
}

/** How much of the paper's network another one with as many layers is. */
export function verdict(network: Network): Verdict {
  const withWeights = (each: Network) => rows(each).filter(({ parameters }) => parameters > 0);
  const paper = withWeights(paperNetwork());
  const pairs = withWeights(network).map((row, index) => ({ row, twin: paper[index] }));
  const sizes = paper.map(({ output }) => output.reduce((product, size) => product * size, 1));
  const neurons = sizes.reduce((sum, size) => sum + size, 0);
  const drawn = 55 * 48 * 96;
  return {
    weighted: pairs.length,
    sameCount: pairs.filter(({ row, twin }) => row.parameters === twin?.parameters).length,
    sameShape: pairs.filter(({ row, twin }) => row.output.join() === twin?.output.join()).length,
    neurons,
    drawn,
    mistaken: neurons - (sizes[0] ?? 0) + drawn,
  };
}
