/** What two steps of a kind are set to, in words. */
import { readImageShape } from '../../model/image-shape';
import type {
  Conv2D,
  Dense,
  Dropout,
  Layer,
  LocalResponseNormalization,
  Pair,
  Pooling2D,
} from '../../model/layer';
import type { Aligned } from '../../model/family/align';
import type { Step } from '../../model/family/steps';
import { writeCount, writeParameters } from '../../drawing/writing/counts';
import { capital, differing, instead, insteadOf, widthOf, wordOf, written } from './compared-words';

/** What is set otherwise and has no weights to it. */
export function settingsOf(one: Step, other: Step, aligned: readonly Aligned[], index: number): string[] {
  const [a, b] = [one.lead.layer, other.lead.layer];
  if (a.type === 'conv2d' && b.type === 'conv2d') {
    return [
      ...differing(
        pairOf(a.strides),
        pairOf(b.strides),
        (now, then) => `Moves ${instead(now, then)} pixels at a time`,
      ),
      ...borders(bordered(aligned, index, 'one'), bordered(aligned, index, 'other')),
      ...rounding(one, other),
      ...towers(one, other),
      ...fused(a, b),
    ];
  }
  if (a.type === 'dense' && b.type === 'dense') return fused(a, b);
  if (a.type === 'localResponseNormalization' && b.type === 'localResponseNormalization')
    return normalisation(a, b);
  if (isPooling(a) && isPooling(b)) return pooling(one, other, a, b);
  if (a.type === 'dropout' && b.type === 'dropout') return rate(a, b);
  if (a.type === 'zeroPadding2d' && b.type === 'zeroPadding2d') {
    return differing(String(a.padding.flat()), String(b.padding.flat()), () => {
      return `A border of ${instead(sidesOf(b.padding), sidesOf(a.padding))}`;
    });
  }
  return [];
}

/** What makes more weights or fewer, and how many. */
export function weightsOf(one: Step, other: Step): string[] {
  const causes = causesOf(one, other);
  if (one.parameters === other.parameters) return causes.map(capital);
  const counts = `${writeParameters(other.parameters)} instead of ${writeCount(one.parameters)}`;
  return [causes.length === 0 ? capital(counts) : `${capital(causes.join(', '))}: ${counts}`];
}

function causesOf(one: Step, other: Step): string[] {
  const [a, b] = [one.lead.layer, other.lead.layer];
  if (a.type === 'dense' && b.type === 'dense') {
    return [
      ...differing(
        one.input.at(-1),
        other.input.at(-1),
        (now, then) => `reads ${insteadOf(now, then)} numbers`,
      ),
      ...differing(a.units, b.units, (now, then) => `has ${insteadOf(now, then)} units`),
      ...biases(a, b),
    ];
  }
  if (a.type !== 'conv2d' || b.type !== 'conv2d') return [];
  const [then, now] = [seen(one), seen(other)];
  return [
    ...differing(kernelsOf(one), kernelsOf(other), (now, then) => `has ${insteadOf(now, then)} kernels`),
    ...differing(
      pairOf(a.kernelSize),
      pairOf(b.kernelSize),
      (now, then) => `kernels are ${instead(now, then)} wide`,
    ),
    ...(then.share === now.share ? [] : [seeing(now.share, then.share)]),
    ...differing(
      then.channels,
      now.channels,
      (now, then) => `each kernel reads ${insteadOf(now, then)} channels`,
    ).filter(() => then.share === now.share),
    ...biases(a, b),
  ];
}

/** Of the channels that come in, how many a kernel sees. */
function seen({ rows, lead, input, dataFormat }: Step): { channels: number; share: number } {
  const all = readImageShape(input, dataFormat)?.channels ?? 1;
  const into = readImageShape(lead.input, dataFormat)?.channels ?? 1;
  const groups = lead.layer.type === 'conv2d' ? lead.layer.groups : 1;
  const channels = into / groups;
  return { channels, share: rows.length === 1 ? 1 / groups : channels / all };
}

function seeing(now: number, then: number): string {
  const part = (share: number) => (share === 0.5 ? 'half' : `1 in ${Math.round(1 / share)}`);
  return now === 1 ? `sees all channels instead of ${part(then)}` : `sees ${part(now)} of the channels`;
}

/** The kernels of all towers. */
function kernelsOf({ rows }: Step): number {
  return rows.reduce((sum, { layer }) => sum + (layer.type === 'conv2d' ? layer.filters : 0), 0);
}

function towers(one: Step, other: Step): string[] {
  const [then, now] = [one.rows.length > 1, other.rows.length > 1];
  if (then === now) return [];
  return [now ? 'Built as two towers that are joined behind it' : 'One layer instead of two towers'];
}

interface Bordered {
  /** Zeros at the left and the right together, the layer's own and those of a padding before it. */
  zeros: number;
  isOwn: boolean;
  /** Before any zeros. */
  from: number;
  to: number;
}

