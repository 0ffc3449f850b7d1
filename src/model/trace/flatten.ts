import { indexOf, unitAt, type Unit } from '../feature-maps';
import type { Flatten, Shape } from '../layer';

/**
 * Where a unit stands once it is flat. Keras flattens images in channels-last order, whatever the data format:
 * (row * width + column) * channels + channel.
 *
 * @param input the shape of the layer's input, its axes named as the layer names them.
 */
export function flatIndex(layer: Flatten, input: Shape, unit: Unit): number {
  return movesChannels(layer, input)
    ? indexOf({ shape: [...input.slice(1), ...input.slice(0, 1)] }, [...unit.slice(1), ...unit.slice(0, 1)])
    : indexOf({ shape: input }, unit);
}

/** The unit that stands there once it is flat; see `flatIndex`. */
export function unitAtFlat(layer: Flatten, input: Shape, index: number): Unit {
  if (!movesChannels(layer, input)) return unitAt({ shape: input }, index);
  const unit = unitAt({ shape: [...input.slice(1), ...input.slice(0, 1)] }, index);
  return [...unit.slice(-1), ...unit.slice(0, -1)];
}

/** An image's channels come first here, and last when it is flat; of other shapes the first axis does if Keras takes it for channels. */
function movesChannels({ dataFormat }: Flatten, input: Shape): boolean {
  return input.length === 3 || dataFormat === 'channelsFirst';
}
