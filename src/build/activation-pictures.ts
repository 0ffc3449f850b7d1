/** What layers made of the photograph, as PNGs. */
import sharp from 'sharp';
import { barHeights, bars } from '../drawing/bars';
import { activationScale, paintChannel, type Colour, type Theme, type Themed } from '../drawing/colour-scale';
import { statistics } from '../drawing/statistics';
import { channelsOfStrip } from '../drawing/telling-channels';
import { channelOf } from '../model/feature-maps';
import { drawnChannels, type LayerActivation } from '../notebook/output';
import type { Scaling } from '../notebook/trace';

/** A channel is drawn about this wide, by a whole factor, so that its pixels stay square and sharp. */
const tile = 110;
const gap = 2;
/** `--output` in styles/tokens.css. */
const barColour: Themed<Colour> = { light: [8, 120, 108], dark: [64, 187, 167] };

/** A cell's layers, and of each the channels that its picture shows; none of a vector. */
export function picturedBy(
  activations: readonly LayerActivation[],
): { activation: LayerActivation; channels: readonly number[] }[] {
  const maps = activations.filter(({ shape }) => shape.length === 3);
  const chosen = channelsOfStrip(maps, drawnChannels);
  return activations.map((activation) => ({ activation, channels: chosen.get(activation.layer) ?? [] }));
}

/** Of a picture of these channels, in pixels; without any, of a vector's. */
export function pictureSize({ shape }: LayerActivation, count: number): { width: number; height: number } {
  if (count === 0) return bars;
  const { tileWidth, tileHeight } = tileOf(shape);
  return { width: count * (tileWidth + gap) - gap, height: tileHeight };
}

/** These channels side by side; without any a vector, as bars from its zero. */
export async function paintActivation(
  activation: LayerActivation,
  channels: readonly number[],
  theme: Theme,
  scaling: Scaling = 'shared',
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = pictureSize(activation, channels.length);
  const picture = new Picture(width, height);
  if (channels.length === 0) paintBars(picture, activation, barColour[theme]);
  else paintChannels(picture, activation, channels, theme, scaling);
  return picture.png();
}

function tileOf([, height = 1, width = 1]: readonly number[]) {
  const factor = Math.max(1, Math.round(tile / width));
  return { height, width, factor, tileHeight: height * factor, tileWidth: width * factor };
}

function paintChannels(
  picture: Picture,
  activation: LayerActivation,
  channels: readonly number[],
  theme: Theme,
  scaling: Scaling,
): void {
  const { height, width, factor, tileHeight, tileWidth } = tileOf(activation.shape);
  const scale = activationScale(activation.minimum);
  for (const [index, channel] of channels.entries()) {
    const values = channelOf(activation, channel);
    const range = scaling === 'own' ? statistics(values) : activation;
    const pixels = paintChannel(values, height, width, scale, range, theme);
    const left = index * (tileWidth + gap);
    for (let y = 0; y < tileHeight; y++) {
      for (let x = 0; x < tileWidth; x++) {
        const from = (Math.floor(y / factor) * width + Math.floor(x / factor)) * 4;
        picture.set(left + x, y, pixels.subarray(from, from + 4));
      }
    }
  }
}

function paintBars(picture: Picture, activation: LayerActivation, colour: Colour): void {
  const { zero, heights } = barHeights(activation.values, activation);
  for (let x = 0; x < bars.width; x++) {
    const height = heights[Math.floor((x * heights.length) / bars.width)] ?? 0;
    const top = Math.round(zero - Math.max(height, 0));
    const bottom = Math.round(zero - Math.min(height, 0));
    for (let y = top; y < bottom; y++) picture.set(x, y, [...colour, 255]);
  }
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

  /** As a PNG. */
  async png(): Promise<Uint8Array<ArrayBuffer>> {
    const { width, height } = this;
    const encoded = await sharp(this.#pixels, { raw: { width, height, channels: 4 } })
      .png({ palette: true, effort: 10 })
      .toBuffer();
    return new Uint8Array(encoded);
  }
}
