/** What an export needs of the course: fetched when the reader asks for it. */
import * as v from 'valibot';
import { learnedFiles } from '../../learned/format';
import { CLOTHES_FILE } from '../../model/clothes';
import type { CourseChapter } from '../../export/ipynb';
import { outputSchema } from '../../notebook/kept-format';
import type { Output } from '../../notebook/output';
import { trainingPhotographs } from '../../client/photograph/photographs';
import { siteUrl } from '../../client/addresses/site-url';
import { fetchFile } from '../../client/errors/connection';

export interface CourseForExport {
  chapters: readonly CourseChapter[];
  /** What cells showed when the site was built, by id; pictures are left out. */
  published: Readonly<Record<string, readonly Output[]>>;
  /** Of the zipped project with the published cells. */
  projectBytes: number;
}

const courseForExport: v.GenericSchema<unknown, CourseForExport> = v.object({
  chapters: v.array(
    v.object({
      number: v.number(),
      slug: v.string(),
      title: v.string(),
      prose: v.array(v.object({ above: v.nullable(v.string()), text: v.string() })),
    }),
  ),
  published: v.record(v.string(), v.array(outputSchema)),
  projectBytes: v.number(),
});

/** @throws {FetchError} */
export function fetchCourse(): Promise<CourseForExport> {
  return fetchForExport('export.json', async (response) => v.parse(courseForExport, await response.json()));
}

/**
 * All files of the project but its cells: text or bytes by path.
 *
 * @throws {FetchError}
 */
export async function fetchProject(): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const texts = fetchForExport('project.json', async (response) =>
    v.parse(v.record(v.string(), v.string()), await response.json()),
  );
  const pictures = trainingPhotographs.map(async ({ id }): Promise<[string, Uint8Array]> => {
    const bytes = await fetchForExport(`photos/square/${id}.png`, (response) => response.arrayBuffer());
    return [`photographs/${id}.png`, new Uint8Array(bytes)];
  });
  const clothes = `clothes/${CLOTHES_FILE}`;
  const clothesBytes = fetchForExport(clothes, (response) => response.arrayBuffer());
  const listed = trainingPhotographs.map(({ id, title }) => ({ id, title }));
  return {
    ...(await texts),
    'photographs/photographs.json': `${JSON.stringify(listed, null, 2)}\n`,
    ...Object.fromEntries(await Promise.all(pictures)),
    [clothes]: new Uint8Array(await clothesBytes),
  };
}

/**
 * The learned weights, for a project whose cells load them.
 *
 * @throws {FetchError}
 */
export async function fetchLearned(): Promise<Readonly<Record<string, Uint8Array>>> {
  const { learnedDownload } = await import('../../client/kernel/learned-files.svelte');
  const files = Object.values(learnedFiles).map(
    async ({ file }) => [`learned/${file}`, new Uint8Array(await learnedDownload.load(file))] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

function fetchForExport<T>(path: string, read: (response: Response) => Promise<T>): Promise<T> {
  const message = 'What the export needs could not be fetched. Check the connection and try again.';
  return fetchFile(siteUrl(path), read, message);
}
