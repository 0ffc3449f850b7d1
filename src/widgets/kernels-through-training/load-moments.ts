import { siteUrl } from '../../client/addresses/site-url';
import { FetchError, fetchFile } from '../../client/errors/connection';
import { MOMENT, readMoments, steps, type Moment } from './moments';

/** @throws {FetchError} if they cannot be fetched whole */
export async function loadMoments(): Promise<readonly Moment[]> {
  const message = 'The kernels could not be fetched. Check the connection, then load the page again.';
  const bytes = await fetchFile(
    siteUrl('through-training/conv1.bin'),
    async ({ body }) => {
      const inflated = body?.pipeThrough(new DecompressionStream('deflate-raw'));
      return new Uint8Array(await new Response(inflated).arrayBuffer());
    },
    message,
  );
  if (bytes.length !== steps.length * MOMENT) throw new FetchError(message);
  return readMoments(bytes);
}
