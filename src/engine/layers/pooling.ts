import * as tf from '@tensorflow/tfjs';
import type { Kwargs } from '@tensorflow/tfjs-layers/dist/types';
import type { Pooling2DLayerArgs } from '@tensorflow/tfjs-layers/dist/layers/pooling';
import type { Pooling2D as Description } from '../../model/layer';
import { describeLayer } from './describe-layer';
import { callChannelsLast, type Inputs, type LayoutLayer, oneTensor } from './layout';
import { checkCeilMode, paddingBeyond, shapeRoundedUp } from './rounded-up';
import { StockAveragePooling2D, StockMaxPooling2D } from './stock';

export interface Pooling2DArgs extends Pooling2DLayerArgs {
  /** Whether the output's sizes are rounded up: a last window may hang over the far edge, where it reads nothing. */
  ceilMode?: boolean;
}

/** TensorFlow.js's maxPooling2d layer, computing channels last, its sizes rounded up where that is asked for. */
export class MaxPooling2D extends StockMaxPooling2D implements LayoutLayer {
  readonly #ceilMode: boolean;

  /** @throws if ceilMode is none, or does not go with the padding */
  constructor(args: Pooling2DArgs) {
    super(args);
    const { ceilMode = false } = args;
    checkCeilMode('maxPooling2d', ceilMode, this.padding);
    this.#ceilMode = ceilMode;
  }

  get takesInside(): boolean {
    return this.dataFormat === 'channelsFirst';
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    const output = super.computeOutputShape(inputShape);
    return this.#ceilMode ? roundedUp(this, inputShape, output) : output;
  }

  override call(inputs: Inputs, kwargs: Kwargs): tf.Tensor | tf.Tensor[] {
    if (this.#ceilMode) return callPooling(this, inputs, tf.maxPool);
    if (!this.takesInside) return super.call(inputs, kwargs);
    const pool = (x: tf.Tensor4D) =>
      this.poolingFunction(x, this.poolSize, this.strides, this.padding, 'channelsLast') as tf.Tensor4D;
    return callChannelsLast(this, inputs, pool);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...(this.#ceilMode && { ceilMode: true }) };
  }
}

/** TensorFlow.js's averagePooling2d layer, computing channels last, its sizes rounded up where that is asked for. */
export class AveragePooling2D extends StockAveragePooling2D implements LayoutLayer {
  readonly #ceilMode: boolean;

  /** @throws if ceilMode is none, or does not go with the padding */
  constructor(args: Pooling2DArgs) {
    super(args);
    const { ceilMode = false } = args;
    checkCeilMode('averagePooling2d', ceilMode, this.padding);
    this.#ceilMode = ceilMode;
  }

  get takesInside(): boolean {
    return this.dataFormat === 'channelsFirst';
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    const output = super.computeOutputShape(inputShape);
    return this.#ceilMode ? roundedUp(this, inputShape, output) : output;
  }

  override call(inputs: Inputs, kwargs: Kwargs): tf.Tensor | tf.Tensor[] {
    if (this.#ceilMode) return callPooling(this, inputs, tf.avgPool);
    if (!this.takesInside) return super.call(inputs, kwargs);
    const pool = (x: tf.Tensor4D) =>
      this.poolingFunction(x, this.poolSize, this.strides, this.padding, 'channelsLast') as tf.Tensor4D;
    return callChannelsLast(this, inputs, pool);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...(this.#ceilMode && { ceilMode: true }) };
  }
}

type Pool = (
  x: tf.Tensor4D,
  filterSize: [number, number],
  strides: [number, number],
  pad: tf.backend_util.ExplicitPadding,
) => tf.Tensor4D;

/** Pools with windows that may hang over the far edges. */
function callPooling(layer: LayoutLayer, inputs: Inputs, op: Pool): tf.Tensor {
  const description = describeLayer(layer) as Description;
  const { poolSize, strides } = description;
  const pool = (x: tf.Tensor4D) => {
    const [, height, width] = x.shape;
    return op(x, [...poolSize], [...strides], paddingBeyond(description, [height, width]));
  };
  return layer.takesInside ? callChannelsLast(layer, inputs, pool) : pool(oneTensor(inputs) as tf.Tensor4D);
}

function roundedUp(
  layer: tf.layers.Layer,
  input: tf.Shape | tf.Shape[],
  output: tf.Shape | tf.Shape[],
): tf.Shape {
  return shapeRoundedUp(describeLayer(layer) as Description, input as tf.Shape, output as tf.Shape);
}
