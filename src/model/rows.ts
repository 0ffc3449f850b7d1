import { BYTES_PER_NUMBER, multiplyAddCount, parameterCount, trainableCount } from './counts';
import { readImageShape, sizeOf } from './image-shape';
import type { DataFormat, Layer, Network, Pair, Shape, Taken } from './layer';
import { joinedField, PIXEL, type ReceptiveField, receptiveFieldAfter } from './receptive-field';
import { networkShapes, taken } from './network-shapes';

/** One row of the model's summary, with all that can be said of a layer before it runs. */
export interface Row {
  layer: Layer;
  /** Whose outputs it takes. */
  takes: readonly Taken[];
  /** Shapes of what it takes, without the batch dimension. */
  inputs: readonly Shape[];
  /** What it takes as one shape: of a concatenation all its inputs together, of another layer with several the first. */
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
  const ownFormat = networkDataFormat(network);
  const { inputShape } = network;
  const image = inputShape && readImageShape(inputShape, ownFormat);
  const known = new Map<Taken, Made>([
    [null, { output: inputShape ?? [], dataFormat: ownFormat, field: image ? PIXEL : null }],
  ]);
  return taken(network).map((takes, index) => {
    const layer = network.layers[index]!;
    const makers = takes.flatMap((name) => known.get(name) ?? []);
    const inputs = makers.map(({ output }) => output);
    const output = shapes[index] ?? [];
    const input = layer.type === 'concatenate' ? output : (inputs[0] ?? []);
    const inputFormat = makers[0]?.dataFormat ?? ownFormat;
    const dataFormat = 'dataFormat' in layer ? layer.dataFormat : inputFormat;
    const before = joinedField(makers.map(({ field }) => field));
    const field = before && image && receptiveFieldAfter(before, layer, input, [image.height, image.width]);
    known.set(layer.name, { output, dataFormat, field });
    const parameters = parameterCount(layer, input);
    return {
      layer,
      takes,
      inputs,
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

/** An output, as those who take it see it. */
interface Made {
  output: Shape;
  dataFormat: DataFormat;
  field: ReceptiveField | null;
}

/** The format of the first layer that has one; channels first, as in the notebook, if none does. */
export function networkDataFormat(network: Network): DataFormat {
  for (const layer of network.layers) if ('dataFormat' in layer) return layer.dataFormat;
  return 'channelsFirst';
}
