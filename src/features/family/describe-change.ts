/** What changes from one network to another, step by step, in words. */
import { sizeOf } from '../../model/image-shape';
import { isSetAlike, type Aligned } from '../../model/family/align';
import type { Step } from '../../model/family/steps';
import { writeCount, writeParameters, writeShape } from '../../drawing/writing/counts';
import { widthOf, wordOf } from './compared-words';
import { settingsOf, weightsOf } from './describe-settings';

/** A row of the comparison. */
export interface Change extends Aligned {
  /** Whether anything is unlike: settings, sizes, counts, what is seen. */
  differs: boolean;
  words: string;
}

export const SAME = 'The same.';

export function describeChanges(aligned: readonly Aligned[]): Change[] {
  return aligned.map((pair, index) => {
    const words = wordsOf(pair, aligned, index);
    return { ...pair, words, differs: words !== SAME };
  });
}

function wordsOf({ one, other }: Aligned, aligned: readonly Aligned[], index: number): string {
  if (one && other) return changeOf(one, other, aligned, index);
  return one ? alone('one', one, aligned, index) : other ? alone('other', other, aligned, index) : SAME;
}

function changeOf(one: Step, other: Step, aligned: readonly Aligned[], index: number): string {
  const sentences = [...settingsOf(one, other, aligned, index), ...weightsOf(one, other)];
  const start = sentences.length === 0 ? 'The same settings: ' : '';
  const [now, then] = [writeOutput(other), writeOutput(one)];
  if (now !== then) sentences.push(`${start}${now} comes out instead of ${then}`);
  if (sentences.length === 0 && fieldOf(one) !== fieldOf(other)) {
    sentences.push(`${start}each unit sees ${fieldOf(other)} instead of ${fieldOf(one)}`);
  }
  return sentences.length === 0 ? SAME : sentences.map((sentence) => `${sentence}.`).join(' ');
}

/** What only one of the two has. */
function alone(side: 'one' | 'other', step: Step, aligned: readonly Aligned[], index: number): string {
  const there = side === 'one' ? 'other' : 'one';
  const what = nounOf(step);
  const twin = twinOf(side, aligned, index);
  if (twin !== null) {
    const behind = aligned.slice(0, twin).findLast((pair) => pair[there])?.[there];
    const place = behind ? `behind ${behind.rows.at(-1)!.layer.name}` : 'at the beginning';
    return side === 'one' ? `Moved: the second has it ${place}.` : `Moved: the first has it ${place}.`;
  }
  const doer = doneBy(side, step, aligned, index);
  if (doer !== null) {
    return side === 'one'
      ? `No layer of its own in the second: ${doer} does it.`
      : `A layer of its own here: in the first ${doer} does it.`;
  }
  return side === 'one' ? `Left out: ${what}.` : `Added: ${what}.`;
}

/** Where, between the same two layers with weights, the other network has a layer that does the same and stands alone too. */
function twinOf(side: 'one' | 'other', aligned: readonly Aligned[], index: number): number | null {
  const there = side === 'one' ? 'other' : 'one';
  const { layer } = aligned[index]![side]!.lead;
  const isBorder = ({ one, other }: Aligned) => one !== null && other !== null && one.parameters > 0;
  const begin = aligned.slice(0, index).findLastIndex(isBorder) + 1;
  const length = aligned.slice(index).findIndex(isBorder);
  const end = length < 0 ? aligned.length : index + length;
  const found = aligned.findIndex(
    (pair, at) =>
      at >= begin &&
      at < end &&
      pair[side] === null &&
      pair[there] !== null &&
      isSetAlike(pair[there].lead.layer, layer),
  );
  return found < 0 ? null : found;
}

/** The layer of the other network that does within itself what this one does: a ReLU after it, a border before it. */
function doneBy(
  side: 'one' | 'other',
  step: Step,
  aligned: readonly Aligned[],
  index: number,
): string | null {
  const there = side === 'one' ? 'other' : 'one';
  const { layer } = step.lead;
  if (layer.type === 'activation') {
    const before = aligned.slice(0, index).findLast((pair) => pair[side]);
    const other = before?.[there]?.lead.layer;
    return other &&
      'activation' in other &&
      other.type !== 'activation' &&
      other.activation === layer.activation
      ? other.name
      : null;
  }
  if (layer.type !== 'zeroPadding2d') return null;
  const behind = aligned.slice(index + 1).find((pair) => pair[side]);
  const other = behind?.[there]?.lead.layer;
  return other?.type === 'conv2d' && other.padding === 'same' ? other.name : null;
}

function nounOf({ lead, input, output, dataFormat }: Step): string {
  const { layer } = lead;
  switch (layer.type) {
    case 'conv2d':
      return `a convolution with ${writeParameters(lead.parameters)}`;
    case 'dense':
      return `a dense layer with ${writeParameters(lead.parameters)}`;
    case 'activation':
      return wordOf(layer.activation);
    case 'localResponseNormalization':
      return layer.window === 'map'
        ? `a normalisation over ${2 * layer.depthRadius + 1} × ${2 * layer.depthRadius + 1} places of the same map`
        : `a normalisation over ${2 * layer.depthRadius + 1} channels`;
    case 'maxPooling2d':
    case 'averagePooling2d':
      return `a pooling, ${widthOf(input, { dataFormat })} wide becomes ${widthOf(output, { dataFormat })}`;
    case 'zeroPadding2d':
      return `a border of zeros, ${widthOf(input, { dataFormat })} wide becomes ${widthOf(output, { dataFormat })}`;
    case 'flatten':
      return `all ${writeCount(sizeOf(output))} numbers in a row`;
    case 'dropout':
      return `a dropout of ${layer.rate}`;
    case 'concatenate':
    case 'sliceChannels':
    case 'other':
      return layer.name;
  }
}

/** What comes out of a step: 96 × 55 × 55, or 4,096. */
export function writeOutput({ output, dataFormat }: Step): string {
  return output.length === 1 ? writeCount(output[0] ?? 0) : writeShape(output, dataFormat);
}

/** How much of the input each unit of a step sees: 51 × 51 pixels. */
export function fieldOf({ rows, receptiveField }: Step): string {
  if (!receptiveField) return 'it is not known how much';
  const [down, across] = rows.at(-1)?.receptiveFieldStride ?? [1, 1];
  if (down === 0 && across === 0) return 'all of it';
  return `${receptiveField.join(' × ')} pixels`;
}
