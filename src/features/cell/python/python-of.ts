/** A cell in Python: as it was written when the site was built, or anew where the reader has changed what it says. */
import { siteUrl } from '../../../client/addresses/site-url';
import { notebook } from '../../../client/document/notebook.svelte';
import { fetchFile } from '../../../client/errors/connection';
import type { PublishedPython } from '../../../export/cells/published-python';
import type { TargetName } from '../../../export/cells/translate';

let published: Promise<PublishedPython> | null = null;

/** Fetched once, for all cells of the course. */
function fetchPublished(): Promise<PublishedPython> {
  published ??= fetchFile(
    siteUrl('python.json'),
    (response) => response.json() as Promise<PublishedPython>,
    'The Python of the cells was not fetched. Check the connection.',
  ).catch((error: unknown) => {
    published = null;
    throw error;
  });
  return published;
}

/**
 * @param target what it is to be written for
 * @throws {FetchError} if a file does not come
 */
export async function pythonOf(id: string, target: TargetName): Promise<string> {
  const present = notebook.sources();
  const own = present.find(({ cell }) => cell.id === id);
  const same = notebook.published.find(({ cell }) => cell.id === id);
  if (own && own.plainStamp === same?.plainStamp && own.stamp === same.stamp) {
    const known = (await fetchPublished())[id];
    if (known) return known[target];
  }
  const { pythonAmong } = await import('../../../export/cells/published-python');
  return pythonAmong(present, id, target);
}
