import type { APIRoute } from 'astro';
import { courseCells } from '../build/course';
import { croppedJpeg } from '../build/published-look';
import { publishLook, readPhotograph } from '../build/publish';

/** What the network is given of the photograph that the landing page shows first. */
export const GET: APIRoute = async () => {
  const { photograph } = await publishLook(courseCells);
  const { pixels } = await readPhotograph(photograph);
  return new Response(new Uint8Array(await croppedJpeg(pixels)), {
    headers: { 'content-type': 'image/jpeg' },
  });
};
