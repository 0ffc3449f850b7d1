/** Questions to the kernel that each have one answer, which is kept until it may be another. */
export class Answers<T> {
  readonly #kept = new Map<string, Promise<T>>();
  readonly #waiting = new Map<number, { resolve: (value: T) => void; reject: (error: Error) => void }>();
  #id = 0;

  /**
   * @param key what is asked
   * @param post asks it, unless it is kept or on its way
   * @throws Error with what the kernel says, if it cannot answer; it is asked again the next time
   */
  ask(key: string, post: (id: number) => void): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const id = ++this.#id;
    const answer = new Promise<T>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#kept.set(key, answer);
    answer.catch(() => {
      if (this.#kept.get(key) === answer) this.#kept.delete(key);
    });
    post(id);
    return answer;
  }

  resolve(id: number, value: T): void {
    this.#waiting.get(id)?.resolve(value);
    this.#waiting.delete(id);
  }

  reject(id: number, message: string): void {
    this.#waiting.get(id)?.reject(new Error(message));
    this.#waiting.delete(id);
  }

  /** What was asked will not be answered. */
  rejectAll(message: string): void {
    for (const id of [...this.#waiting.keys()]) this.reject(id, message);
  }

  /** The next time each is asked anew; what is on its way still arrives. */
  forget(): void {
    this.#kept.clear();
  }
}
