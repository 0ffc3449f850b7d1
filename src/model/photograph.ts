/** Photographs come to the kernel as squares of this side: shorter side scaled to it, then the middle (paper, section 2). */
export const PHOTOGRAPH_SIDE = 256;

/** Mean red, green and blue of ImageNet's photographs, 0 to 255, as Caffe's examples subtract it. */
export const MEAN_COLOUR = [122.68, 116.67, 104.01] as const;
