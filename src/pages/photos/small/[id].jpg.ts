import type { APIRoute, GetStaticPaths } from 'astro';
import { publishedPhotograph, smallJpeg } from '../../../build/publish';

export const getStaticPaths: GetStaticPaths = () => [{ params: { id: publishedPhotograph.id } }];

/** The photograph as a chapter shows it beside its text. */
export const GET: APIRoute = async ({ params: { id = '' } }) =>
  new Response(new Uint8Array(await smallJpeg(id)), { headers: { 'content-type': 'image/jpeg' } });
