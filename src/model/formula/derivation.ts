import { multiplyAddDerivation, parameterDerivation } from './count-derivation';
import { constant, type Derivation, type Formula } from './formula';
import { readImageShape } from '../image-shape';
import type { Layer, LocalResponseNormalization, Shape } from '../layer';
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
 * @throws {ShapeError} if the layer cannot take this input.
 */
export function derive(layer: Layer, input: Shape): LayerDerivation {
  const output = outputShape(layer, input);
  return {
    sizes: sizeDerivations(layer, input),
    shape: shapeDerivation(layer, input, output),
    parameters: parameterDerivation(layer, input),
    multiplyAdds: multiplyAddDerivation(layer, input),
    response: layer.type === 'localResponseNormalization' ? normalization(layer, input) : null,
  };
}

/** b = a / (k + alpha * sum of a^2)^beta, the sum over n channels around a's own (paper, section 3.3). */
function normalization(layer: LocalResponseNormalization, input: Shape): Formula {
  const { depthRadius, bias, alpha, beta, dataFormat } = layer;
  const last = (readImageShape(input, dataFormat)?.channels ?? 1) - 1;
  return {
    symbolic: response('\\lfloor n/2 \\rfloor', 'N - 1', 'k', '\\alpha', '\\beta'),
    substituted: response(String(depthRadius), String(last), constant(bias), constant(alpha), constant(beta)),
  };
}

function response(radius: string, last: string, k: string, alpha: string, beta: string): string {
  const sum = `\\sum_{j = \\max(0,\\, i - ${radius})}^{\\min(${last},\\, i + ${radius})} \\vin{a_j}^2`;
  return `\\vout{b_i} = \\frac{\\vin{a_i}}{\\left(${k} + ${alpha} ${sum}\\right)^{${beta}}}`;
}
