/** One piece of work after the other, in the order they were asked for. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Gives what the work gives, once all that was asked for before has ended, well or badly. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }
}

/** Lets messages come in, a stop above all. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
