/** Small choices of the reader's, kept where the browser allows it; elsewhere they last as long as the page. */
import { useLocalStore } from './local-store';

const prefix = 'alexnet.';

/** The kept choice, if it is one of `allowed`. */
export function readPreference<Value extends string>(name: string, allowed: readonly Value[]): Value | null {
  const kept = useLocalStore((store) => store.getItem(prefix + name), null);
  return allowed.find((value) => value === kept) ?? null;
}

export function writePreference(name: string, value: string): void {
  useLocalStore((store) => store.setItem(prefix + name, value), undefined);
}
