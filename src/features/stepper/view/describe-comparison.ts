/** What a layer did to a region, in a sentence or two. */
import type { Rectangle } from '../../../model/trace/field';
import type { Unit } from '../../../model/feature-maps';
import type { Layer } from '../../../model/layer';
import { writeCount } from '../../../drawing/writing/counts';
import { writeShare } from '../../../drawing/writing/measures';
import { writeValue } from '../../../drawing/writing/values';

/** One statistic of the layer before and after the change. */
interface Pair {
  x: number;
  y: number;
}

/** Of an activation, a normalisation or a dropout, which leave every number in its place. */
export function describeElementwise(layer: Layer, pairs: readonly Pair[]): string {
  const changed = pairs.filter(({ x, y }) => x !== y);
  if (layer.type === 'dropout') {
    const passed =
      changed.length === 0
        ? 'A prediction drops nothing: every number passes as it is.'
        : `${changed.length} of these ${pairs.length} numbers differ: this is not what dropout does in a prediction.`;
    const kept = layer.rate < 1 ? ` and multiplies the others by ${writeValue(1 / (1 - layer.rate))}` : '';
    return `${passed} In training it sets a share of ${writeShare(layer.rate, 3)}, drawn anew each time, to zero${kept}.`;
  }
  if (layer.type === 'localResponseNormalization') {
    const factors = pairs.flatMap(({ x, y }) => (x === 0 ? [] : [y / x]));
    if (factors.length === 0) return 'All zeros here, and zero stays zero.';
    const [least, most] = [Math.min(...factors), Math.max(...factors)].map(writeValue);
    const around =
      layer.window === 'map'
        ? 'the places around it are in the same channel'
        : 'its neighbouring channels are at the same place';
    return `Each number is multiplied by between ${least} and ${most}: the less, the stronger ${around}.`;
  }
  if (layer.type === 'activation' && layer.activation === 'relu') {
    return changed.length === 0
      ? `None of these ${pairs.length} numbers is below zero: all pass as they are.`
      : `${changed.length} of these ${pairs.length} numbers were below zero and are zero now; the others pass as they are.`;
  }
  if (layer.type === 'activation' && layer.activation === 'softmax') {
    return 'Each number becomes its exponential over the sum of all of them, so that together they make 1.';
  }
  return `${changed.length} of these ${pairs.length} numbers are different afterwards.`;
}

/** @param survivors how many numbers of `read` are the largest of a window */
export function describePooling(layer: Layer, read: Rectangle, region: Rectangle, survivors: number): string {
  const [from, to] = [read.height * read.width, region.height * region.width];
  const become = `${from} numbers become ${to === 1 ? 'one' : to}.`;
  if (layer.type !== 'maxPooling2d') return `${become} Each is the mean of its window.`;
  const windows = layer.poolSize.join(' × ');
  const shared =
    survivors < to
      ? ` Where windows overlap, one number may win in several: here ${to} windows have ${survivors} ${survivors === 1 ? 'winner' : 'winners'}.`
      : '';
  return `${become} Each is the largest of its ${windows} window; the framed ones survive, the others are gone.${shared}`;
}

/** @param offset how far down and to the right every number moves */
export function describePadding([down, right]: readonly [number, number], added: number): string {
  const moved = `Every number keeps its value and moves ${steps(down, 'row')} down and ${steps(right, 'column')} to the right.`;
  return added === 0
    ? `${moved} The zeros are added at the edges: move the region there to see them.`
    : `${moved} The ${added === 1 ? 'framed zero is' : `${added} framed zeros are`} new.`;
}

/** @param shape [channels, height, width] of what is flattened, or [units] */
export function describeFlatten(shape: readonly number[], channel: number): string {
  const [channels = 0, , width] = shape;
  if (width === undefined) return 'It is a vector already: nothing moves.';
  return (
    `No number changes, only its place: (row × ${width} + column) × ${writeCount(channels)} + ${channel}. ` +
    `Neighbours in a row end up ${writeCount(channels)} apart, with the other channels’ numbers at the same place between them.`
  );
}

/**
 * @param from whose output it is
 * @param unit of the layer's output, the first of the region
 * @param source the same number where it comes from
 */
export function describeHandedOn(from: string, unit: Unit, source: Unit): string {
  const [what, of] = unit.length === 3 ? ['Channel', unit[0]] : ['Unit', unit.at(-1)];
  const [own = 0] = source.length === 3 ? source : source.slice(-1);
  return `No number changes. ${what} ${of} here is ${what.toLowerCase()} ${own} of ${from}.`;
}

function steps(count: number, name: string): string {
  return count === 1 ? `1 ${name}` : `${count} ${name}s`;
}
