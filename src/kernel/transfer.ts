const transferred = new WeakMap<object, readonly Transferable[]>();

/**
 * Marks the buffers of an answer that nothing in the kernel reads any more: they are moved to the page, not copied.
 *
 * @returns the answer
 */
export function transfer<T extends object>(answer: T, buffers: readonly Transferable[]): T {
  transferred.set(answer, buffers);
  return answer;
}

/** The buffers of an answer that `transfer` has marked. */
export function transferablesOf(answer: unknown): readonly Transferable[] {
  return typeof answer === 'object' && answer !== null ? (transferred.get(answer) ?? []) : [];
}
