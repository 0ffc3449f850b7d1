import type { APIRoute } from 'astro';
import { courseCells } from '../build/course';
import { packFaces } from '../build/packed-faces';
import { publish, readPhotograph } from '../build/publish';

/** What stands on the faces of the published network's volumes: fetched at the first sign of a reader. */
export const GET: APIRoute = async () =>
  Response.json(await packFaces(courseCells, await publish(courseCells), await readPhotograph()));
