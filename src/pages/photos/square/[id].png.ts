import type { APIRoute, GetStaticPaths } from 'astro';
import { photographs } from '../../../client/photograph/photographs';
import { squarePng } from '../../../build/publish';

export const getStaticPaths: GetStaticPaths = () => photographs.map(({ id }) => ({ params: { id } }));

/** The photograph's pixels as the network's crops are cut from them. */
export const GET: APIRoute = async ({ params: { id = '' } }) =>
  new Response(new Uint8Array(await squarePng(id)), { headers: { 'content-type': 'image/png' } });
