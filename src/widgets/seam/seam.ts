/** What response normalisation makes of the channels on either side of a seam: with windows across it, and without. */
import type { FeatureMaps } from '../../model/feature-maps';

/** The paper's and the notebook's constants: a window of five channels (section 3.3). */
const RADIUS = 2;
const BIAS = 2;
const ALPHA = 1e-4;
const BETA = 0.75;

export interface SeamChannel {
  channel: number;
  /** How many channels of the other side its window reaches. */
  foreign: number;
  /** How much smaller its numbers are with windows across the seam, as a share of their sum without. */
  loss: number;
  /** The same of the place where it is most. */
  largest: number;
}

/** Those channels whose windows reach over the seam. @param seam the first channel behind it */
export function seamChannels(maps: FeatureMaps, seam: number): readonly SeamChannel[] {
  const [channels = 0] = maps.shape;
  return Array.from({ length: 2 * RADIUS }, (_, index) => seam - RADIUS + index).map((channel) => {
    const own = channel < seam ? [0, seam - 1] : [seam, channels - 1];
    const foreign = channel < seam ? channel + RADIUS - seam + 1 : seam - (channel - RADIUS);
    return { channel, foreign, ...lossOf(maps, channel, own as [number, number]) };
  });
}

function lossOf({ shape, values }: FeatureMaps, channel: number, [first, last]: [number, number]) {
  const [channels = 0] = shape;
  const size = values.length / channels;
  let [across, within, largest] = [0, 0, 0];
  for (let place = 0; place < size; place++) {
    const value = (other: number) => values[other * size + place] ?? 0;
    let [all, own] = [0, 0];
    for (
      let other = Math.max(0, channel - RADIUS);
      other <= Math.min(channels - 1, channel + RADIUS);
      other++
    ) {
      const square = value(other) ** 2;
      all += square;
      if (other >= first && other <= last) own += square;
    }
    const kept = ((BIAS + ALPHA * own) / (BIAS + ALPHA * all)) ** BETA;
    const alone = value(channel) / (BIAS + ALPHA * own) ** BETA;
    within += alone;
    across += alone * kept;
    if (alone > 0) largest = Math.max(largest, 1 - kept);
  }
  return { loss: within > 0 ? 1 - across / within : 0, largest };
}
