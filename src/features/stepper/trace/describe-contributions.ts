/** What is said of a photograph's contributions to a number: how much of it they are, and how far they are exact. */
import type { Taken } from '../../../model/layer';
import type { Row } from '../../../model/rows';
import { writeShort } from '../../../drawing/writing/values';

/** A share of all contributions' size, below which the device's rounding is all that is left. */
const rounding = 1e-4;

/**
 * @param index of the number's layer
 * @param together what all pixels contributed
 * @param size the same, all as if positive
 * @param of the number that is divided among them
 */
export function describeContributions(
  rows: readonly Row[],
  index: number,
  { together, size, of }: { together: number; size: number; of: number },
): readonly string[] {
  const row = rows[index];
  const isScore = row?.layer.type === 'activation' && row.layer.activation === 'softmax';
  const bends = bendsBefore(rows, row ? (isScore ? row.takes : [row.layer.name]) : []);
  const what = isScore ? 'the score that the softmax was given' : 'the number';
  const rest = of - together;
  const isAll = Math.abs(rest) <= rounding * size;
  const sum = isAll
    ? `Together they are ${what}: ${writeShort(of)}.`
    : `Together ${writeShort(together)} of ${writeShort(of)}, ${what}. The other ${writeShort(rest)} ${
        bends.length > 0
          ? `come of biases, and of what ${bends.join(' and ')} bends`
          : 'are the layers’ biases'
      }.`;
  const limits =
    bends.length > 0
      ? `Each is the gradient times the pixel. That is exact where layers add up; ${bends.join(' and ')} ${bends.length === 1 ? 'does' : 'do'} not.`
      : 'Each is the gradient times the pixel: exact for this photograph, with what ReLU and pooling let through and what normalisation divides by. On another photograph these are others.';
  return [
    `Each pixel’s colours less the mean colour, times what the layers multiply them with. ${sum}`,
    limits,
  ];
}

/** Names of layers on the way whose output is no sum of what they take, each multiplied with something. */
function bendsBefore(rows: readonly Row[], from: readonly Taken[]): readonly string[] {
  const wanted = new Set(from);
  const bends: string[] = [];
  for (const { layer, takes } of rows.toReversed()) {
    if (!wanted.has(layer.name)) continue;
    for (const name of takes) if (name !== null) wanted.add(name);
    const activation = 'activation' in layer ? layer.activation : 'linear';
    if (layer.type === 'other' || !['linear', 'relu'].includes(activation)) bends.unshift(layer.name);
  }
  return bends;
}
