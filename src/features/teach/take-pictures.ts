/** Files and frames become small square pictures of a class. */
import { explain } from '../../client/errors/unexpected';
import { decodePicture } from '../../client/photograph/decode';
import { encodeSquare } from '../../client/photograph/encode';

export interface Taken {
  pictures: readonly Blob[];
  /** What could not be read, for the reader; null if all could. */
  trouble: string | null;
}

/** Reads each file as a picture: its middle, 256 x 256. Those that are none are named. */
export async function takeFiles(files: readonly File[], onProgress: (done: number) => void): Promise<Taken> {
  const pictures: Blob[] = [];
  const refused: string[] = [];
  let reason = '';
  for (const [done, file] of files.entries()) {
    onProgress(done);
    try {
      pictures.push(await encodeSquare(await decodePicture(file)));
    } catch (error) {
      refused.push(file.name);
      reason = explain(error);
    }
  }
  if (refused.length === 0) return { pictures, trouble: null };
  const [name = ''] = refused;
  const others = refused.length === 1 ? '' : ` and ${refused.length - 1} more`;
  return { pictures, trouble: `“${name}”${others} left out. ${reason}` };
}
