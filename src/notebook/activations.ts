import { readImageShape } from '../model/image-shape';
import type { Row } from '../model/rows';
import type { LayerActivation } from './output';
import type { Photograph } from './messages';

/** What each layer that ran in this visit last gave, by layer name. */
export type LiveActivations = Readonly<Record<string, LiveActivation>>;

export interface LiveActivation extends LayerActivation {
  /** Title of the photograph it was given. */
  photograph: string;
  /** Of the trace it came with: only numbers of one trace belong to one photograph, whatever the title. */
  traceId: number;
}

/** What the first layer was given, with the pixels that it was made of. */
export interface LiveInput extends LiveActivation, Pick<Photograph, 'pixels'> {}

/** The same from the build: a picture of the first channels side by side, for the page before any run. */
export interface PublishedActivations {
  photograph: string;
  layers: Readonly<Record<string, PublishedActivation>>;
}

export interface PublishedActivation {
  /** Address of the picture: the channels side by side, coloured already, or a vector's values as bars. */
  src: string;
  /** Of the picture, in pixels. */
  width: number;
  height: number;
  /** How many channels it shows; 1 for a vector. */
  channels: number;
  /** Of the whole layer. */
  minimum: number;
  maximum: number;
}

/**
 * What the live layer gave, if it is the layer of this row: a layer of the same name and another shape is of another
 * time, when its cell or one above it read differently.
 */
export function liveOf(
  { layer, output, dataFormat }: Pick<Row, 'layer' | 'output' | 'dataFormat'>,
  activations: LiveActivations,
): LiveActivation | null {
  const live = activations[layer.name];
  const image = readImageShape(output, dataFormat);
  const shape = image ? [image.channels, image.height, image.width] : output;
  return live?.shape.join() === shape.join() ? live : null;
}
