import { readImageShape } from '../../model/image-shape';
import type { Network } from '../../model/layer';
import { PHOTOGRAPH_SIDE } from '../../model/photograph';
import { printShape } from '../../model/shapes';
import { drawnChannels } from '../../notebook/output';
import { networkDataFormat, type Row } from '../../model/rows';
import type { ChangedRow } from '../../model/changed-rows';
import { writeCount, writeLarge, writeShape } from '../../drawing/writing/counts';
import { writeDifference } from '../../drawing/writing/differences';

/** Why no photograph of the course flows through a network, for the reader; null if they do. */
export function whyNoPhotograph(network: Network): string | null {
  const { inputShape } = network;
  const image = inputShape && readImageShape(inputShape, networkDataFormat(network));
  if (!inputShape) return null;
  if (image?.channels !== 3 && image?.channels !== 1) {
    return `There is nothing to draw: a photograph has 3 colours, and this network takes ${printShape(inputShape)}.`;
  }
  if (Math.max(image.height, image.width) <= PHOTOGRAPH_SIDE) return null;
  return `There is nothing to draw: a photograph has ${PHOTOGRAPH_SIDE} × ${PHOTOGRAPH_SIDE} pixels, and this network takes ${image.height} × ${image.width}.`;
}

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
    image && image.channels > drawnChannels
      ? ` Of its ${writeCount(image.channels)} channels the ${drawnChannels} are drawn that vary most, each unlike the others.`
      : '';
  return `${photograph}: after ${last.layer.name} it is ${made}.${drawn}`;
}

/** What the lines of a strip's drawing mean. */
export function describeDrawing(
  { layer }: Pick<Row, 'layer'>,
  taken: Pick<Row, 'output' | 'dataFormat'>,
  ghosts: boolean,
): string {
  const outlined = `In outline: what ${layer.name} takes, ${writeShape(taken.output, taken.dataFormat)}.`;
  return ghosts ? `${outlined} Dashed: the course’s own layer.` : outlined;
}

/** What a layer is in the course, and what it costs more or less than there: a few words for each. */
export function describeChange({ before, after, parts }: ChangedRow): readonly string[] {
  if (!before || !after) return [];
  const differs = (unit: string, difference: number, write: (count: number) => string) =>
    difference === 0 ? [] : [`${writeDifference(difference, write)} ${unit}`];
  return [
    ...(parts.includes('output') ? [`was ${writeShape(before.output, before.dataFormat)}`] : []),
    ...differs('parameters', after.parameters - before.parameters, writeCount),
    ...differs('multiply-adds', after.multiplyAdds - before.multiplyAdds, writeLarge),
  ];
}
