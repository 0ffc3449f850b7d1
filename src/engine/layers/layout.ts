import * as tf from '@tensorflow/tfjs';

/**
 * Readers see channels first, as in the notebook; WebGL, WebGPU and wasm compute channels last. TensorFlow.js
 * transposes to and fro around every layer. Here a layer whose consumers all know about it may pass its output on
 * as it computed it: physically channels last, though the network's shapes say channels first. Such a tensor is
 * *inside*. Nothing that a reader, a layer of another make, or a model's caller gets hold of ever is.
 */
const insideTensors = new WeakSet<tf.Tensor>();

type Layer = tf.layers.Layer;
/** What TensorFlow.js hands to `Layer.call`: one tensor, or a list of them. */
export type Inputs = tf.Tensor | tf.Tensor[];
/** What may be handed to `Layer.apply`: tensors, or symbols while a model is put together. */
export type AnyInputs = Inputs | tf.SymbolicTensor | tf.SymbolicTensor[];

/** A layer that takes inside tensors. */
export interface LayoutLayer extends Layer {
  readonly takesInside: boolean;
}

/**
 * The models now running, innermost last. Outside of all, a layer is called by hand, and takes and gives tensors of
 * the shapes it says.
 */
const running: Run[] = [];

interface Run {
  /** The model's layers but those whose output leaves it. */
  inner: ReadonlySet<Layer>;
  /** In `fit`, where nobody asks for the gradient of the model's input. */
  fitting: boolean;
}

/** The one tensor among a layer's inputs. */
export function oneTensor(inputs: Inputs): tf.Tensor {
  const [x, ...others] = Array.isArray(inputs) ? inputs : [inputs];
  if (!x || others.length > 0) {
    throw new Error(`This layer takes one tensor, but got ${Array.isArray(inputs) ? inputs.length : 0}.`);
  }
  return x;
}

/** Whether an input is physically channels last though its layer's shape says channels first. */
export function isInside(inputs: AnyInputs): boolean {
  return [inputs].flat().some((x) => x instanceof tf.Tensor && insideTensors.has(x));
}

/**
 * Runs the channels-last `op` as the call of a channels-first layer.
 * @returns the output as the layer's consumers take it: inside, or transposed back to channels first.
 */
export function callChannelsLast(
  layer: Layer,
  inputs: Inputs,
  op: (x: tf.Tensor4D) => tf.Tensor4D,
): tf.Tensor4D {
  return tf.tidy(() => leave(layer, op(toChannelsLast(oneTensor(inputs)))));
}

/** Runs an op on all the inputs of a layer, channels last: one of them at least is inside. */
export function callOnInside(
  layer: Layer,
  inputs: readonly tf.Tensor[],
  op: (inputs: tf.Tensor4D[]) => tf.Tensor4D,
): tf.Tensor4D {
  return tf.tidy(() => leave(layer, op(inputs.map(toChannelsLast))));
}

/** Runs an op that works on each number by itself, in whatever layout its input has. */
export function callElementwise(layer: Layer, inputs: Inputs, op: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  const x = oneTensor(inputs);
  if (!insideTensors.has(x)) return op(x);
  return tf.tidy(() => {
    const y = op(x) as tf.Tensor4D;
    // TensorFlow.js clones an input that is returned unchanged, and the clone would not be known to be inside.
    return leave(layer, y === x ? y.clone() : y);
  });
}

/** [batch, height, width, channels] of a channels-first input, inside or not. */
function toChannelsLast(x: tf.Tensor): tf.Tensor4D {
  return insideTensors.has(x) ? (x as tf.Tensor4D) : tf.transpose(x as tf.Tensor4D, [0, 2, 3, 1]);
}

function leave(layer: Layer, y: tf.Tensor4D): tf.Tensor4D {
  if (!staysInside(layer)) return tf.transpose(y, [0, 3, 1, 2]);
  insideTensors.add(y);
  return y;
}

function staysInside(layer: Layer): boolean {
  return (
    running.at(-1)?.inner.has(layer) === true &&
    layer.outboundNodes.every(({ outboundLayer }) => takesInside(outboundLayer))
  );
}

function takesInside(layer: Layer): boolean {
  return 'takesInside' in layer && layer.takesInside === true;
}

/** Whether someone may want the gradient of this layer's input: not if it is the image that `fit` trains on. */
export function inputGradientWanted(layer: Layer): boolean {
  const readsInput = layer.inboundNodes.every(({ inboundLayers }) =>
    inboundLayers.every((inbound) => inbound.getClassName() === 'InputLayer'),
  );
  return !(running.at(-1)?.fitting && layer.inboundNodes.length > 0 && readsInput);
}

/** Runs `body`, in which this model's layers pass inside tensors on to each other, and the last gives an honest one. */
export function runInside<T>(model: tf.LayersModel, body: () => T, fitting = false): T {
  const inner = new Set(model.layers);
  for (const { sourceLayer } of model.outputs) inner.delete(sourceLayer);
  running.push({ inner, fitting });
  try {
    return body();
  } finally {
    running.pop();
  }
}

/** What a model of TensorFlow.js runs its layers from, private to it. */
interface Runners {
  call(inputs: Inputs, kwargs: unknown): Inputs;
  predictLoop(...args: readonly unknown[]): Inputs;
  makeTestFunction(): void;
  testFunction: (data: tf.Tensor[]) => tf.Scalar[];
  makeTrainFunction(): (data: tf.Tensor[]) => tf.Scalar[];
}

/** Lets this model's layers pass inside tensors on to each other in predict, evaluate, fit and apply. */
export function letLayersStayInside(model: tf.LayersModel): void {
  const runners = model as unknown as Runners;
  const call = runners.call.bind(model);
  runners.call = (inputs, kwargs) => runInside(model, () => call(inputs, kwargs));

  const predictLoop = runners.predictLoop.bind(model);
  runners.predictLoop = (...args) => runInside(model, () => predictLoop(...args));

  const makeTestFunction = runners.makeTestFunction.bind(model);
  runners.makeTestFunction = () => {
    makeTestFunction();
    const test = runners.testFunction;
    runners.testFunction = (data) => runInside(model, () => test(data));
  };

  const makeTrainFunction = runners.makeTrainFunction.bind(model);
  runners.makeTrainFunction = () => {
    const train = makeTrainFunction();
    return (data) => runInside(model, () => train(data), true);
  };
}
