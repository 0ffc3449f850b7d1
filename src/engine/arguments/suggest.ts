/** Names of options in older Keras, without underscores, and what they are called now. */
const FORMERLY: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  nbepoch: 'epochs',
  nbfilter: 'filters',
  subsample: 'strides',
  bordermode: 'padding',
  outputdim: 'units',
  init: 'kernelInitializer',
};

/** The first of `known` that may have been meant, or null if none comes near. */
export function suggest(name: string, known: Iterable<string>): string | null {
  return nearest(name, known)[0] ?? null;
}

/** How to end a sentence about a name that does not exist: '; did you mean conv2d?', or '.' if none comes near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const [first, ...others] = nearest(name, known);
  if (first === undefined) return '.';
  return `; did you mean ${[first, ...others].join(' or ')}?`;
}

/**
 * The names at most two typing errors away, the fewest there are, or that go on where this one breaks off; upper case,
 * underscores and hyphens count only between names that are else equally near.
 */
function nearest(name: string, known: Iterable<string>): string[] {
  const now = [...known].filter((candidate) => candidate === FORMERLY[plain(name)]);
  if (now.length > 0) return now;
  let best: string[] = [];
  let least = Math.min(2, plain(name).length - 1) + 0.5;
  for (const candidate of known) {
    const distance = errors(plain(name), plain(candidate)) + editDistance(name, candidate) / 1000;
    if (distance < least) best = [];
    if (distance <= least) best.push(candidate);
    least = Math.min(least, distance);
  }
  return best;
}

/** Three letters that a name begins with are one typing error: std for stddev. */
function errors(name: string, candidate: string): number {
  const edits = editDistance(name, candidate);
  return name.length >= 3 && candidate.startsWith(name) ? Math.min(edits, 1) : edits;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '');
}

/** How many letters to put in, take out or change (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
