/** Files of the site that a kernel asks for: it is walled off from the network itself. */
import { siteUrl } from '../addresses/site-url';
import { fetchFile } from '../errors/connection';

/** @throws {FetchError} if it does not arrive */
export async function loadSiteFile(path: string): Promise<ArrayBuffer> {
  if (path.startsWith('learned/')) {
    const { learnedDownload } = await import('./learned-files.svelte');
    return learnedDownload.load(path.slice('learned/'.length));
  }
  if (path.startsWith('weights/')) {
    const { loadWeightsPart } = await import('../keeping/weight-files');
    return loadWeightsPart(path);
  }
  return fetchFile(
    siteUrl(path),
    (response) => response.arrayBuffer(),
    'A file that the cell needs could not be fetched. Check the connection and run again.',
  );
}
