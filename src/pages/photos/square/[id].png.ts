import type { APIRoute, GetStaticPaths } from 'astro';
import sharp from 'sharp';
import { photographs } from '../../../islands/photo/photographs';
import { squareFormat, squareOf } from '../../../plugins/published';

export const getStaticPaths: GetStaticPaths = () => photographs.map(({ id }) => ({ params: { id } }));

/** The photograph's pixels as the network's crops are cut from them, without loss: the same numbers in every browser. */
export const GET: APIRoute = async ({ params: { id = '' } }) => {
  const png = await sharp(await squareOf(id), { raw: squareFormat })
    .removeAlpha()
    .png({ compressionLevel: 9 })
    .toBuffer();
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } });
};
