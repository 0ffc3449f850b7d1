import type { DataFormat, Shape } from './layer';

/** A stack of feature maps, with its sizes by name. */
export interface ImageShape {
  channels: number;
  height: number;
  width: number;
}

/** Names the three sizes of an image; null if `shape` has not three. */
export function readImageShape(shape: Shape, dataFormat: DataFormat): ImageShape | null {
  const [a, b, c] = shape;
  if (shape.length !== 3 || a === undefined || b === undefined || c === undefined) return null;
  return dataFormat === 'channelsFirst'
    ? { channels: a, height: b, width: c }
    : { channels: c, height: a, width: b };
}

/** The three sizes in the order the data format gives. */
export function writeImageShape({ channels, height, width }: ImageShape, dataFormat: DataFormat): Shape {
  return dataFormat === 'channelsFirst' ? [channels, height, width] : [height, width, channels];
}

/** Numbers in a tensor of this shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
