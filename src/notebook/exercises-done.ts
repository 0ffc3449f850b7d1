/** How far a reader has come: exercises that were right once stay done. */

/** The exercises done, with one more. */
export function withDone(done: readonly string[], cellId: string): readonly string[] {
  return done.includes(cellId) ? done : [...done, cellId];
}

/**
 * How many of some exercises are done, in words.
 *
 * @param exercises their ids
 * @returns null while none is
 */
export function describeProgress(exercises: readonly string[], done: ReadonlySet<string>): string | null {
  const count = exercises.filter((id) => done.has(id)).length;
  if (count === 0) return null;
  const all = count === exercises.length ? '✓ ' : '';
  return `${all}${count} of ${exercises.length} ${exercises.length === 1 ? 'exercise' : 'exercises'} done`;
}
