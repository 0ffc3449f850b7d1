/** What was taken for what, as rows, columns and shares of a matrix: `counts[right][answer]` pictures. */

export type Counts = readonly (readonly number[])[];

/** So many pictures of one class, or taken for it. */
export interface Entry {
  readonly index: number;
  readonly count: number;
}

/** What the pictures of a class were taken for, the most frequent first. */
export function answersTo(counts: Counts, right: number): Entry[] {
  return entries(counts[right] ?? []);
}

/** Of which classes the pictures are that were given this answer, the most frequent first. */
export function givenAs(counts: Counts, answer: number): Entry[] {
  return entries(counts.map((row) => row[answer] ?? 0));
}

function entries(line: readonly number[]): Entry[] {
  return line
    .map((count, index) => ({ index, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

export function total(of: readonly Entry[]): number {
  return of.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Each count as a share of its row, since classes have from 6 to 40 pictures; its root, or a single mistake would not be
 * seen.
 */
export function visibleShares(counts: Counts): Float64Array {
  return Float64Array.from(
    counts.flatMap((row) => {
      const pictures = row.reduce((sum, count) => sum + count, 0);
      return row.map((count) => Math.sqrt(count / (pictures || 1)));
    }),
  );
}
