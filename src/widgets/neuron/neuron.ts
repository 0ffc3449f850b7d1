/** One neuron: nine numbers in, nine weights, a bias, one number out. */

/** Nine numbers that stand in a square, row by row. */
export type Nine = readonly number[];

export const side = 3;

const patches = {
  'light right': [0, 1, 1, 0, 1, 1, 0, 1, 1],
  'light left': [1, 1, 0, 1, 1, 0, 1, 1, 0],
  'light below': [0, 0, 0, 1, 1, 1, 1, 1, 1],
  'all light': [1, 1, 1, 1, 1, 1, 1, 1, 1],
} as const satisfies Record<string, Nine>;

const kernels = {
  'upright edge': [-1, 0, 1, -1, 0, 1, -1, 0, 1],
  'level edge': [-1, -1, -1, 0, 0, 0, 1, 1, 1],
  dot: [-1, -1, -1, -1, 1, -1, -1, -1, -1],
} as const satisfies Record<string, Nine>;

export type PatchName = keyof typeof patches;
export type KernelName = keyof typeof kernels;
export const patchOf = (name: PatchName): Nine => patches[name];
export const kernelOf = (name: KernelName): Nine => kernels[name];
export const patchNames = Object.keys(patches) as PatchName[];
export const kernelNames = Object.keys(kernels) as KernelName[];

/** The name of the nine numbers among examples, null if they are none of them. */
export function nameOf<Name extends string>(
  numbers: Nine,
  names: readonly Name[],
  of: (name: Name) => Nine,
): Name | null {
  return names.find((name) => of(name).every((number, index) => number === numbers[index])) ?? null;
}

/** Each pixel times its weight. */
export function products(pixels: Nine, weights: Nine): number[] {
  return pixels.map((pixel, index) => pixel * (weights[index] ?? 0));
}

/** What the neuron answers: the weighted sum and the bias, and 0 instead of anything below. */
export function answer(
  pixels: Nine,
  weights: Nine,
  bias: number,
): { sum: number; total: number; out: number } {
  const sum = products(pixels, weights).reduce((total, product) => total + product, 0);
  return { sum, total: sum + bias, out: Math.max(0, sum + bias) };
}

/** A light pixel goes dark, a dark one light. */
export function toggled(pixels: Nine, index: number): Nine {
  return pixels.with(index, 1 - (pixels[index] ?? 0));
}

/** A weight goes from −1 over 0 to 1, and round again. */
export function turned(weights: Nine, index: number): Nine {
  const weight = weights[index] ?? 0;
  return weights.with(index, weight === 1 ? -1 : weight + 1);
}
