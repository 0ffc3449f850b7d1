/** Runs one task after the other, in the order in which they were added. */
export class TaskQueue {
  #last: Promise<void> = Promise.resolve();

  /** @returns what the task returns, once every task added before it has ended, well or badly */
  add<T>(task: () => Promise<T>): Promise<T> {
    const added = this.#last.then(task);
    // Of any failure whoever added the task hears: the next one runs all the same.
    this.#last = added.then(
      () => undefined,
      () => undefined,
    );
    return added;
  }
}

/** Lets messages that wait be received, a stop above all. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
