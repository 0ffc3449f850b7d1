/** Time that goes on while the page is drawn: a page that is hidden or held up loses none of what there is to see. */

/** A frame counts for no more than this, in milliseconds. */
const longestFrame = 60;

export class Clock {
  #running = $state(false);
  #progress = $state(0);
  #frame = 0;

  get running(): boolean {
    return this.#running;
  }

  /** 0 to 1. */
  get progress(): number {
    return this.#progress;
  }

  /**
   * Runs from `from` to 1.
   *
   * @param seconds from 0 to 1, asked for in each frame
   */
  start(from: number, seconds: () => number, onEnd: () => void): void {
    this.stop();
    this.#progress = from;
    this.#running = true;
    let last: number | null = null;
    const advance = (now: number) => {
      const passed = last === null ? 0 : Math.min(longestFrame, Math.max(0, now - last));
      last = now;
      this.#progress = Math.min(1, this.#progress + passed / (1000 * seconds()));
      if (this.#progress < 1) {
        this.#frame = requestAnimationFrame(advance);
        return;
      }
      this.#running = false;
      onEnd();
    };
    this.#frame = requestAnimationFrame(advance);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#running = false;
  }
}
