import { diff3Merge } from 'node-diff3';

export interface MergedSource {
  text: string;
  /** Places where both sides changed the same lines: both versions stand there, each under a comment. */
  clashes: number;
}

/**
 * Brings two versions of a source together, line by line.
 *
 * @param base what both were made from
 * @param names of the two versions, for the comments where they clash
 */
export function mergeSources(
  { base, mine, theirs }: { base: string; mine: string; theirs: string },
  names: { mine: string; theirs: string },
): MergedSource {
  const lines = (text: string) => text.split('\n');
  const regions = diff3Merge(lines(mine), lines(base), lines(theirs), {
    excludeFalseConflicts: true,
  });
  const clashes = regions.filter(({ conflict }) => conflict).length;
  const text = regions.flatMap(({ ok, conflict }) =>
    conflict ? [`// ${names.mine}:`, ...conflict.a, `// ${names.theirs}:`, ...conflict.b] : (ok ?? []),
  );
  return { text: text.join('\n'), clashes };
}
