/** What an export needs of the course: fetched when the reader asks for it. */
import type { CourseChapter } from '../../export/ipynb';
import type { Output } from '../../notebook/output';
import { photographs } from '../../client/photograph/photographs';
import { siteUrl } from '../../client/addresses/site-url';

export interface CourseForExport {
  chapters: readonly CourseChapter[];
  /** What cells showed when the site was built, by id; pictures are left out. */
  published: Readonly<Record<string, readonly Output[]>>;
  /** Of the zipped project with the published cells. */
  projectBytes: number;
}

/** @throws Error in words for the reader */
export async function fetchCourse(): Promise<CourseForExport> {
  return (await (await fetched('export.json')).json()) as CourseForExport;
}

/**
 * All files of the project but its cells: text or bytes by path.
 *
 * @throws Error in words for the reader
 */
export async function fetchProject(): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const texts = fetched('project.json').then(
    (response) => response.json() as Promise<Record<string, string>>,
  );
  const pictures = photographs.map(async ({ id }): Promise<[string, Uint8Array]> => {
    const response = await fetched(`photos/square/${id}.png`);
    return [`photographs/${id}.png`, new Uint8Array(await response.arrayBuffer())];
  });
  const listed = photographs.map(({ id, title }) => ({ id, title }));
  return {
    ...(await texts),
    'photographs/photographs.json': `${JSON.stringify(listed, null, 2)}\n`,
    ...Object.fromEntries(await Promise.all(pictures)),
  };
}

async function fetched(path: string): Promise<Response> {
  const response = await fetch(siteUrl(path)).catch(() => null);
  if (!response?.ok) {
    throw new Error('What the export needs could not be fetched. Check the connection and try again.');
  }
  return response;
}
