import { constant, type Formula } from './formula';
import { readImageShape } from '../image-shape';
import type { LocalResponseNormalization, Shape } from '../layer';

interface Letters {
  /** How far a window reaches to either side. */
  radius: string;
  /** The last channel of a group, or the last row and column of a map. */
  last: readonly string[];
  k: string;
  alpha: string;
  beta: string;
}

/**
 * b = a / (k + alpha * sum of a^2)^beta, the sum over n channels around a's own (paper, section 3.3), counted within
 * its group, or over n x n places of its map.
 */
export function normalizationFormula(layer: LocalResponseNormalization, input: Shape): Formula {
  const { depthRadius, bias, alpha, beta, dataFormat, groups = 1, divideAlpha, window } = layer;
  const image = readImageShape(input, dataFormat);
  const n = 2 * depthRadius + 1;
  const write = window === 'map' ? withinMap : acrossChannels;
  const square = window === 'map' ? '^2' : '';
  const channels = groups === 1 ? 'N - 1' : 'N/G - 1';
  return {
    symbolic: write({
      radius: '\\lfloor n/2 \\rfloor',
      last: window === 'map' ? ['H - 1', 'W - 1'] : [channels],
      k: 'k',
      alpha: divideAlpha ? `\\frac{\\alpha}{n${square}}` : '\\alpha',
      beta: '\\beta',
    }),
    substituted: write({
      radius: String(depthRadius),
      last:
        window === 'map'
          ? [String((image?.height ?? 1) - 1), String((image?.width ?? 1) - 1)]
          : [String((image?.channels ?? 1) / groups - 1)],
      k: constant(bias),
      alpha: divideAlpha ? `\\frac{${constant(alpha)}}{${n}${square}}` : constant(alpha),
      beta: constant(beta),
    }),
  };
}

function acrossChannels({ radius, last: [last = ''], k, alpha, beta }: Letters): string {
  return divided('i', `${k} + ${alpha} ${sumOver('j', 'i', radius, last)} \\vin{a_j}^2`, beta);
}

function withinMap({ radius, last: [bottom = '', right = ''], k, alpha, beta }: Letters): string {
  const sums = `${sumOver('u', 'x', radius, bottom)} ${sumOver('v', 'y', radius, right)}`;
  return divided('{x,y}', `${k} + ${alpha} ${sums} \\vin{a_{u,v}}^2`, beta);
}

function sumOver(index: string, around: string, radius: string, last: string): string {
  return `\\sum_{${index} = \\max(0,\\, ${around} - ${radius})}^{\\min(${last},\\, ${around} + ${radius})}`;
}

function divided(place: string, base: string, beta: string): string {
  return `\\vout{b_${place}} = \\frac{\\vin{a_${place}}}{\\left(${base}\\right)^{${beta}}}`;
}
