import type * as tf from '@tensorflow/tfjs';
import type { Conv2D, Pair, Pooling2D } from '../../model/layer';
import { windowCount, windowsOf } from '../../model/window';

/** What a layer with `ceilMode: true` reads beyond its input: a last window may hang over the far edges. */
export function paddingBeyond(layer: Conv2D | Pooling2D, size: Pair): tf.backend_util.ExplicitPadding {
  const [down, across] = windowsOf(layer, size);
  return [[0, 0], [...down.padding], [...across.padding], [0, 0]];
}

/** An output's shape with its two sizes rounded up; those that are left open stay so. */
export function shapeRoundedUp(layer: Conv2D | Pooling2D, input: tf.Shape, output: tf.Shape): tf.Shape {
  const [height, width] = layer.dataFormat === 'channelsFirst' ? [2, 3] : [1, 2];
  const windows = windowsOf(layer, [Number(input[height]), Number(input[width])]);
  return output.map((size, axis) => {
    const along = axis === height ? windows[0] : axis === width ? windows[1] : null;
    if (along === null || size === null) return size;
    return windowCount(along.size, along.window, along.stride, layer.padding, true);
  });
}

/** @throws if the option is no boolean, or there is nothing to round */
export function checkCeilMode(
  maker: string,
  ceilMode: unknown,
  padding: unknown,
): asserts ceilMode is boolean {
  if (typeof ceilMode !== 'boolean') {
    throw new Error(
      `tf.layers.${maker} has ceilMode: ${String(ceilMode)}: give true, to round its output's sizes up, or leave it out.`,
    );
  }
  if (ceilMode && padding === 'same') {
    throw new Error(
      `tf.layers.${maker} has ceilMode with padding: 'same', which rounds up already: leave one of the two out.`,
    );
  }
}
