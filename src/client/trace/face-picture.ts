import type { Face } from '../../drawing/layer-face';

/**
 * A picture as an address.
 *
 * @param type a photograph is packed soonest as a JPEG, few sharp squares as a PNG
 */
export function pictureAddress({ height, width, pixels }: Face, type = 'image/png'): string {
  const canvas = document.createElement('canvas');
  [canvas.height, canvas.width] = [height, width];
  // Kept in memory: to read thirty pictures back from the graphics card keeps the page busy for most of a second.
  canvas
    .getContext('2d', { willReadFrequently: true })
    ?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.toDataURL(type);
}
