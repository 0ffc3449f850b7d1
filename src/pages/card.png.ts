import type { APIRoute } from 'astro';
import sharp from 'sharp';
import { paintActivation, picturedBy } from '../build/activation-pictures';
import { courseCells } from '../build/course';
import { publish, readPhotograph, squareFormat } from '../build/publish';

const paper = '#fcfaf6';
const [width, height] = [1200, 630];
const photographSize = 430;
const tile = 150;
const gap = 10;

/** The picture beside a shared link: the photograph, and what the first layer makes of it. */
export const GET: APIRoute = async () => {
  const { pixels } = await readPhotograph();
  const photograph = await sharp(pixels, { raw: squareFormat }).resize(photographSize).png().toBuffer();
  const published = await publish(courseCells);
  const [first] = [...published.values()].flatMap(({ activations }) => picturedBy(activations));
  const channels = first
    ? await Promise.all(
        first.channels.map(async (channel) => {
          const png = await paintActivation(first.activation, [channel], 'light');
          return sharp(png).resize(tile, tile, { kernel: 'nearest' }).toBuffer();
        }),
      )
    : [];
  const left = 60;
  const right = left + photographSize + 40;
  const png = await sharp({ create: { width, height, channels: 3, background: paper } })
    .composite([
      { input: photograph, left, top: (height - photographSize) / 2 },
      ...channels.map((input, index) => ({
        input,
        left: right + (index % 4) * (tile + gap),
        top: height / 2 - tile - gap / 2 + Math.floor(index / 4) * (tile + gap),
      })),
    ])
    .png({ palette: true })
    .toBuffer();
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } });
};
