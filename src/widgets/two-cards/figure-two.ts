/** Where everything stands in the paper's figure 2 drawn to scale: the photograph, and the halves of each layer on two cards. */
import type { Card, HalvedLayer } from '../../model/family/two-cards';
import type { Shape } from '../../model/layer';
import { type Point, upright, volume, type Volume } from '../../drawing/volume';

/** The highest half, conv1's, fits its card. */
const zoom = 1.3;
export const drawing = { width: 800, height: 394 } as const;

/** Between the photograph and the layers, and between two layers: room for what is read. */
const gap = 42;
const margin = 14;
/** Where the middle of each card lies, from the top. */
const middles: Readonly<Record<Card, number>> = { 1: 112, 2: 262 };
export const cardBox = {
  left: 128,
  width: 668,
  height: 132,
  top: (card: Card) => middles[card] - 66,
} as const;

export interface PlacedHalf {
  layer: HalvedLayer;
  card: Card;
  volume: Volume;
  left: number;
  top: number;
}

/** A line from a half, or from the photograph, to a half that reads it. */
export interface Reading {
  from: Point;
  to: Point;
  /** Whether it goes from one card to the other. */
  crosses: boolean;
}

export interface FigureTwo {
  photograph: { volume: Volume; left: number; top: number };
  halves: readonly PlacedHalf[];
  readings: readonly Reading[];
  /** Under each layer, the middle of its halves. */
  labels: readonly { layer: HalvedLayer; at: number }[];
}

export function figureTwo(photograph: Shape, layers: readonly HalvedLayer[]): FigureTwo {
  const seen = volume(photograph, 'channelsFirst', zoom);
  const first = { volume: seen, left: margin, top: (middles[1] + middles[2] - seen.height) / 2 };
  let left = cardBox.left + margin + gap;
  const columns = layers.map((layer) => {
    const drawn = upright(volume(layer.half, 'channelsFirst', zoom));
    const column = layer.cards.map((card): PlacedHalf => {
      return { layer, card, volume: drawn, left, top: middles[card] - drawn.height / 2 };
    });
    left += drawn.width + gap;
    return column;
  });
  const readings = columns.flatMap((column, index) =>
    column.flatMap((reader): Reading[] => {
      const to: Point = [reader.left - 1, middles[reader.card]];
      const before = columns[index - 1];
      if (!before) {
        // The photograph's side, which both cards read.
        const from: Point = [first.left + seen.width - 2, middles[reader.card]];
        return [{ from, to, crosses: false }];
      }
      return before
        .filter(({ card }) => reader.layer.crossed || card === reader.card)
        .map((read) => ({
          from: [read.left + read.volume.width + 1, middles[read.card]],
          to,
          crosses: read.card !== reader.card,
        }));
    }),
  );
  const labels = columns.flatMap(([half]) =>
    half ? [{ layer: half.layer, at: half.left + half.volume.width / 2 }] : [],
  );
  return { photograph: first, halves: columns.flat(), readings, labels };
}
