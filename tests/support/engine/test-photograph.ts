import type { Photograph } from '../../../src/notebook/messages';

/** Stripes and a slope in each colour, 256 x 256, opaque. */
export function testPhotograph(): Photograph {
  const pixels = new Uint8ClampedArray(4 * 256 * 256);
  for (let row = 0; row < 256; row++) {
    for (let column = 0; column < 256; column++) {
      const at = 4 * (row * 256 + column);
      pixels.set([(row * 7 + column * 3) % 256, (row * column) % 256, (column >> 3) % 2 ? 200 : 30, 255], at);
    }
  }
  return { id: 'test', title: 'Stripes', pixels };
}
