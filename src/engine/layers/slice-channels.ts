import * as tf from '@tensorflow/tfjs';
import type { LayerArgs } from '@tensorflow/tfjs-layers/dist/engine/topology';
import type { Kwargs } from '@tensorflow/tfjs-layers/dist/types';
import type { DataFormat } from '../../model/layer';
import { type AnyInputs, callChannelsLast, type Inputs, type LayoutLayer, oneTensor } from './layout';
import { formatBefore } from './lrn';
import { refuseMisfit } from './misfit';

export interface SliceChannelsArgs extends LayerArgs {
  /** The first channel that goes on; 0 is the first of all. */
  begin: number;
  /** How many channels go on. */
  size: number;
  /** Which axis the channels are. Defaults to that of the layers before it; without any, to 'channelsFirst'. */
  dataFormat?: DataFormat;
}

/**
 * Hands on some of its input's channels: what the notebook's repository makes two towers with, in a Lambda of Keras.
 *
 * @throws if begin or size are none, or the data format is none
 */
export class SliceChannels extends tf.layers.Layer implements LayoutLayer {
  static className = 'SliceChannels';
  readonly #begin: number;
  readonly #size: number;
  /** Null until the layer is told, or stands in a network. */
  #dataFormat: DataFormat | null;

  constructor(args: Partial<SliceChannelsArgs>) {
    super(args);
    const { begin, size, dataFormat = null } = args;
    if (begin === undefined || !Number.isInteger(begin) || begin < 0) {
      throw new Error(
        `sliceChannels has begin: ${begin}: give the first channel that goes on, counted from 0, such as sliceChannels({ begin: 0, size: 48 }).`,
      );
    }
    if (size === undefined || !Number.isInteger(size) || size < 1) {
      throw new Error(
        `sliceChannels has size: ${size}: give how many channels go on, such as sliceChannels({ begin: 0, size: 48 }).`,
      );
    }
    if (dataFormat !== null && !['channelsFirst', 'channelsLast'].includes(dataFormat)) {
      throw new Error(`sliceChannels has dataFormat: ${dataFormat}: give 'channelsFirst' or 'channelsLast'.`);
    }
    this.#begin = begin;
    this.#size = size;
    this.#dataFormat = dataFormat;
    this.inputSpec = [new tf.InputSpec({ ndim: 4 })];
  }

  get takesInside(): boolean {
    return this.#format === 'channelsFirst';
  }

  override apply(inputs: AnyInputs, kwargs?: Kwargs): Inputs | tf.SymbolicTensor | tf.SymbolicTensor[] {
    const [input] = [inputs].flat();
    if (input instanceof tf.SymbolicTensor) this.#dataFormat ??= formatBefore(input);
    return super.apply(inputs, kwargs);
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    refuseMisfit(this, inputShape);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [shape] = (Array.isArray(inputShape[0]) ? inputShape : [inputShape]) as [tf.Shape];
    const channels = this.#format === 'channelsFirst' ? 1 : 3;
    return shape.map((size, axis) => (axis === channels ? this.#size : size));
  }

  override call(inputs: Inputs): tf.Tensor {
    const slice = (x: tf.Tensor4D) => x.slice([0, 0, 0, this.#begin], [-1, -1, -1, this.#size]);
    if (this.takesInside) return callChannelsLast(this, inputs, slice);
    return slice(oneTensor(inputs) as tf.Tensor4D);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), begin: this.#begin, size: this.#size, dataFormat: this.#format };
  }

  get #format(): DataFormat {
    return this.#dataFormat ?? 'channelsFirst';
  }
}

tf.serialization.registerClass(SliceChannels);
