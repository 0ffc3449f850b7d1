/** The shapes of a whole network, which may branch. */
import type { Network, Shape, Taken } from './layer';
import { outputShape, ShapeError } from './shapes';

/** What each layer takes, in the order of the layers. */
export function taken({ layers, takes }: Network): readonly (readonly Taken[])[] {
  return layers.map(({ name }, index) => takes?.[name] ?? [layers[index - 1]?.name ?? null]);
}

/**
 * The output shape of every layer, in order; empty for an empty network.
 *
 * @throws {ShapeError} if a layer cannot take its input, or the network has no input shape.
 */
export function networkShapes(network: Network): Shape[] {
  const [first] = network.layers;
  if (!first) return [];
  const { inputShape } = network;
  if (!inputShape) {
    throw new ShapeError(
      `${first.name} is the first layer and has no inputShape: give it one, such as inputShape: [3, 227, 227]`,
    );
  }
  const known = new Map<Taken, Shape>([[null, inputShape]]);
  return taken(network).map((takes, index) => {
    const layer = network.layers[index]!;
    const [input = [], ...others] = takes.map((name) => {
      const shape = known.get(name);
      if (shape) return shape;
      throw new ShapeError(`${layer.name} takes what ${name} gives, which is no layer before it`);
    });
    const shape = outputShape(layer, input, takes[0] ?? null, others);
    known.set(layer.name, shape);
    return shape;
  });
}
