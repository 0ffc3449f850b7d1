import sharp from 'sharp';
import { activationScale, paintChannel } from '../model/colour-scale';
import type { LayerActivation } from '../notebook/output';

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
const barsWidth = 1024;
const barsHeight = 96;
/** Legible on the light page and on the dark one, for the picture cannot know which (styles/tokens.css). */
const barColour = [42, 148, 133, 255] as const;

/** Channels as pictures side by side, coloured with the scale of the whole layer; a vector as bars from its zero. */
export async function paintActivation(activation: LayerActivation): Promise<ActivationPicture> {
  const [, height, width] = activation.shape;
  return height !== undefined && width !== undefined
    ? paintChannels(activation, height, width)
    : paintBars(activation);
}

/** Of the channels of an image the one that tells most, the most varied, alone and with a scale of its own. */
export async function paintFace(activation: LayerActivation): Promise<ActivationPicture> {
  const [first, ...others] = activation.channels;
  if (first === undefined) throw new Error(`The trace of ${activation.layer} has no channels.`);
  const face = others.reduce(
    (best, channel) => (deviation(channel) > deviation(best) ? channel : best),
    first,
  );
  const [minimum, maximum] = [Math.min(...face), Math.max(...face)];
  return paintActivation({ ...activation, minimum, maximum, channels: [face] });
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

async function paintChannels(
  { channels, minimum, maximum }: LayerActivation,
  height: number,
  width: number,
): Promise<ActivationPicture> {
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

/** Where there are more values than columns, a column shows the one farthest from zero of those it stands for. */
async function paintBars({ channels, minimum, maximum }: LayerActivation): Promise<ActivationPicture> {
  const values = channels[0] ?? new Float32Array();
  const picture = new Picture(barsWidth, barsHeight);
  const low = Math.min(minimum, 0);
  const high = Math.max(maximum, 0);
  const scale = high > low ? barsHeight / (high - low) : 0;
  for (let x = 0; x < barsWidth; x++) {
    const from = Math.floor((x * values.length) / barsWidth);
    const to = Math.max(from + 1, Math.floor(((x + 1) * values.length) / barsWidth));
    const value = values
      .subarray(from, to)
      .reduce((far, each) => (Math.abs(each) > Math.abs(far) ? each : far), 0);
    const top = Math.round((high - Math.max(value, 0)) * scale);
    const bottom = Math.round((high - Math.min(value, 0)) * scale);
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
