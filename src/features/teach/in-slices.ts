/** Milliseconds of work in a row: the page answers in between. */
const SLICE = 12;

/**
 * Does the work of a generator in slices, so that the page answers in between.
 *
 * @param onStep what the generator gives at the end of a slice
 * @throws what `signal` is aborted with
 */
export async function inSlices<Step, Result>(
  work: Generator<Step, Result>,
  onStep: (step: Step) => void,
  signal: AbortSignal,
): Promise<Result> {
  for (let began = performance.now(); ;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - began < SLICE) continue;
    onStep(step.value);
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    began = performance.now();
  }
}
