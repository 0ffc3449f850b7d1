/**
 * How much work a GPU is given before it is waited for, so that the page's own drawing, which stands in the same queue,
 * comes in between. Knows no GPU.
 */

/** Milliseconds of work that may be queued: a frame at 60 Hz takes 17, and one that comes late by this still comes within 50. */
export const SLICE_MS = 25;

/** What a program is thought to take before it has been waited for, in milliseconds. */
const FIRST_GUESS_MS = 1;
/** So that programs of which none is ever waited for are still counted. */
const LEAST_MS = 0.01;
/** One slice changes a guess by no more: a wait also holds what another tab did, or a shader that was compiled. */
const [MOST_DOWN, MOST_UP] = [0.5, 4];

export class Slices {
  /** Milliseconds by which a run of a program lengthens the queue. */
  readonly #guesses = new WeakMap<object, number>();
  readonly #programs = new Set<object>();
  #expected = 0;

  /** A run of a program was queued. @returns whether the queue is to be waited for now */
  add(program: object): boolean {
    this.#programs.add(program);
    this.#expected += this.#guesses.get(program) ?? FIRST_GUESS_MS;
    return this.#expected >= SLICE_MS;
  }

  /** The queue is empty after so many milliseconds of waiting: all guesses that made the slice are put right alike. */
  waited(milliseconds: number): void {
    const factor = Math.min(MOST_UP, Math.max(MOST_DOWN, milliseconds / this.#expected));
    for (const program of this.#programs) {
      const guess = (this.#guesses.get(program) ?? FIRST_GUESS_MS) * factor;
      this.#guesses.set(program, Math.max(LEAST_MS, guess));
    }
    this.#programs.clear();
    this.#expected = 0;
  }
}
