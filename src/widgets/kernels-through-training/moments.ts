/**
 * Conv1's kernels at moments of the training, as `make-moments.mjs` writes them: for each moment, kernel by kernel,
 * colour by colour, row by row, one signed byte a weight. All moments of a kernel have one scale, so that 127 is the
 * largest weight it ever had. From the second moment on a byte is the difference to the moment before, modulo 256:
 * most are near zero, and deflate makes little of them.
 */

export const KERNELS = 96;
export const SIDE = 11;
const COLOURS = 3;
const PLANE = SIDE * SIDE;
/** Weights of one kernel. */
export const KERNEL = COLOURS * PLANE;
/** Bytes of one moment. */
export const MOMENT = KERNELS * KERNEL;

/** The updates of the weights after which the kernels were kept. */
export const steps: readonly number[] = [
  0, 1, 3, 10, 30, 60, 100, 200, 300, 500, 800, 1200, 2000, 3000, 5000, 8000, 12000, 12556,
];

/** One moment: all kernels, in the order of the file. */
export type Moment = Int8Array;

/** @param kernels of each moment, as Keras keeps them: [height, width, colours, kernels] */
export function writeMoments(kernels: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const reach = new Float64Array(KERNELS);
  for (const weights of kernels) {
    for (let at = 0; at < MOMENT; at++) {
      reach[at % KERNELS] = Math.max(reach[at % KERNELS] ?? 0, Math.abs(weights[at] ?? NaN));
    }
  }
  const bytes = new Uint8Array(kernels.length * MOMENT);
  const before = new Int8Array(MOMENT);
  for (const [moment, weights] of kernels.entries()) {
    for (let at = 0; at < MOMENT; at++) {
      const kernel = at % KERNELS;
      const [colour, place] = [Math.floor(at / KERNELS) % COLOURS, Math.floor(at / (KERNELS * COLOURS))];
      const to = kernel * KERNEL + colour * PLANE + place;
      const value = Math.round((127 * (weights[at] ?? NaN)) / (reach[kernel] || 1));
      bytes[moment * MOMENT + to] = value - (before[to] ?? 0);
      before[to] = value;
    }
  }
  return bytes;
}

/** @throws {RangeError} if there are not as many bytes as the moments have weights */
export function readMoments(bytes: Uint8Array): readonly Moment[] {
  if (bytes.length !== steps.length * MOMENT) {
    throw new RangeError(`${steps.length} moments are ${steps.length * MOMENT} bytes, not ${bytes.length}.`);
  }
  const moments: Moment[] = [];
  for (let moment = 0; moment < steps.length; moment++) {
    const before = moments.at(-1);
    // All are read in one go: a loop over typed arrays keeps that to a few milliseconds.
    const kernels = new Int8Array(bytes.subarray(moment * MOMENT, (moment + 1) * MOMENT));
    if (before) for (let at = 0; at < MOMENT; at++) kernels[at] = (kernels[at] ?? 0) + (before[at] ?? 0);
    moments.push(kernels);
  }
  return moments;
}

/** A kernel as a picture, RGBA: a weight of zero is the middle of black and white. */
export function paintKernel(moment: Moment, kernel: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * PLANE);
  for (let place = 0; place < PLANE; place++) {
    for (let colour = 0; colour < COLOURS; colour++) {
      pixels[4 * place + colour] = 128 + (moment[kernel * KERNEL + colour * PLANE + place] ?? 0);
    }
    pixels[4 * place + 3] = 255;
  }
  return pixels;
}

/** Pictures in rows of `columns`, one pixel apart, which stays clear. */
export function paintSheet(
  pictures: readonly Uint8ClampedArray[],
  columns: number,
): { height: number; width: number; pixels: Uint8ClampedArray<ArrayBuffer> } {
  const width = columns * (SIDE + 1) - 1;
  const height = Math.ceil(pictures.length / columns) * (SIDE + 1) - 1;
  const pixels = new Uint8ClampedArray(4 * height * width);
  for (const [index, picture] of pictures.entries()) {
    const [top, left] = [Math.floor(index / columns) * (SIDE + 1), (index % columns) * (SIDE + 1)];
    for (let row = 0; row < SIDE; row++) {
      pixels.set(picture.subarray(4 * row * SIDE, 4 * (row + 1) * SIDE), 4 * ((top + row) * width + left));
    }
  }
  return { height, width, pixels };
}

/**
 * How alike weights are that lie beside or beneath each other, over all kernels: their correlation, about 0 where each
 * is drawn by itself, 1 where they are equal.
 */
export function neighbourLikeness(moment: Moment): number {
  let [products, squares] = [0, 0];
  for (let at = 0; at < MOMENT; at++) {
    const weight = moment[at] ?? 0;
    const place = at % PLANE;
    const beside = place % SIDE < SIDE - 1 ? (moment[at + 1] ?? 0) : null;
    const beneath = place < PLANE - SIDE ? (moment[at + SIDE] ?? 0) : null;
    if (beside !== null) {
      products += weight * beside;
      squares += (weight ** 2 + beside ** 2) / 2;
    }
    if (beneath !== null) {
      products += weight * beneath;
      squares += (weight ** 2 + beneath ** 2) / 2;
    }
  }
  return products / squares;
}
