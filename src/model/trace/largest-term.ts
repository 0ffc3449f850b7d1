import type { Unit } from '../feature-maps';
import type { TracedUnit } from './traced';

/**
 * The unit of the layer's input that counts most in a number: of a sum the largest product, of a window the number that
 * goes on, of a normalisation or a softmax its own; of padding none.
 */
export function largestTerm(traced: TracedUnit): Unit | null {
  switch (traced.kind) {
    case 'convolution':
    case 'dense':
      return largestOf(traced.terms.map(({ input, product }) => ({ input, size: product })));
    case 'averagePooling':
      return largestOf(traced.reads.map(({ input, x }) => ({ input, size: x })));
    case 'maxPooling':
      return traced.inputs.length > 0 ? traced.winner : null;
    case 'softmax':
      return traced.terms[traced.own]?.input ?? null;
    case 'plain':
      return null;
    case 'normalization':
    case 'activation':
    case 'dropout':
    case 'padding':
    case 'handedOn':
    case 'flatten':
      return traced.input;
  }
}

/** Of several equal ones the first; what is not a number must be seen, so it counts as the largest. */
function largestOf(terms: readonly { input: Unit | null; size: number }[]): Unit | null {
  const sizeOf = (size: number) => (Number.isNaN(size) ? Infinity : Math.abs(size));
  let largest: { input: Unit; size: number } | null = null;
  for (const { input, size } of terms) {
    if (input !== null && (largest === null || sizeOf(size) > largest.size)) {
      largest = { input, size: sizeOf(size) };
    }
  }
  return largest && largest.input;
}
