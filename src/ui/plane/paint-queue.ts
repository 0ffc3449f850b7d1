/** How long a frame may paint, in milliseconds: the page has to answer in between. */
const budget = 8;

/** Paints what is in view a little in each frame, in the order it was asked for. */
export class PaintQueue {
  readonly #jobs = new Set<() => void>();
  #waiting = false;

  /** @returns what takes the job back: call it when what was to be painted is gone */
  add(job: () => void): () => void {
    this.#jobs.add(job);
    if (!this.#waiting) requestAnimationFrame(this.#paint);
    this.#waiting = true;
    return () => this.#jobs.delete(job);
  }

  readonly #paint = (): void => {
    const end = performance.now() + budget;
    for (const job of this.#jobs) {
      this.#jobs.delete(job);
      job();
      if (performance.now() > end) break;
    }
    this.#waiting = this.#jobs.size > 0;
    if (this.#waiting) requestAnimationFrame(this.#paint);
  };
}
