/** What a half reads and depends on, in words. */
import { writeCount } from '../../drawing/writing/counts';
import { listed } from '../../drawing/writing/lists';
import { CARDS, type Card, type HalvedLayer, sight } from '../../model/family/two-cards';

export interface Half {
  /** Index among the layers with weights. */
  layer: number;
  card: Card;
}

/** "192 kernels, each 256 deep. It reads the 128 channels of its own card and the 128 of the other." */
export function readingOf(layers: readonly HalvedLayer[], { layer: index }: Half): string {
  const layer = layers[index];
  if (!layer) return '';
  const before = layers[index - 1];
  const units = writeCount(layer.half[0] ?? 0);
  const what =
    layer.kind === 'conv2d'
      ? `${units} kernels, each ${writeCount(layer.depth)} deep.`
      : `${units} units, each of which reads ${writeCount(layer.depth)} numbers.`;
  if (!before) return `${what} It reads the photograph, which both cards have.`;
  const channels = layer.kind === 'conv2d';
  const part = channels ? (before.half[0] ?? 0) : layer.depth / 2;
  const unit = channels ? 'channels' : 'numbers';
  return layer.crossed
    ? `${what} It reads the ${writeCount(part)} ${unit} of its own card and the ${writeCount(part)} of the other.`
    : `${what} It reads the ${writeCount(part)} ${unit} of its own card, and none of the other.`;
}

/** How far down it still depends on one card alone: "Down to the photograph it depends on nothing of card 2." */
export function dependenceOf(layers: readonly HalvedLayer[], half: Half): string {
  const other = CARDS.find((card) => card !== half.card);
  const seen = sight(layers, half).slice(0, half.layer);
  if (seen.length === 0) return '';
  const both = seen.findLastIndex((cards) => cards.length > 1);
  if (both < 0) return `Down to the photograph it depends on nothing of card ${other}.`;
  const names = layers.slice(0, both + 1).map(({ name }) => name);
  return `In all, it depends on both halves of ${listed(names)}.`;
}

export interface Totals {
  parameters: number;
  multiplyAdds: number;
  crossing: number;
}

export function totalsOf(layers: readonly HalvedLayer[]): Totals {
  const sum = (of: (layer: HalvedLayer) => number) => layers.reduce((total, layer) => total + of(layer), 0);
  return {
    parameters: sum(({ parameters }) => parameters),
    multiplyAdds: sum(({ multiplyAdds }) => multiplyAdds),
    crossing: sum(({ crossing }) => crossing),
  };
}
