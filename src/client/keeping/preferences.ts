/** Small choices of the reader's, kept where the browser allows it and forgotten without a word where not. */

const prefix = 'alexnet.';

/** The kept choice, if it is one of `allowed`. */
export function readPreference<Value extends string>(name: string, allowed: readonly Value[]): Value | null {
  try {
    const kept = localStorage.getItem(prefix + name);
    return allowed.find((value) => value === kept) ?? null;
  } catch {
    return null;
  }
}

export function writePreference(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Storage is denied or full: the choice then lasts as long as the page.
  }
}
