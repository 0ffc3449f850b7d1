import { readImageShape } from '../../../model/image-shape';
import type { Row } from '../../../model/rows';
import { writeLarge } from '../../../drawing/writing/counts';

/** Whether the layer has weights, and what it does with them is not known here. */
export function isUncounted({ layer, parameters }: Row): boolean {
  return layer.type === 'other' && parameters > 0;
}

export function writeMultiplyAdds(row: Row): string {
  if (isUncounted(row)) return 'not counted';
  return row.multiplyAdds === 0 ? 'none' : writeLarge(row.multiplyAdds);
}

/** How much of the network's input each unit of a row sees. */
export function describeReceptiveField(rows: readonly Row[], row: Row): string {
  const { receptiveField, receptiveFieldStride } = row;
  if (!receptiveField || !receptiveFieldStride) {
    const [first] = rows;
    const isPicture = first && readImageShape(first.input, first.inputFormat) !== null;
    return isPicture ? 'not known' : 'the network’s input is no picture';
  }
  const [height, width] = receptiveField;
  const [down, across] = receptiveFieldStride;
  if (down === 0 && across === 0) return `all of the input: ${height} × ${width} pixels`;
  const size = `${height} × ${width} ${height * width === 1 ? 'pixel' : 'pixels'} of the input`;
  return down === across
    ? `${size}, neighbours ${down} apart`
    : `${size}, neighbours ${down} down and ${across} across apart`;
}

/** What a layer without counted multiply-adds is told by, beside its measured time. */
export function describeUncounted(row: Row): string {
  return isUncounted(row)
    ? 'Its multiply-adds are not counted.'
    : 'It has no weights, and no multiply-adds are counted for it.';
}
