/** Networks of the cells: what adding a layer makes of them. */
import type { DataFormat, Layer, Shape } from '../../model/layer';
import type { NotebookOptions } from '../../model/networks';
import { rows } from '../../model/rows';
import { outputShape, ShapeError } from '../../model/shapes';
import type { TrainableRow } from '../trainable';
import type { Context } from './context';
import { inPlace, layerOf } from './layer-of';
import {
  LayerValue,
  Net,
  numbersOf,
  Options,
  Tensor,
  UNKNOWN,
  Unsayable,
  type Placed,
  type Said,
} from './value';

/** A layer that a call asks for. Within a function it is made anew at each call, and has no name of its own yet. */
export function madeLayer(maker: string, args: readonly Said[], context: Context): LayerValue | null {
  const options = optionsOf(args);
  try {
    return layerOf(maker, options, context.names);
  } catch (error) {
    // A parameter of the function it stands in.
    if (error instanceof Unsayable && context.depth > 0) return null;
    throw error;
  }
}

export function optionsOf([first]: readonly Said[]): Options {
  if (first === undefined) return new Options(new Map());
  if (first.value instanceof Options) return first.value;
  throw new Unsayable('its options are known only in a run');
}

/** How the layers so far read their shapes of three sizes. */
function formatOf(placed: readonly Placed[]): DataFormat | null {
  for (const { is } of placed.toReversed()) {
    if ('dataFormat' in is.layer) return is.layer.dataFormat;
  }
  return null;
}

/** @throws {Unsayable} if the layer cannot take these */
function place(value: LayerValue, inputs: readonly Shape[], before: readonly Placed[]): Placed {
  const [input] = inputs;
  if (!input) throw new Unsayable(`the first layer, ${value.layer.name}, has no inputShape`);
  const format = formatOf(before);
  const is = inPlace(value, inputs, format);
  try {
    const output = outputShape(is.layer, input, before.at(-1)?.is.layer.name, inputs.slice(1));
    return { is, input: is.layer.type === 'concatenate' ? output : input, inputs, output, format };
  } catch (error) {
    if (error instanceof ShapeError) {
      throw new Unsayable(`it cannot be built: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

/** Adds a layer at a chain's end, and gives it with what it takes. */
export function addLayer(net: Net, value: LayerValue): Placed {
  const given = numbersOf(value.options.value('inputShape'));
  if (net.placed.length === 0 && given) net.inputShape = given;
  const shape = net.outputShape;
  const placed = place(value, shape ? [shape] : [], net.placed);
  net.placed = [...net.placed, placed];
  return placed;
}

/** What a layer makes of tensors of a graph. */
export function applied(value: LayerValue, takes: readonly Tensor[]): Tensor {
  const placed = place(
    value,
    takes.map(({ shape }) => shape),
    behind(takes),
  );
  return new Tensor(placed.output, { placed, takes });
}

/** The layers that tensors come from, the nearest last. */
function behind(tensors: readonly Tensor[]): readonly Placed[] {
  const found = new Set<Placed>();
  const visit = ({ from }: Tensor) => {
    if (!from || found.has(from.placed)) return;
    from.takes.forEach(visit);
    found.add(from.placed);
  };
  tensors.forEach(visit);
  return [...found];
}

/** The tensors that a call gives a layer; null if they are known only in a run. */
export function tensorsOf({ value }: Said): readonly Tensor[] | null {
  if (value instanceof Tensor) return [value];
  if (!Array.isArray(value)) return null;
  const all = value as readonly unknown[];
  return all.length > 0 && all.every((each) => each instanceof Tensor) ? all : null;
}

/** The layers between inputs and outputs, each behind those it takes from. */
export function graphNet(options: Options): Net {
  const [inputs, outputs] = ['inputs', 'outputs'].map((key) => {
    const said = options.said.get(key);
    return said ? tensorsOf(said) : null;
  });
  if (!inputs || !outputs) throw new Unsayable('its inputs or outputs are known only in a run');
  const net = new Net({ inputs, outputs });
  net.inputShape = inputs[0]?.shape ?? null;
  const placed: Placed[] = [];
  const seen = new Set<Tensor>();
  const visit = (tensor: Tensor) => {
    if (seen.has(tensor) || inputs.includes(tensor) || tensor.from === null) return;
    seen.add(tensor);
    tensor.from.takes.forEach(visit);
    placed.push(tensor.from.placed);
  };
  outputs.forEach(visit);
  net.placed = placed;
  return net;
}

/** A layer as the whole-network exports know it. */
export function rowOf({ is: { layer, words }, inputs, output, input, format }: Placed): TrainableRow {
  // A layer that joins has several inputs, and no row of its own.
  const alone: Layer = layer.type === 'concatenate' ? { type: 'dropout', name: layer.name, rate: 0 } : layer;
  const [row] = rows({ name: 'one', inputShape: input, layers: [alone] });
  if (!row) throw new TypeError(`${layer.name} has no row.`);
  const dataFormat = 'dataFormat' in layer ? row.dataFormat : (format ?? row.dataFormat);
  return { ...row, layer, inputs, output, words, dataFormat };
}

export function inputOf({ value }: Said): Tensor {
  const shape = numbersOf(value);
  if (shape === null) throw new Unsayable('its shape is known only in a run');
  return new Tensor(shape, null);
}

/** What the course's `alexnet` is told. */
export function notebookOptions(args: readonly Said[]): NotebookOptions {
  const options = optionsOf(args);
  const [width, nClasses, linearLogits] = ['width', 'nClasses', 'linearLogits'].map((key) => {
    const said = options.said.get(key);
    if (said?.value === UNKNOWN) throw new Unsayable(`its ${key} is known only in a run`);
    return said?.value;
  });
  return {
    ...(typeof width === 'number' && { width }),
    ...(typeof nClasses === 'number' && { nClasses }),
    ...(typeof linearLogits === 'boolean' && { linearLogits }),
  };
}
