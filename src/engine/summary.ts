import * as tf from '@tensorflow/tfjs';
import { pythonShape, type SummaryTable } from '../model/keras-summary';
import { isInput, type LayerUse, usesIn } from './layer-uses';
import { LocalResponseNormalization } from './layers/lrn';
import { SliceChannels } from './layers/slice-channels';

/** What Keras 2.2's summary tells of a live model. */
export function summaryTable(model: tf.LayersModel): SummaryTable {
  const isSequential = model instanceof tf.Sequential;
  const uses = usesIn(model);
  const layers = model.layers.filter((layer) => !isSequential || !isInput(layer));
  return {
    rows: layers.map((layer) => ({
      name: layer.name,
      className: className(layer),
      shape: outputShape(layer),
      parameters: count(layer.weights),
      takes: (uses.get(layer) ?? []).flatMap(taken),
    })),
    connected: !isSequential && !isLine([...uses.values()]),
    total: count(layers.flatMap(({ weights }) => weights)),
    trainable: count(model.trainableWeights),
  };
}

/** What the notebook and its repository make from a Lambda is printed as one. */
function className(layer: tf.layers.Layer): string {
  const isLambda = layer instanceof LocalResponseNormalization || layer instanceof SliceChannels;
  return isLambda ? 'Lambda' : layer.getClassName();
}

/** Of all uses of a layer, also in other models, as Keras has it. */
function outputShape({ inboundNodes }: tf.layers.Layer): string {
  const shapes = inboundNodes.map(({ outputTensors }) => {
    const [shape = '', ...others] = outputTensors.map((tensor) => pythonShape(tensor.shape));
    return others.length === 0 ? shape : `[${[shape, ...others].join(', ')}]`;
  });
  const [shape = '', ...others] = new Set(shapes);
  return others.length === 0 ? shape : 'multiple';
}

function taken({ inboundLayers, nodeIndices, tensorIndices }: LayerUse): string[] {
  return inboundLayers.map(({ name }, index) => `${name}[${nodeIndices[index]}][${tensorIndices[index]}]`);
}

/** Whether each layer is used once, takes from one at most, and all lead to one end. */
function isLine(usesByLayer: readonly (readonly LayerUse[])[]): boolean {
  const uses = usesByLayer.flat();
  const goesOn = new Set(
    uses.flatMap(({ inputTensors, inboundLayers }) => (inboundLayers.length > 0 ? inputTensors : [])),
  );
  const ends = uses.filter(({ outputTensors }) => !outputTensors.some((tensor) => goesOn.has(tensor)));
  return (
    ends.length <= 1 &&
    usesByLayer.every((layerUses) => layerUses.length <= 1) &&
    uses.every(({ inboundLayers }) => inboundLayers.length <= 1)
  );
}

/** Numbers in these weights, each counted once. */
function count(weights: readonly tf.LayerVariable[]): number {
  return [...new Set(weights)].reduce((sum, { shape }) => sum + tf.util.sizeFromShape(shape.map(Number)), 0);
}
