import type { APIRoute } from 'astro';
import { networksToCompare } from '../build/errata-effects';
import { courseCells } from '../build/course';

/** The networks that are compared on the reader's photograph: fetched when one is asked for. */
export const GET: APIRoute = () =>
  Response.json(networksToCompare(Object.fromEntries(courseCells.map(({ id, source }) => [id, source]))));
