import * as tf from '@tensorflow/tfjs';
import type { DataFormat } from '../model/layer';
import { networkDataFormat } from '../model/rows';
import type { Photograph } from '../notebook/messages';
import { describe } from './describe';
import { isInput, usesIn } from './layer-uses';
import { isInside, runInside } from './layers/layout';
import { photographInput } from './photograph-input';
import { UnanswerableError } from './unanswerable';

/** A layer of a model and what it gave in one forward pass. */
export interface RunLayer {
  layer: tf.layers.Layer;
  inputs: tf.Tensor[];
  /** What the layer gave; the first, if it has several outputs. */
  output: tf.Tensor;
  /** How the output's three sizes are to be read: as they physically are, whatever the layer says. */
  dataFormat: DataFormat;
}

export interface Forward {
  input: tf.Tensor;
  inputFormat: DataFormat;
  layers: RunLayer[];
}

/**
 * Runs a photograph through the layers that the model has, as in a prediction. The caller disposes of the tensors.
 *
 * @param model with one layer at least
 * @throws {UnanswerableError} if the model does not take a photograph, or goes on from a layer's second use
 */
export function forward(model: tf.LayersModel, photograph: Photograph): Forward {
  const [start] = model.inputs;
  if (!start || model.inputs.length > 1) {
    throw new UnanswerableError(`A photograph is one input, but this model takes ${model.inputs.length}.`);
  }
  const network = describe(model);
  if (network.undrawn !== undefined && network.inputShape?.includes(0)) {
    throw new UnanswerableError(network.undrawn);
  }
  const inputFormat = networkDataFormat(network);
  const input = photographInput(photograph, network.inputShape ?? [], inputFormat, network.meanColour);
  const known = new Map<number, tf.Tensor>([[start.id, input]]);
  const formats = new Map<number, DataFormat>([[start.id, inputFormat]]);
  const uses = [...usesIn(model)].filter(([layer]) => !isInput(layer));
  const layers = runInside(model, () =>
    uses.map(([layer, [use]]): RunLayer => {
      if (!use?.inputTensors.every(({ id }) => known.has(id))) {
        throw new UnanswerableError(
          `The course cannot follow this model to ${layer.name}: a layer before it is used more than once.`,
        );
      }
      const inputs = use.inputTensors.flatMap(({ id }) => known.get(id) ?? []);
      const outputs = [layer.apply(inputs) as tf.Tensor | tf.Tensor[]].flat();
      const own = layer.getConfig()['dataFormat'] as DataFormat | undefined;
      const dataFormat = own ?? formats.get(use.inputTensors[0]?.id ?? NaN) ?? inputFormat;
      for (const [index, { id }] of use.outputTensors.entries()) {
        const output = outputs[index];
        if (output) known.set(id, output);
        formats.set(id, dataFormat);
      }
      const [output] = outputs;
      if (!output) throw new UnanswerableError(`${layer.name} gives nothing.`);
      return { layer, inputs, output, dataFormat: isInside(output) ? 'channelsLast' : dataFormat };
    }),
  );
  return { input, inputFormat, layers };
}
