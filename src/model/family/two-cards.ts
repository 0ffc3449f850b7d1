/** The paper's network as it lay on two graphics cards: which half of a layer reads which half of the one before. */
import type { Network, Shape } from '../layer';
import { paperNetwork } from './reference-networks';
import { sizeOf } from '../image-shape';
import { rows, type Row } from '../rows';

/** Where each half reads both: in the dense layers alone, in conv3 as well (the paper), or in every layer. */
export type CrossTalk = 'dense' | 'paper' | 'everywhere';

export const CARDS = [1, 2] as const;
export type Card = (typeof CARDS)[number];

/** A layer with weights, halved. */
export interface HalvedLayer {
  name: string;
  kind: 'conv2d' | 'dense';
  /** The cards that it lies on: the last layer lies on the first alone (fc1000 in layers-145.cfg, which has no half). */
  cards: readonly Card[];
  /** What one card holds of its output: [channels, height, width] or [units]. */
  half: Shape;
  /** What one unit or kernel reads: channels of the layer before, or numbers. */
  depth: number;
  /** Whether a half reads both halves of the layer before. The first reads the photograph, which both cards have. */
  crossed: boolean;
  /** Of both halves together. */
  parameters: number;
  multiplyAdds: number;
  /** Numbers that go from one card to the other before this layer, both ways together, for one photograph. */
  crossing: number;
}

/** The paper's network with more or less cross-talk than it has. */
export function crossTalkNetwork(crossTalk: CrossTalk): Network {
  const network = paperNetwork({ groups: crossTalk === 'everywhere' ? 1 : 2 });
  if (crossTalk !== 'dense') return network;
  const layers = network.layers.map((layer) =>
    layer.type === 'conv2d' && layer.name === 'conv3' ? { ...layer, groups: 2 } : layer,
  );
  return { ...network, layers };
}

/** The layers with weights, from the first. */
export function halvedLayers(network: Network): HalvedLayer[] {
  const weighted = rows(network).filter(({ parameters }) => parameters > 0);
  return weighted.map((row, index) => halve(row, index === 0, index === weighted.length - 1));
}

function halve(
  { layer, input, output, parameters, multiplyAdds }: Row,
  first: boolean,
  last: boolean,
): HalvedLayer {
  const cards = last ? ([1] as const) : CARDS;
  const [units = 0, ...map] = output;
  const groups = layer.type === 'conv2d' ? layer.groups : 1;
  const crossed = groups === 1 && !first;
  return {
    name: layer.name,
    kind: layer.type === 'conv2d' ? 'conv2d' : 'dense',
    cards,
    half: [units / cards.length, ...map],
    depth: (input[0] ?? 0) / groups,
    crossed,
    parameters,
    multiplyAdds,
    crossing: crossed ? (sizeOf(input) / 2) * cards.length : 0,
  };
}

/** The cards whose halves a half depends on, layer by layer from the first to its own; [] for those behind it. */
export function sight(
  layers: readonly Pick<HalvedLayer, 'crossed'>[],
  { layer, card }: { layer: number; card: Card },
): (readonly Card[])[] {
  const seen: (readonly Card[])[] = layers.map(() => []);
  let cards: readonly Card[] = [card];
  for (let index = layer; index >= 0; index--) {
    seen[index] = cards;
    if (layers[index]?.crossed) cards = CARDS;
  }
  return seen;
}
