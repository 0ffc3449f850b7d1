import type { APIRoute } from 'astro';
import sharp from 'sharp';
import { readPhotograph, squareFormat } from '../build/publish';
import { marginOf } from '../model/photograph';

/** What the network is given of the published photograph: the central 227 x 227 of 256 x 256. */
export const GET: APIRoute = async () => {
  const { pixels } = await readPhotograph();
  const margin = marginOf(227);
  const jpeg = await sharp(pixels, { raw: squareFormat })
    .extract({ left: margin, top: margin, width: 227, height: 227 })
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer();
  return new Response(new Uint8Array(jpeg), { headers: { 'content-type': 'image/jpeg' } });
};
