/** The arithmetic of one number as KaTeX: what was computed, with its numbers, to the result. */
import { constant, grouped } from '../../../model/formula/formula';
import type { Layer, LocalResponseNormalization } from '../../../model/layer';
import { windowSize } from '../../../model/normalization';
import type { Term, TracedNormalization, TracedUnit } from '../../../model/trace/traced';
import { texFactor, texNumber } from '../../../drawing/writing/tex';

/** Products written out; the rest are dots. */
const shownProducts = 2;
/** A longer list of values is cut after these. */
const shownValues = 4;

/** Lines of KaTeX: with letters, then with numbers. Empty for a layer whose arithmetic is not known here. */
export function writeArithmetic(layer: Layer, traced: TracedUnit): readonly string[] {
  const result = traced.value === null ? '' : `= \\vout{${texNumber(traced.value)}}`;
  switch (traced.kind) {
    case 'convolution':
    case 'dense':
      return [
        '\\vout{y} = \\sum_n \\vin{x_n} \\, \\vker{w_n} + \\vker{b}',
        products(traced.terms, traced.sum - traced.bias),
        traced.activation === 'linear'
          ? `${sum(traced)} ${result}`
          : `${sum(traced)} = ${texNumber(traced.sum)}, \\qquad \\vout{y} = ${apply(traced.activation, traced.sum)} ${result}`,
      ];
    case 'normalization':
      return layer.type === 'localResponseNormalization' ? normalized(layer, traced, result) : [];
    case 'maxPooling':
      return [`\\vout{y} = \\max(${list(traced.reads.map(({ x }) => x))}) ${result}`];
    case 'averagePooling':
      return [`\\vout{y} = \\frac{${texNumber(traced.sum)}}{\\vker{${traced.count}}} ${result}`];
    case 'softmax': {
      const own = traced.terms[traced.own];
      return [
        '\\vout{p_i} = \\frac{e^{\\vin{z_i} - m}}{\\sum_j e^{\\vin{z_j} - m}}, \\qquad m = \\max_j \\vin{z_j}',
        `\\frac{e^{\\vin{${texNumber(own?.x ?? NaN)}} - ${texFactor(traced.maximum)}}}{${texNumber(traced.sum)}} ` +
          `= \\frac{${texNumber(own?.exponential ?? NaN)}}{${texNumber(traced.sum)}} ${result}`,
      ];
    }
    case 'activation':
      return [`\\vout{y} = ${apply(traced.activation, traced.x)} ${result}`];
    case 'padding':
      return [traced.input === null ? `\\vout{y} ${result}` : `\\vout{y} = \\vin{x} ${result}`];
    case 'dropout':
    case 'handedOn':
    case 'flatten':
      return [`\\vout{y} = \\vin{x} ${result}`];
    case 'plain':
      return [];
  }
}

function sum({ sum, bias }: { sum: number; bias: number }): string {
  return `${texNumber(sum - bias)} + \\vker{${texFactor(bias)}}`;
}

/** The largest written out, whatever the order of the terms. */
function products(terms: readonly Term[], total: number): string {
  const largest = terms.toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product)).slice(0, shownProducts);
  const written = largest.map(
    ({ x, weight }) => `\\vin{${texFactor(x)}} \\cdot \\vker{${texFactor(weight)}}`,
  );
  const count = terms.length === 1 ? '1 \\text{ product}' : `${grouped(terms.length)} \\text{ products}`;
  const dots = terms.length > shownProducts ? ' + \\cdots' : '';
  return `\\underbrace{${written.join(' + ')}${dots}}_{${count}: \\; ${texNumber(total)}}`;
}

function normalized(
  layer: LocalResponseNormalization,
  { x, sum, denominator }: TracedNormalization,
  result: string,
): readonly string[] {
  const { bias, beta } = layer;
  const alpha = constant(layer.alpha);
  const factor = layer.divideAlpha ? `\\frac{${alpha}}{${windowSize(layer)}}` : alpha;
  return [
    `\\vout{b_i} = \\frac{\\vin{a_i}}{\\left(k + ${layer.divideAlpha ? '\\frac{\\alpha}{n}' : '\\alpha'} \\sum_j \\vin{a_j}^2\\right)^{\\beta}}`,
    `\\frac{\\vin{${texNumber(x)}}}{\\left(${constant(bias)} + ${factor} \\cdot ${texNumber(sum)}\\right)^{${constant(beta)}}} ` +
      `= \\frac{\\vin{${texNumber(x)}}}{${texNumber(denominator)}} ${result}`,
  ];
}

function apply(activation: string, x: number): string {
  if (activation === 'relu') return `\\max(0,\\, \\vin{${texNumber(x)}})`;
  if (activation === 'linear') return `\\vin{${texNumber(x)}}`;
  return `\\operatorname{${activation.replaceAll(/[^a-zA-Z0-9]/g, '')}}(\\vin{${texNumber(x)}})`;
}

/** What padding adds to a pooling window is never taken, and not written. */
function list(values: readonly number[]): string {
  const real = values.filter((value) => value !== -Infinity);
  const written = real.slice(0, shownValues).map((value) => `\\vin{${texNumber(value)}}`);
  return [...written, ...(real.length > shownValues ? ['\\dots'] : [])].join(',\\, ');
}
