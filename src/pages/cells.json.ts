import type { APIRoute } from 'astro';
import { courseCells } from '../build/course';

/** Every cell of the course in order: what the page's session plans with. */
export const GET: APIRoute = () => Response.json(courseCells);
