import type * as tf from '@tensorflow/tfjs';

/** One use of a layer: the tensors it takes and gives there. */
export type LayerUse = tf.layers.Layer['inboundNodes'][number];

/**
 * The uses of each layer that belong to this model, in the order of its layers. A layer may stand in other models too,
 * which may share it or have gone on from it otherwise, and twice in this one.
 */
export function usesIn(model: tf.LayersModel): Map<tf.layers.Layer, LayerUse[]> {
  const makers = new Map<number, LayerUse>();
  for (const layer of model.layers) {
    for (const use of layer.inboundNodes) for (const { id } of use.outputTensors) makers.set(id, use);
  }
  const found = new Set<LayerUse>();
  const wanted = [...model.outputs];
  for (let tensor = wanted.pop(); tensor; tensor = wanted.pop()) {
    const use = makers.get(tensor.id);
    if (!use || found.has(use)) continue;
    found.add(use);
    wanted.push(...use.inputTensors);
  }
  return new Map(model.layers.map((layer) => [layer, layer.inboundNodes.filter((use) => found.has(use))]));
}

/** Whether a layer computes nothing, and only stands for what the model is given. */
export function isInput(layer: tf.layers.Layer): boolean {
  return layer.getClassName() === 'InputLayer';
}

/** Whether each layer takes what the one before it gives, once, from one input of the model to its one output. */
export function isChain(model: tf.LayersModel): boolean {
  const [start, ...others] = model.inputs;
  let last = start;
  for (const [layer, uses] of usesIn(model)) {
    if (isInput(layer)) continue;
    const [use, ...again] = uses;
    const [output, ...more] = use?.outputTensors ?? [];
    if (use?.inputTensors.length !== 1 || use.inputTensors[0] !== last || again.length + more.length > 0)
      return false;
    last = output;
  }
  return (
    others.length === 0 &&
    model.outputs.length <= 1 &&
    (model.layers.length === 0 || last === model.outputs[0])
  );
}
