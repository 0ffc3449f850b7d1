/** Texts that belong to one place of one page and not to the notebook: kept where the browser allows it. */
import { useLocalStore } from './local-store';

const prefix = 'alexnet.';

/** Null if there is none. */
export function readText(name: string): string | null {
  return useLocalStore((store) => store.getItem(prefix + name), null);
}

/** @param text null forgets it @returns false if the browser keeps nothing */
export function keepText(name: string, text: string | null): boolean {
  return useLocalStore((store) => {
    if (text === null) store.removeItem(prefix + name);
    else store.setItem(prefix + name, text);
    return true;
  }, false);
}
