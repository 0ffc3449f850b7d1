import type * as tf from '@tensorflow/tfjs';
import type { DataFormat, Layer, Network, Shape } from '../model/layer';
import { describeLayer } from './layers/describe-layer';
import { isChain, isInput, type LayerUse, usesIn } from './layer-uses';
import { meanColourOf } from './mean-colour';

/**
 * A live model as plain data. Each layer is described in its own words, and where layers branch or join it is told
 * what each takes; where the course has no way to tell, by its output shape and its number of parameters.
 */
export function describe(model: tf.LayersModel): Network {
  const chain = isChain(model);
  const uses = [...usesIn(model)].filter(([layer]) => !isInput(layer));
  const meanColour = meanColourOf(model);
  const tangled = chain ? null : whyTangled(model);
  const [batchSize = null, ...inputShape] = model.inputs[0]?.shape ?? [];
  const isOpen = [inputShape, ...uses.map(([, [use]]) => use?.outputTensors[0]?.shape.slice(1) ?? [])].some(
    (shape) => shape.includes(null),
  );
  return {
    name: model.name,
    inputShape: model.inputs.length > 0 ? inputShape.map(Number) : null,
    ...(batchSize !== null && { batchSize }),
    ...(meanColour && { meanColour }),
    layers: uses.map(
      ([layer, [use]]) => (tangled === null && describeLayer(layer)) || describeOther(layer, use),
    ),
    ...(!chain && tangled === null && { takes: takesOf(uses) }),
    ...(tangled !== null && {
      undrawn: `${model.name} ${tangled}. Networks are drawn and exported that go from one input to one output and use each layer once; model.summary() prints this one.`,
    }),
    ...(isOpen && {
      undrawn: `${model.name} leaves sizes of its input open. Networks are drawn and exported when their inputShape has a number for each size; model.summary() prints this one.`,
    }),
  };
}

/** Why it cannot be told what goes where in a model; null if it can. */
export function whyTangled(model: tf.LayersModel): string | null {
  if (model.inputs.length !== 1) return `has ${model.inputs.length} inputs`;
  if (model.outputs.length !== 1) return `has ${model.outputs.length} outputs`;
  for (const [{ name }, uses] of usesIn(model)) {
    if (uses.length !== 1) return `uses ${name} ${uses.length} times`;
    if (uses[0]?.outputTensors.length !== 1) return `has ${name}, which gives more than one output`;
  }
  return null;
}

function takesOf(
  uses: readonly (readonly [tf.layers.Layer, readonly LayerUse[]])[],
): Network['takes'] & object {
  return Object.fromEntries(
    uses.map(([{ name }, [use]]) => [
      name,
      (use?.inboundLayers ?? []).map((layer) => (isInput(layer) ? null : layer.name)),
    ]),
  );
}

function describeOther(layer: tf.layers.Layer, use: LayerUse | undefined): Layer {
  const { dataFormat } = layer.getConfig() as { dataFormat?: DataFormat };
  return {
    type: 'other',
    name: layer.name,
    className: layer.getClassName(),
    outputShape: outputShapeOf(use),
    parameters: count(layer.weights),
    trainableParameters: count(layer.trainableWeights),
    ...(dataFormat && { dataFormat }),
  };
}

/** Without the batch; sizes left open are 0. Of several outputs, the first. */
export function outputShapeOf(use: LayerUse | undefined): Shape {
  return (use?.outputTensors[0]?.shape ?? []).slice(1).map(Number);
}

function count(weights: readonly tf.LayerVariable[]): number {
  return weights.reduce((sum, { shape }) => sum + shape.reduce<number>((size, n) => size * Number(n), 1), 0);
}
