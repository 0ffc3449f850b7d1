/** What moves where a layer makes its numbers, and what there is to see at one place of it. */
import { indexOf, type FeatureMaps, type Unit } from '../../../model/feature-maps';
import type { Row } from '../../../model/rows';
import { elementwise } from '../../../model/trace/activations';
import { inputMaps, outputMaps } from '../../../model/trace/axes';
import type { Rectangle } from '../../../model/trace/field';
import type { Plane } from '../../../model/trace/maps';
import { readsOf } from '../../../model/trace/reads';
import { traceUnit } from '../../../model/trace/trace-unit';
import type { TracedUnit, UnitWeights } from '../../../model/trace/traced';

/**
 * A 'window' slides over a map, a 'point' over places that each become one number, with its neighbours in other channels
 * if need be; of a dense layer one 'sum' goes through all of the input.
 */
export type Movement = 'window' | 'point' | 'sum';

/** Null for a layer in which nothing is computed place by place, or not with axes as readers see them. */
export function movementOf(row: Row): Movement | null {
  const { layer } = row;
  const [from, to] = [inputMaps(row).length, outputMaps(row).length];
  if (layer.type === 'dense') return from === 1 && to === 1 ? 'sum' : null;
  if (from !== 3 || to !== 3 || row.inputFormat !== row.dataFormat) return null;
  switch (layer.type) {
    case 'conv2d':
    case 'maxPooling2d':
    case 'averagePooling2d':
      return 'window';
    case 'localResponseNormalization':
      return layer.window === 'map' ? 'window' : 'point';
    case 'activation':
      return elementwise(layer.activation) ? 'point' : null;
    case 'zeroPadding2d':
      return 'point';
    default:
      return null;
  }
}

/** One number while it is made. */
export interface Moment {
  unit: Unit;
  traced: TracedUnit;
  /** Where it reads on the drawn channel of the input; reaches beyond it where the layer pads. Null for a sum. */
  frame: Rectangle | null;
  /** What it reads there. */
  x: Plane;
  /** What that is multiplied with, where it is. */
  weights: Plane | null;
  /** The products, or the squares; null where nothing is added up. */
  adds: Plane | null;
  /** Which of `x` goes on alone; -1 if none does. */
  winner: number;
}

/**
 * @param input what the layer was given
 * @param channel of the input, that is drawn: a convolution's window has products in each
 */
export function momentOf(
  row: Row,
  input: FeatureMaps,
  unit: Unit,
  weights: UnitWeights | null,
  channel: number,
): Moment {
  const traced = traceUnit(row, input, unit, weights);
  const moment: Moment = {
    unit,
    traced,
    frame: frameOf(row, unit),
    x: single(NaN),
    weights: null,
    adds: null,
    winner: -1,
  };
  switch (traced.kind) {
    case 'convolution': {
      const [, height, width] = traced.patch;
      const from = (channel - traced.firstChannel) * height * width;
      const terms = traced.terms.slice(from, from + height * width);
      const plane = (values: number[]) => ({ height, width, values });
      return {
        ...moment,
        x: plane(terms.map(({ x }) => x)),
        weights: plane(terms.map(({ weight }) => weight)),
        adds: plane(terms.map(({ product }) => product)),
      };
    }
    case 'dense': {
      const [x, weight, product] = [0, 1, 2].map(() => new Float64Array(traced.terms.length));
      for (const term of traced.terms) {
        const at = term.input?.at(-1) ?? 0;
        x![at] = term.x;
        weight![at] = term.weight;
        product![at] = term.product;
      }
      return { ...moment, x: inRows(x!), weights: inRows(weight!), adds: inRows(product!) };
    }
    case 'maxPooling':
    case 'averagePooling': {
      const [height, width] = traced.window;
      const winner =
        traced.kind === 'maxPooling'
          ? traced.reads.findIndex(
              ({ input: read }) => read && indexOf(input, read) === indexOf(input, traced.winner),
            )
          : -1;
      // What padding adds to a window is no number of it.
      const values = traced.reads.map(({ input: read, x }) => (read ? x : NaN));
      return { ...moment, x: { height, width, values }, winner };
    }
    case 'normalization': {
      const count = traced.neighbours.length;
      const tall = 'window' in row.layer ? new Set(traced.neighbours.map(({ input: at }) => at[1])).size : 1;
      const plane = (values: number[]) => ({ height: tall, width: count / tall, values });
      return {
        ...moment,
        x: plane(traced.neighbours.map(({ x }) => x)),
        adds: plane(traced.neighbours.map(({ square }) => square)),
      };
    }
    case 'activation':
    case 'padding':
      return { ...moment, x: single(traced.x) };
    default:
      return moment;
  }
}

/** The channels of its input that a channel of a convolution is made from. */
export function channelsRead(row: Row, channel: number): readonly number[] {
  const [{ start, end } = { start: 0, end: 0 }] = readsOf(row, [channel, 0, 0]) ?? [];
  return Array.from({ length: end - start }, (_, at) => start + at);
}

/** What the first `count` of them add up to. */
export function addUp(values: ArrayLike<number>, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += values[at] ?? 0;
  return sum;
}

/** A vector as a picture, its numbers in rows, about as many as there are in one; what is left over is not a number. */
export function inRows(values: ArrayLike<number>): Plane {
  const width = Math.ceil(Math.sqrt(values.length));
  const height = Math.ceil(values.length / width);
  if (height * width === values.length) return { height, width, values };
  return {
    height,
    width,
    values: Float64Array.from({ length: height * width }, (_, at) => values[at] ?? NaN),
  };
}

/** Where a number reads on a channel of the input. */
export function frameOf(row: Row, unit: Unit): Rectangle | null {
  const [, down, across] = readsOf(row, unit) ?? [];
  if (!down || !across) return null;
  return {
    top: down.start,
    left: across.start,
    height: down.end - down.start,
    width: across.end - across.start,
  };
}

function single(value: number): Plane {
  return { height: 1, width: 1, values: [value] };
}
