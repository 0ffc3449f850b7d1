import { multiplyAddDerivation, parameterDerivation } from './count-derivation';
import type { Derivation, Formula } from './formula';
import type { DataFormat, Layer, Shape } from '../layer';
import { normalizationFormula } from './normalization-formula';
import { shapeDerivation } from './shape-derivation';
import { outputShape } from '../shapes';
import { sizeDerivations } from './size-derivation';

export interface LayerDerivation {
  /** Empty where the layer keeps its input's sizes; height and width apart only where they differ. */
  sizes: readonly Derivation[];
  /** Channels and all; null where `sizes` says it, or the layer is of an unknown kind. */
  shape: Formula | 'as the input' | null;
  /** Null for a layer without weights. */
  parameters: Derivation | null;
  multiplyAdds: Derivation | null;
  /** What response normalisation makes of one unit; null for other layers. */
  response: Formula | null;
}

/**
 * How the figures of a layer's row come about, from the shape of its input.
 *
 * @param inputs shapes of all that it takes; a layer that joins takes two or more
 * @param dataFormat how it reads them, for a layer that does not say
 * @throws {ShapeError} if the layer cannot take this input.
 */
export function derive(
  layer: Layer,
  input: Shape,
  inputs: readonly Shape[] = [input],
  dataFormat: DataFormat = 'channelsFirst',
): LayerDerivation {
  const [first = input, ...others] = inputs;
  const output = outputShape(layer, first, null, others);
  return {
    sizes: sizeDerivations(layer, input, inputs, dataFormat),
    shape: shapeDerivation(layer, input, output, dataFormat),
    parameters: parameterDerivation(layer, input),
    multiplyAdds: multiplyAddDerivation(layer, input),
    response: layer.type === 'localResponseNormalization' ? normalizationFormula(layer, input) : null,
  };
}
