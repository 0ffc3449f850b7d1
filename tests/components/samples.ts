/** Numbers as the site serves them, made here: no test of a component may lean on what the published run gave. */
import type { Sample } from '../../src/client/trace/sample';

/** Evenly spread from -1 to 1, always the same. */
export function spread(length: number, seed = 1): Float32Array<ArrayBuffer> {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** A sample with these numbers: a widget fetches them as it does those of the site. */
export function sampleWith(
  values: Float32Array<ArrayBuffer>,
  given: Pick<Sample, 'layer' | 'shape'> & Partial<Sample>,
): Sample {
  return {
    src: URL.createObjectURL(new Blob([values])),
    offset: given.shape.map(() => 0),
    photograph: 'A tabby cat',
    ...given,
  };
}
