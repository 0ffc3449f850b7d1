/** Files of the site, and what browsers throw when one does not come. */
import { ReaderError } from '../../notebook/reader-error';

/** A file did not come: there is no connection, or the server refused it. */
export class FetchError extends ReaderError {
  override name = 'FetchError';
}

/** Of `fetch`, of reading its answer, of `import()` and of Vite's preloading, in Chromium, Firefox and Safari. */
const messages =
  /failed to fetch|networkerror|network error|load failed|error loading dynamically imported module|importing a module script failed|unable to preload css|connection (appears to be offline|was lost)/i;

/** Whether a file did not come. A module that came and threw is no such thing. */
export function isConnectionError(error: unknown): boolean {
  return error instanceof FetchError || (error instanceof Error && messages.test(error.message));
}

/** For a `catch` that means the network: null where a file did not come. @throws what is no network's error */
export function ignoreConnectionError(error: unknown): null {
  if (isConnectionError(error)) return null;
  throw error;
}

/**
 * Fetches a file of the site.
 *
 * @param read takes what is wanted out of the answer
 * @param message for the reader, if the file does not come
 * @throws {FetchError} with that message
 */
export async function fetchFile<T>(
  address: string,
  read: (response: Response) => Promise<T>,
  message: string,
): Promise<T> {
  try {
    const response = await fetch(address);
    if (response.ok) return await read(response);
  } catch (error) {
    ignoreConnectionError(error);
  }
  throw new FetchError(message);
}
