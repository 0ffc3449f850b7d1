/** Pictures of a few things, as a reader would take them: of one photograph each, cut and lit in other ways. */
import sharp from 'sharp';
import { hash } from '../../src/engine/random.ts';

/** Three sets of three things, by their photographs. */
export const pictureSets = {
  things: ['tea-set', 'chair', 'measuring-tape'],
  animals: ['hedgehog', 'kangaroo', 'panda'],
  places: ['pyramid', 'stream', 'golden-temple'],
} as const;

/**
 * Pictures of a photograph: square windows with 55 to 100 % of its shorter side, half of them mirrored, between 0.6 and
 * 1.4 times as bright, each colour up to 15 % more or less. The same every time.
 *
 * @returns each 256 x 256 RGBA
 */
export async function picturesOf(
  photograph: string,
  count: number,
): Promise<Uint8ClampedArray<ArrayBuffer>[]> {
  const source = sharp(`public/photos/${photograph}.jpg`).removeAlpha();
  const { width, height } = await source.metadata();
  const seed = [...photograph].reduce((sum, letter) => hash(sum + letter.charCodeAt(0)), 0);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const drawn = (at: number) => hash(hash(seed + index) + at) / 2 ** 32;
      const side = Math.floor(Math.min(width, height) * (0.55 + 0.45 * drawn(0)));
      const brightness = 0.6 + 0.8 * drawn(1);
      const { data } = await source
        .clone()
        .extract({
          left: Math.floor((width - side + 1) * drawn(2)),
          top: Math.floor((height - side + 1) * drawn(3)),
          width: side,
          height: side,
        })
        .resize(256, 256)
        .flop(drawn(4) < 0.5)
        .toColourspace('srgb')
        .linear(
          [5, 6, 7].map((at) => brightness * (0.85 + 0.3 * drawn(at))),
          [0, 0, 0],
        )
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return Uint8ClampedArray.from(data);
    }),
  );
}
