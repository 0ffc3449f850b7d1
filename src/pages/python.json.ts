import type { APIRoute } from 'astro';
import { courseCells } from '../build/course';
import { allInPython } from '../export/cells/published-python';
import { stampCells } from '../notebook/stamp';

/** Every cell of the course in Keras's and PyTorch's Python, as it is published. */
export const GET: APIRoute = () => Response.json(allInPython(stampCells(courseCells)));
