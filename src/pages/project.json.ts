import type { APIRoute } from 'astro';
import { projectFiles } from '../build/project';

/** The exported project but for its cells and the photographs' pixels: text by path. */
export const GET: APIRoute = async () => Response.json(await projectFiles());
