import * as tf from '@tensorflow/tfjs';
import type { ConvLayerArgs } from '@tensorflow/tfjs-layers/dist/layers/convolutional';
import type { Conv2D as Description, Pair } from '../../model/layer';
import {
  type AnyInputs,
  callChannelsLast,
  type Inputs,
  inputGradientWanted,
  isInside,
  type LayoutLayer,
  oneTensor,
} from './layout';
import { describeLayer } from './describe-layer';
import { conv2d } from '../ops/conv2d';
import { isElementwise } from './activation';
import { refuseMisfit } from './misfit';
import { checkCeilMode, paddingBeyond, shapeRoundedUp } from './rounded-up';
import { StockConv2D } from './stock';

export interface Conv2DArgs extends ConvLayerArgs {
  /** Into so many equal parts are channels and filters split, each part of the filters sees one of the channels; 1. */
  groups?: number;
  /** Whether the output's sizes are rounded up: a last window that hangs over the far edge reads zeros there. */
  ceilMode?: boolean;
}

/**
 * TensorFlow.js's conv2d layer, computing channels last, with gradients that every backend can compute; in groups as
 * Keras from 2.3 on has them, and its sizes rounded up where that is asked for.
 */
export class Conv2D extends StockConv2D implements LayoutLayer {
  readonly #groups: number;
  readonly #ceilMode: boolean;

  /** @throws if groups or ceilMode are none, or do not go with the other options */
  constructor(args: Conv2DArgs) {
    super(args);
    const { groups = 1, ceilMode = false } = args;
    if (!Number.isInteger(groups) || groups < 1) {
      throw new Error(`tf.layers.conv2d has groups: ${groups}: give a whole number, 1 or more.`);
    }
    if (this.filters % groups !== 0) {
      throw new Error(
        `tf.layers.conv2d splits its filters into ${groups} groups, but ${this.filters} filters cannot be split evenly: use a multiple of ${groups}.`,
      );
    }
    checkCeilMode('conv2d', ceilMode, this.padding);
    this.#groups = groups;
    this.#ceilMode = ceilMode;
  }

  get takesInside(): boolean {
    return this.dataFormat === 'channelsFirst' && isElementwise(this.activation);
  }

  /** Each filter has as many channels as its group. */
  override build(inputShape: tf.Shape | tf.Shape[]): void {
    if (this.#groups === 1) {
      super.build(inputShape);
      return;
    }
    refuseMisfit(this, inputShape);
    const [shape] = (Array.isArray(inputShape[0]) ? inputShape : [inputShape]) as [tf.Shape];
    const axis = this.dataFormat === 'channelsFirst' ? 1 : 3;
    const channels = Number(shape[axis]);
    super.build(shape.map((size, at) => (at === axis ? channels / this.#groups : size)));
    this.inputSpec = [new tf.InputSpec({ ndim: 4, axes: { [axis]: channels } })];
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    const output = super.computeOutputShape(inputShape);
    return this.#ceilMode
      ? shapeRoundedUp(this.#description, inputShape as tf.Shape, output as tf.Shape)
      : output;
  }

  protected override assertInputCompatibility(inputs: AnyInputs): void {
    if (!isInside(inputs)) super.assertInputCompatibility(inputs);
  }

  override call(inputs: Inputs): tf.Tensor {
    if (this.takesInside) return callChannelsLast(this, inputs, (x) => this.#convolve(x));
    return tf.tidy(() => {
      const x = oneTensor(inputs) as tf.Tensor4D;
      if (this.dataFormat === 'channelsLast') return this.#convolve(x);
      // Along the last axis, as TensorFlow.js has it, though that is the width.
      const sums = this.#sums(x.transpose([0, 2, 3, 1]));
      return this.activation.apply(sums.transpose([0, 3, 1, 2]));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      ...(this.#groups !== 1 && { groups: this.#groups }),
      ...(this.#ceilMode && { ceilMode: true }),
    };
  }

  get #description(): Description {
    return describeLayer(this) as Description;
  }

  /** [batch, height, width, channels] to [batch, height, width, filters], bias and activation included. */
  #convolve(x: tf.Tensor4D): tf.Tensor4D {
    const activation = this.activation.getClassName();
    if (tf.engine().isTapeOn()) return this.activation.apply(this.#sums(x)) as tf.Tensor4D;
    const fused = activation === 'relu' ? 'relu' : 'linear';
    const strides = pair(this.strides);
    const dilations = pair(this.dilationRate);
    const pad = this.#padding(x);
    const y = this.#byGroup(x, (part, filter, bias) =>
      tf.fused.conv2d({
        x: part,
        filter,
        strides,
        pad,
        dilations,
        ...(bias && { bias }),
        activation: fused,
      }),
    );
    return activation === 'relu' ? y : (this.activation.apply(y) as tf.Tensor4D);
  }

  /** [batch, height, width, channels] to [batch, height, width, filters], bias included; with a gradient. */
  #sums(x: tf.Tensor4D): tf.Tensor4D {
    const options = {
      strides: pair(this.strides),
      padding: this.#padding(x),
      dilations: pair(this.dilationRate),
      inputGradient: inputGradientWanted(this),
    };
    return this.#byGroup(x, (part, kernel, bias) => {
      const sums = conv2d(part, kernel, options);
      return bias ? tf.add(sums, bias) : sums;
    });
  }

  /** Each group of the channels with its filters and their biases, what they give side by side. */
  #byGroup(x: tf.Tensor4D, convolve: Convolve): tf.Tensor4D {
    const kernel = this.kernel.read() as tf.Tensor4D;
    const bias = this.useBias ? (this.bias.read() as tf.Tensor1D) : null;
    const groups = this.#groups;
    if (groups === 1) return convolve(x, kernel, bias);
    const parts = tf.split<tf.Tensor4D>(x, groups, 3);
    const kernels = tf.split<tf.Tensor4D>(kernel, groups, 3);
    const biases = bias && tf.split<tf.Tensor1D>(bias, groups);
    const outputs = parts.map((part, group) => convolve(part, kernels[group]!, biases?.[group] ?? null));
    return tf.concat(outputs, 3);
  }

  #padding({ shape: [, height, width] }: tf.Tensor4D): 'valid' | 'same' | tf.backend_util.ExplicitPadding {
    if (this.#ceilMode) return paddingBeyond(this.#description, [height, width]);
    return this.padding === 'same' ? 'same' : 'valid';
  }
}

type Convolve = (x: tf.Tensor4D, kernel: tf.Tensor4D, bias: tf.Tensor1D | null) => tf.Tensor4D;

function pair([vertical = 1, horizontal = vertical]: readonly number[]): Pair & [number, number] {
  return [vertical, horizontal];
}
