import sharp from 'sharp';
import { barHeights, bars } from '../drawing/bars';
import { activationScale, paintChannel } from '../drawing/colour-scale';
import { channelOf } from '../model/feature-maps';
import { drawnChannels, type LayerActivation } from '../notebook/output';

/** What a layer made of the photograph, as a PNG. */
export interface ActivationPicture {
  png: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
  /** How many channels stand side by side; 1 for a vector. */
  channels: number;
}

/** A channel is drawn about this wide, by a whole factor, so that its pixels stay square and sharp. */
const tile = 110;
const gap = 2;
/** Legible on the light page and on the dark one, for the picture cannot know which (styles/tokens.css). */
const barColour = [42, 148, 133, 255] as const;

/** The first channels side by side, coloured with the scale of the whole layer; a vector as bars from its zero. */
export async function paintActivation(activation: LayerActivation): Promise<ActivationPicture> {
  if (activation.shape.length < 3) return paintBars(activation);
  return paintChannels(activation, channelsOf(activation).slice(0, drawnChannels));
}

/** One channel, coloured with the scale of the whole layer. */
export async function paintAlone(activation: LayerActivation, channel: number): Promise<ActivationPicture> {
  return paintChannels(activation, [channelOf(activation, channel)]);
}

function channelsOf(activation: LayerActivation): Float32Array<ArrayBuffer>[] {
  const { shape } = activation;
  return Array.from({ length: shape[0] ?? 0 }, (_, channel) => channelOf(activation, channel));
}

async function paintChannels(
  { shape, minimum, maximum }: Pick<LayerActivation, 'shape' | 'minimum' | 'maximum'>,
  channels: readonly Float32Array<ArrayBuffer>[],
): Promise<ActivationPicture> {
  const [, height = 1, width = 1] = shape;
  const factor = Math.max(1, Math.round(tile / width));
  const [tileWidth, tileHeight] = [width * factor, height * factor];
  const picture = new Picture(channels.length * (tileWidth + gap) - gap, tileHeight);
  for (const [index, values] of channels.entries()) {
    const pixels = paintChannel(values, height, width, activationScale(minimum), { minimum, maximum });
    const left = index * (tileWidth + gap);
    for (let y = 0; y < tileHeight; y++) {
      for (let x = 0; x < tileWidth; x++) {
        const from = (Math.floor(y / factor) * width + Math.floor(x / factor)) * 4;
        picture.set(left + x, y, pixels.subarray(from, from + 4));
      }
    }
  }
  return picture.png(channels.length);
}

async function paintBars(activation: LayerActivation): Promise<ActivationPicture> {
  const { zero, heights } = barHeights(activation.values, activation);
  const picture = new Picture(bars.width, bars.height);
  for (let x = 0; x < bars.width; x++) {
    const height = heights[Math.floor((x * heights.length) / bars.width)] ?? 0;
    const top = Math.round(zero - Math.max(height, 0));
    const bottom = Math.round(zero - Math.min(height, 0));
    for (let y = top; y < bottom; y++) picture.set(x, y, barColour);
  }
  return picture.png(1);
}

/** Pixels, transparent until set. */
class Picture {
  readonly #pixels: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#pixels = new Uint8Array(width * height * 4);
  }

  set(x: number, y: number, colour: ArrayLike<number>): void {
    this.#pixels.set(colour, (y * this.width + x) * 4);
  }

  async png(channels: number): Promise<ActivationPicture> {
    const { width, height } = this;
    const encoded = await sharp(this.#pixels, { raw: { width, height, channels: 4 } })
      .png({ palette: true, effort: 10 })
      .toBuffer();
    return { png: new Uint8Array(encoded), width, height, channels };
  }
}
