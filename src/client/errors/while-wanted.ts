import { explain } from './unexpected';

/**
 * Takes what a promise comes to, for as long as it is wanted. Return what it gives from an effect, so that whatever is
 * asked for next, or nothing, takes its place.
 *
 * @param onFailure gets what to tell the reader; a fault of the page has been logged by then
 * @returns the function after which neither is called
 */
export function whileWanted<T>(
  promise: Promise<T>,
  onValue: (value: T) => void,
  onFailure: (message: string) => void,
): () => void {
  let isWanted = true;
  promise.then(
    (value) => {
      if (isWanted) onValue(value);
    },
    (error: unknown) => {
      const message = explain(error);
      if (isWanted) onFailure(message);
    },
  );
  return () => {
    isWanted = false;
  };
}
