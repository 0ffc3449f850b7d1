import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { learnedFiles, readLearned } from '../learned/format';

/** The learned kernels of the first convolution, each its planes of red, green and blue, one behind the other. */
export async function learnedKernels(): Promise<readonly Float32Array[]> {
  const file = await readFile(join(process.cwd(), 'public/learned', learnedFiles.Conv1.file));
  const { kernel, kernelShape } = await readLearned(new Uint8Array(file));
  const [height = 0, width = 0, colours = 0, count = 0] = kernelShape;
  const plane = height * width;
  return Array.from({ length: count }, (_, index) =>
    Float32Array.from({ length: colours * plane }, (_, at) => {
      const [colour, place] = [Math.floor(at / plane), at % plane];
      return kernel[(place * colours + colour) * count + index] ?? NaN;
    }),
  );
}

/**
 * Kernels in rows, one pixel apart, as a PNG in an address. Each has a scale of its own: zero is the middle of black and
 * white, its largest weight one of both.
 */
export async function kernelSheet(
  kernels: readonly Float32Array[],
  columns: number,
): Promise<{ src: string; width: number; height: number }> {
  const side = Math.sqrt((kernels[0]?.length ?? 0) / 3);
  const plane = side * side;
  const width = columns * (side + 1) - 1;
  const height = Math.ceil(kernels.length / columns) * (side + 1) - 1;
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (const [index, kernel] of kernels.entries()) {
    const reach = kernel.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    const corner = Math.floor(index / columns) * (side + 1) * width + (index % columns) * (side + 1);
    for (let place = 0; place < plane; place++) {
      const to = 4 * (corner + Math.floor(place / side) * width + (place % side));
      for (let colour = 0; colour < 3; colour++) {
        pixels[to + colour] = 128 + (127 * (kernel[colour * plane + place] ?? 0)) / reach;
      }
      pixels[to + 3] = 255;
    }
  }
  const png = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .png({ palette: true, effort: 10 })
    .toBuffer();
  return { src: `data:image/png;base64,${png.toString('base64')}`, width, height };
}
