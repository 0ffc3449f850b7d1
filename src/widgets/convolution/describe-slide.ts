/** What the sliding kernel shows, in words and numbers. */
import { rounded } from '../../model/formula/formula';
import { writeValue } from '../../drawing/writing/values';
import { cropSide } from './crop';
import type { KernelName } from './kernels';

interface Setting {
  /** Pixels each way of the input, the kernel and the output. */
  size: number;
  window: number;
  output: number;
  stride: number;
  padding: number;
}

/** The size of the output, and what is left over. */
export function describeSize({ size, window, output, stride, padding }: Setting): string {
  const room = size + 2 * padding - window;
  const exact = room / stride + 1;
  if (output === 0) return `The kernel is wider than the picture: it fits nowhere.`;
  const sum = `(${size} − ${window} + 2 · ${padding})/${stride} + 1`;
  if (Number.isInteger(exact))
    return `${sum} = ${output}: ${size} by ${size} pixels become ${output} by ${output} numbers.`;
  const left = room % stride;
  const lost = left === 1 ? 'the last row and column are' : `the last ${left} rows and columns are`;
  return `${sum} is ${rounded(exact)}, so there are ${output} by ${output} positions, and ${lost} never looked at.`;
}

/** What this kernel finds. */
export function describeFilter(kernel: KernelName | 'first', layer: string, padding: number): string {
  switch (kernel) {
    case 'upright':
    case 'level': {
      const where = kernel === 'upright' ? 'to the right' : 'downwards';
      const rim = padding > 0 ? ' The zeros outside make an edge of their own.' : '';
      return `The sum is above zero where the picture gets brighter ${where}, below zero where it gets darker, and near zero on even ground.${rim}`;
    }
    case 'blur':
      return `Each number is the mean of nine pixels: the picture again, softer.${padding > 0 ? ' The zeros outside darken its rim.' : ''}`;
    case 'first':
      return `This is the red slice of the first kernel of ${layer}, as it now is. What the slices for the other channels give and the bias are added to its sum.`;
  }
}

/** What slides over what. */
export function describeInput(kernel: KernelName | 'first', photograph: string): string {
  return kernel === 'first'
    ? 'The input is a piece of the network’s own, red less its mean.'
    : `The input is a piece of the photograph “${photograph}” at half its size; what the kernel multiplies is how light its pixels are, from 0 to 255.`;
}

/** All that is said below this photograph, as long as it may become. */
export function longestTexts(photograph: string): string[] {
  const size = describeSize({ size: cropSide, window: 11, output: 10, stride: 7, padding: 3 });
  const kernels = ['upright', 'level', 'blur', 'first'] as const;
  return kernels.map(
    (kernel) => `${size} ${describeFilter(kernel, 'Conv1', 1)} ${describeInput(kernel, photograph)}`,
  );
}

/** A weight as the sum shows it: −12, 0.0132, 1/9. */
export function writeTerm(value: number): string {
  if (value === 1 / 9) return '1/9';
  if (Object.is(value, -0)) return '0';
  return Number.isInteger(value) ? String(value).replace('-', '−') : writeValue(value);
}