function bordered(aligned: readonly Aligned[], index: number, side: 'one' | 'other'): Bordered {
  const step = aligned[index]![side]!;
  const before = aligned.slice(0, index).findLast((pair) => pair[side])?.[side]?.lead.layer;
  const layer = step.lead.layer as Conv2D;
  const width = widthOf(step.input, step);
  const to = widthOf(step.output, step);
  const [left, right] = before?.type === 'zeroPadding2d' ? before.padding[1] : [0, 0];
  const window = (layer.kernelSize[1] - 1) * layer.dilationRate[1] + 1;
  const own = layer.padding === 'same' ? Math.max(0, (to - 1) * layer.strides[1] + window - width) : 0;
  return { zeros: left + right + own, isOwn: own > 0, from: width - left - right, to };
}

function borders(one: Bordered, other: Bordered): string[] {
  const becomes = `${other.from} wide ${other.from === other.to ? 'stays' : 'becomes'} ${other.to}`;
  if (one.zeros === other.zeros) {
    if (one.isOwn === other.isOwn) return [];
    return [other.isOwn ? 'Pads for itself' : 'A layer before it pads'];
  }
  if (other.zeros === 0) return [`Without padding: ${becomes}`];
  return [
    `Pads by ${sides(other.zeros)}${one.zeros === 0 ? '' : ` instead of ${sides(one.zeros)}`}: ${becomes}`,
  ];
}

function sides(zeros: number): string {
  return zeros % 2 === 0 ? String(zeros / 2) : `${(zeros - 1) / 2} and ${(zeros + 1) / 2}`;
}

function rounding(one: Step, other: Step): string[] {
  const [a, b] = [one.lead.layer, other.lead.layer];
  const isUp = (layer: Layer) => 'ceilMode' in layer;
  if (isUp(a) === isUp(b)) return [];
  const [from, to] = [widthOf(other.input, other), widthOf(other.output, other)];
  const anyway = from === widthOf(one.input, one) && to === widthOf(one.output, one) ? ', as without' : '';
  return [`Rounds sizes ${isUp(b) ? 'up' : 'down'}: ${from} wide becomes ${to}${anyway}`];
}

function fused(a: Conv2D | Dense, b: Conv2D | Dense): string[] {
  if (a.activation === b.activation) return [];
  if (b.activation === 'linear') return [`Its ${wordOf(a.activation)} is no part of it here`];
  return [`Its ${wordOf(b.activation)} is a part of it here`];
}

function biases(a: Conv2D | Dense, b: Conv2D | Dense): string[] {
  if (a.useBias === b.useBias) return [];
  return [b.useBias ? 'has biases' : 'has no biases'];
}

function normalisation(a: LocalResponseNormalization, b: LocalResponseNormalization): string[] {
  const n = (layer: LocalResponseNormalization) => 2 * layer.depthRadius + 1;
  const acts = (layer: LocalResponseNormalization) =>
    layer.divideAlpha ? layer.alpha / (layer.window === 'map' ? n(layer) ** 2 : n(layer)) : layer.alpha;
  const over = (layer: LocalResponseNormalization) =>
    layer.window === 'map' ? `${n(layer)} × ${n(layer)} places of its own map` : `${n(layer)} channels`;
  return [
    ...differing(over(a), over(b), (now, then) => `Over ${instead(now, then)}`),
    ...differing(a.bias, b.bias, (now, then) => `k is ${insteadOf(now, then)}`),
    ...differing(a.alpha, b.alpha, (now, then) => `α is ${written(now)} instead of ${written(then)}`),
    ...(Boolean(a.divideAlpha) === Boolean(b.divideAlpha)
      ? []
      : [
          b.divideAlpha
            ? `α is divided by the window’s size and acts as ${written(acts(b))}`
            : `α is not divided by the window’s size and acts as ${written(acts(b))}`,
        ]),
    ...differing(a.beta, b.beta, (now, then) => `β is ${now} instead of ${then}`),
    ...differing(a.groups ?? 1, b.groups ?? 1, (now) =>
      now === 1
        ? 'Windows reach over all channels'
        : `Windows end at the borders of ${now} groups of channels`,
    ),
  ];
}

function pooling(one: Step, other: Step, a: Pooling2D, b: Pooling2D): string[] {
  return [
    ...differing(a.type, b.type, (now) => (now === 'maxPooling2d' ? 'Takes the largest' : 'Takes the mean')),
    ...differing(pairOf(a.poolSize), pairOf(b.poolSize), (now, then) => `Windows of ${instead(now, then)}`),
    ...differing(
      pairOf(a.strides),
      pairOf(b.strides),
      (now, then) => `Moves ${instead(now, then)} pixels at a time`,
    ),
    ...differing(a.padding, b.padding, (now) =>
      now === 'same' ? 'Reaches beyond the edges' : 'Stays within the edges',
    ),
    ...rounding(one, other),
  ];
}

function rate(a: Dropout, b: Dropout): string[] {
  return differing(a.rate, b.rate, (now, then) => `Drops with ${now} instead of ${then}`);
}

function isPooling(layer: Step['lead']['layer']): layer is Pooling2D {
  return layer.type === 'maxPooling2d' || layer.type === 'averagePooling2d';
}

function pairOf([vertical, horizontal]: Pair): string {
  return vertical === horizontal ? String(vertical) : `${vertical} × ${horizontal}`;
}

function sidesOf([rows, columns]: readonly [Pair, Pair]): string {
  const [first] = rows;
  const all = [...rows, ...columns];
  return all.every((side) => side === first) ? String(first) : all.join(', ');
}
