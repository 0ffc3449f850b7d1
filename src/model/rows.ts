import { BYTES_PER_NUMBER, multiplyAddCount, parameterCount, trainableCount } from './counts';
import { readImageShape, sizeOf } from './image-shape';
import type { DataFormat, Layer, Network, Pair, Shape } from './layer';
import { PIXEL, receptiveFieldAfter } from './receptive-field';
import { networkShapes } from './shapes';

/** One row of the model's summary, with all that can be said of a layer before it runs. */
export interface Row {
  layer: Layer;
  /** Shapes without the batch dimension. */
  input: Shape;
  output: Shape;
  /** How to read shapes of three sizes: the layer's own format, or that of the layers before it. */
  dataFormat: DataFormat;
  /** How the layers before it read their shapes of three sizes, `input` among them: the same unless formats are mixed. */
  inputFormat: DataFormat;
  parameters: number;
  trainable: number;
  /** For one image; see `multiplyAddCount`. */
  multiplyAdds: number;
  weightBytes: number;
  /** Bytes of the layer's output for one image, four a number. */
  activationBytes: number;
  /** Pixels of the network's input that one unit sees, [vertical, horizontal]; null if that input is no image, or it is not known. */
  receptiveField: Pair | null;
  /** Pixels of the network's input between the fields of neighbouring units; 0 where all see the same. */
  receptiveFieldStride: Pair | null;
}

/**
 * A row for every layer.
 *
 * @throws {ShapeError} if the layers do not fit each other.
 */
export function rows(network: Network): Row[] {
  const shapes = networkShapes(network);
  let dataFormat = networkDataFormat(network);
  const image = network.inputShape && readImageShape(network.inputShape, dataFormat);
  let field = image ? PIXEL : null;
  return network.layers.map((layer, index) => {
    const input = (index === 0 ? network.inputShape : shapes[index - 1]) ?? [];
    const output = shapes[index] ?? [];
    const inputFormat = dataFormat;
    if ('dataFormat' in layer) dataFormat = layer.dataFormat;
    if (field && image) field = receptiveFieldAfter(field, layer, input, [image.height, image.width]);
    const parameters = parameterCount(layer, input);
    return {
      layer,
      input,
      output,
      dataFormat,
      inputFormat,
      parameters,
      trainable: trainableCount(layer, input),
      multiplyAdds: multiplyAddCount(layer, input, output),
      weightBytes: parameters * BYTES_PER_NUMBER,
      activationBytes: sizeOf(output) * BYTES_PER_NUMBER,
      receptiveField: field && field.size,
      receptiveFieldStride: field && field.stride,
    };
  });
}

/** The format of the first layer that has one; channels first, as in the notebook, if none does. */
export function networkDataFormat(network: Network): DataFormat {
  for (const layer of network.layers) if ('dataFormat' in layer) return layer.dataFormat;
  return 'channelsFirst';
}
