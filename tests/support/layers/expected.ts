import { generator } from '../random';
import type { LayerCase } from './layer-case';
import { type Numbers, sizeOf } from './numbers';

/** A layer's inputs and weights, and by plain loops what it gives and the gradients of sum(output * dy). */
export interface Expected {
  readonly inputs: readonly Numbers[];
  readonly weights: readonly Numbers[];
  readonly output: Numbers;
  readonly dy: Numbers;
  /** Empty if the inputs are whole numbers. */
  readonly inputGradients: readonly Numbers[];
  /** Of every weight, trained or not. */
  readonly weightGradients: readonly Numbers[];
}

/** A weight of a layer: what it is called, and its shape. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Half the distance of central differences: what they leave out is far below single precision. */
const STEP = 1e-5;

export function expected(layer: LayerCase, weightSpecs: readonly WeightSpec[]): Expected {
  const random = generator(layer.maker.length + weightSpecs.length);
  const draw = (shape: readonly number[]): Numbers => ({
    shape,
    values: Float64Array.from({ length: sizeOf(shape) }, () => Math.fround(2 * random() - 1)),
  });
  const whole = layer.wholeBelow;
  const inputs = layer.inputs.map((shape) => {
    const x = draw(shape);
    return whole === undefined
      ? { shape, values: x.values.map((value) => Math.fround(value + (layer.shift ?? 0))) }
      : { shape, values: x.values.map((value) => Math.floor(((value + 1) / 2) * whole)) };
  });
  const weights = weightSpecs.map(({ name, shape }) => {
    const weight = draw(shape);
    return name.includes('variance')
      ? { shape, values: weight.values.map((value) => Math.fround(0.5 + Math.abs(value))) }
      : weight;
  });
  const output = layer.plainLoops(inputs, weights);
  const dy = draw(output.shape);

  const loss = () =>
    layer.plainLoops(inputs, weights).values.reduce((sum, y, i) => sum + y * dy.values[i]!, 0);
  const gradient = ({ shape, values }: Numbers): Numbers => ({
    shape,
    values: values.map((value, i) => {
      values[i] = value + STEP;
      const above = loss();
      values[i] = value - STEP;
      const below = loss();
      values[i] = value;
      return (above - below) / (2 * STEP);
    }),
  });
  return {
    inputs,
    weights,
    output,
    dy,
    inputGradients: whole === undefined ? inputs.map(gradient) : [],
    weightGradients: weights.map(gradient),
  };
}
