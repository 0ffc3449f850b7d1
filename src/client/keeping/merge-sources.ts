import { diff3Merge } from 'node-diff3';

export interface MergedSource {
  text: string;
  /** Places where both sides changed the same lines: both versions stand there, each under a comment. */
  conflicts: number;
}

/**
 * Brings two versions of a source together, line by line.
 *
 * @param base what both were made from
 * @param names of the two versions, for the comments where they clash
 */
export function mergeSources(
  { base, local, remote }: { base: string; local: string; remote: string },
  names: { local: string; remote: string },
): MergedSource {
  const lines = (text: string) => text.split('\n');
  const regions = diff3Merge(lines(local), lines(base), lines(remote), {
    excludeFalseConflicts: true,
  });
  const conflicts = regions.filter(({ conflict }) => conflict).length;
  const text = regions.flatMap(({ ok, conflict }) =>
    conflict ? [`// ${names.local}:`, ...conflict.a, `// ${names.remote}:`, ...conflict.b] : (ok ?? []),
  );
  return { text: text.join('\n'), conflicts };
}
