import { readImageShape } from '../../model/image-shape';
import { drawnChannels } from '../../notebook/output';
import type { Row } from '../../model/rows';
import { writeCount } from '../../drawing/writing/counts';

/**
 * What a strip shows, in a sentence or two.
 *
 * @param shown the layers the strip shows, at least one
 * @param photograph title of what flows through them; null if nothing has yet
 */
export function describeStrip(shown: readonly Row[], photograph: string | null): string {
  const last = shown.at(-1);
  if (last === undefined) return '';
  const image = readImageShape(last.output, last.dataFormat);
  const made = image
    ? `${writeCount(image.channels)} ${image.channels === 1 ? 'picture' : 'pictures'} of ${image.height} × ${image.width}`
    : `${writeCount(last.output.at(-1) ?? 0)} numbers`;
  if (photograph === null) {
    return `${last.layer.name} makes ${made} of a photograph. They are drawn after the run.`;
  }
  const drawn =
    image && image.channels > drawnChannels ? ` The first ${drawnChannels} of each layer are drawn.` : '';
  return `${photograph}: after ${last.layer.name} it is ${made}.${drawn}`;
}
