import type { APIRoute } from 'astro';
import { loadChapters } from '../build/course';

/** Every cell of the course in order: what the page's session plans with. */
export const GET: APIRoute = async () => {
  const chapters = await loadChapters();
  return Response.json(chapters.flatMap((chapter) => chapter.cells));
};
