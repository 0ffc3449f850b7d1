/** Sizes as the page writes them. */
import type { DataFormat, Shape } from '../../model/layer';
import { readImageShape } from '../../model/image-shape';

const counts = new Intl.NumberFormat('en');

/** 34,944 */
export function writeCount(count: number): string {
  return counts.format(count);
}

/** C × H × W: 96 × 55 × 55, whatever order the layer keeps them in; 4096 for a vector. */
export function writeShape(shape: Shape, dataFormat: DataFormat): string {
  const image = readImageShape(shape, dataFormat);
  return (image ? [image.channels, image.height, image.width] : shape).join(' × ');
}

/** 1 parameter, 34,944 parameters */
export function writeParameters(count: number): string {
  return count === 1 ? '1 parameter' : `${writeCount(count)} parameters`;
}

/** A value of an activation, short: 0.0132, −81.4, 1.2e-5. */
export function writeValue(value: number): string {
  const size = Math.abs(value);
  const digits =
    size !== 0 && (size < 1e-3 || size >= 1e5)
      ? value.toExponential(1)
      : Number(value.toPrecision(3)).toString();
  return digits.replace(/^-/, '−').replace('e-', 'e−');
}

/** Bytes: 203.4 MB; 4.1 KB */
export function writeBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit] ?? ''}`;
}
