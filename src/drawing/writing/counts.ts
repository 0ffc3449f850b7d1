/** Counts, and shapes, which are counts along axes. */
import type { DataFormat, Shape } from '../../model/layer';
import { readImageShape } from '../../model/image-shape';

const grouped = new Intl.NumberFormat('en');

/** In full: 34,944 */
export function writeCount(count: number): string {
  return grouped.format(count);
}

/** Millions and more with four digits: 852.2 million; smaller counts in full: 34,944 */
export function writeLarge(count: number): string {
  return count < 1e6 ? writeCount(count) : `${Number((count / 1e6).toPrecision(4))} million`;
}

/** 1 parameter, 34,944 parameters */
export function writeParameters(count: number): string {
  return count === 1 ? '1 parameter' : `${writeCount(count)} parameters`;
}

/** C × H × W: 96 × 55 × 55, whatever order the layer keeps them in; 4096 for a vector. */
export function writeShape(shape: Shape, dataFormat: DataFormat): string {
  const image = readImageShape(shape, dataFormat);
  return (image ? [image.channels, image.height, image.width] : shape).join(' × ');
}
