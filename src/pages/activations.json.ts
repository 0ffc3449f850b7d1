import type { APIRoute } from 'astro';
import { courseCells } from '../build/course';
import { publish } from '../build/publish';
import { publishedPictures } from '../build/published-pictures';

/** Where the pictures are that all published layers made: the steppers of the chapters fetch it when they are seen. */
export const GET: APIRoute = async () =>
  Response.json(publishedPictures(courseCells, await publish(courseCells)));
