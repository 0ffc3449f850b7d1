/** How many of the kernels are colour, at one moment. */
import { COLOUR_ABOVE, colourShare, GREY_BELOW } from '../../drawing/colour-share';
import { KERNEL, KERNELS, type Moment } from './moments';

/** How much of a kernel is colour, 0 to 1. */
export function colourOf(moment: Moment, kernel: number): number {
  return colourShare(moment.subarray(kernel * KERNEL, (kernel + 1) * KERNEL));
}

/** Kernels nearly without colour, less than a tenth, and those of which more than half is colour. */
export function countColours(moment: Moment): { grey: number; colourful: number } {
  const shares = Array.from({ length: KERNELS }, (_, kernel) => colourOf(moment, kernel));
  return {
    grey: shares.filter((share) => share < GREY_BELOW).length,
    colourful: shares.filter((share) => share > COLOUR_ABOVE).length,
  };
}
