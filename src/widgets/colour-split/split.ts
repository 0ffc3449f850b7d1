/** Whether the kernels of a first convolution fall into grey ones and coloured ones. */
import { COLOUR_ABOVE, colourShare, GREY_BELOW } from '../../drawing/colour-share';

export interface RankedKernel {
  /** Its channel. */
  kernel: number;
  share: number;
}

export interface Kinds {
  grey: number;
  between: number;
  colourful: number;
}

/** From the greyest to the most colourful. */
export function ranked(kernels: readonly ArrayLike<number>[]): readonly RankedKernel[] {
  return kernels
    .map((weights, kernel) => ({ kernel, share: colourShare(weights) }))
    .sort((one, other) => one.share - other.share);
}

export function kindsOf(kernels: readonly RankedKernel[]): Kinds {
  const grey = kernels.filter(({ share }) => share < GREY_BELOW).length;
  const colourful = kernels.filter(({ share }) => share > COLOUR_ABOVE).length;
  return { grey, between: kernels.length - grey - colourful, colourful };
}

/** How many kernels have a share in each tenth. */
export function tenthsOf(kernels: readonly RankedKernel[]): readonly number[] {
  return Array.from(
    { length: 10 },
    (_, tenth) => kernels.filter(({ share }) => Math.min(9, Math.floor(10 * share)) === tenth).length,
  );
}
