/** From the order in which PyTorch and Caffe keep a weight to Keras's, part by part. */

/** How many axes go where, from Keras's order to PyTorch's: [height, width, in, out] to [out, in, height, width]. */
export function torchOrder(rank: number): number[] {
  return rank < 2 ? [0] : [rank - 1, rank - 2, ...Array.from({ length: rank - 2 }, (_, axis) => axis)];
}

/** A kernel's sizes; a dense layer's are those of the maps it gets flattened, and 1 x 1 if it gets none. */
export interface KernelSizes {
  outputs: number;
  channels: number;
  height: number;
  width: number;
}

/** What is done to each incoming channel on the way. */
export interface ChannelChange {
  /** The channel that takes its place. */
  to: number;
  /** What its weights are multiplied with. */
  factor: number;
}

/**
 * Puts numbers that stand as [outputs][channels][height][width] where Keras has them, [height][width][channels][outputs].
 *
 * @param part some of them, one after another
 * @param from the place of the first
 * @param changes by channel; left out, all stay as they are
 */
export function placeInKerasOrder(
  target: Float32Array,
  { part, from }: { part: Float32Array; from: number },
  { outputs, channels, height, width }: KernelSizes,
  changes?: readonly ChannelChange[],
): void {
  const area = height * width;
  const row = channels * area;
  const [first, last] = [Math.floor(from / row), Math.floor((from + part.length - 1) / row)];
  // Output by output for each place: what is written stands side by side, or a large kernel takes ten times as long.
  for (let place = 0; place < row; place++) {
    const channel = Math.floor(place / area);
    const { to, factor } = changes?.[channel] ?? { to: channel, factor: 1 };
    const here = ((place % area) * channels + to) * outputs;
    for (let output = first; output <= last; output++) {
      const at = output * row + place - from;
      if (at >= 0 && at < part.length) target[here + output] = (part[at] ?? 0) * factor;
    }
  }
}
