import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { strToU8, zipSync } from 'fflate';
import type { CourseForExport } from '../features/share/course-files';
import { trainingPhotographs } from '../client/photograph/photographs';
import { projectCells } from '../export/project';
import { CLOTHES_FILE } from '../model/clothes';
import { chapters, courseCells } from '../build/course';
import { projectFiles } from '../build/project';
import { publish, squarePng } from '../build/publish';

/** What an export needs of the course and the page does not have. */
export const GET: APIRoute = async () => {
  const published = [...(await publish(courseCells))].map(([id, { outputs }]) => {
    // Pixels are no JSON, and the network is no output in Jupyter.
    return [id, outputs.filter(({ kind }) => kind !== 'image' && kind !== 'model')] as const;
  });
  const listed = courseCells.map((cell) => ({ cell, source: cell.source }));
  const texts = { ...(await projectFiles()), ...projectCells(listed) };
  const zipped = zipSync(
    Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, strToU8(text)])),
  );
  const pictures = await Promise.all(trainingPhotographs.map(({ id }) => squarePng(id)));
  const clothes = await stat(join(process.cwd(), 'public/clothes', CLOTHES_FILE));
  const course: CourseForExport = {
    chapters: chapters.map(({ number, slug, title, prose }) => ({ number, slug, title, prose })),
    published: Object.fromEntries(published),
    projectBytes: pictures.reduce((sum, { length }) => sum + length, zipped.length + clothes.size),
  };
  return Response.json(course);
};
