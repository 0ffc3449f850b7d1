/** Answers of the kernel, each asked for once and kept until it may be another. */
export class Answers<T> {
  readonly #kept = new Map<string, Promise<T>>();

  /**
   * @param key what is asked
   * @param ask asks it, unless its answer is kept or on its way; one that fails is not kept
   */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const answer = ask();
    this.#kept.set(key, answer);
    // Of any failure whoever asked hears: here it only makes room for asking again.
    answer.catch(() => {
      if (this.#kept.get(key) === answer) this.#kept.delete(key);
    });
    return answer;
  }

  /** From now on each is asked anew; what is on its way still arrives. */
  forget(): void {
    this.#kept.clear();
  }
}
