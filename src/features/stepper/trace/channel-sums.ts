import type { Term, TracedConvolution } from '../../../model/trace/traced';

/** What one channel of a convolution's input adds to the sum. */
export interface ChannelSum {
  /** Channel of the layer's input, from 0. */
  channel: number;
  sum: number;
  /** Products of input and weight in the channel, row by row. */
  terms: readonly Term[];
}

/**
 * A convolution's products by channel: those that add or take away most come first; three or fewer, such as the
 * colours of a photograph, keep their order.
 */
export function channelSums({ patch, terms, firstChannel }: TracedConvolution): readonly ChannelSum[] {
  const [channels, height, width] = patch;
  const size = height * width;
  const sums = Array.from({ length: channels }, (_, channel) => {
    const ofChannel = terms.slice(channel * size, (channel + 1) * size);
    const sum = ofChannel.reduce((total, { product }) => total + product, 0);
    return { channel: firstChannel + channel, sum, terms: ofChannel };
  });
  return channels <= 3 ? sums : sums.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
}
