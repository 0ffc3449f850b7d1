/** Texts that belong to one place of one page and not to the notebook: kept where the browser allows it. */
import { useLocalStore } from './local-store';

/** Under which key the device has it. */
export function keyOf(name: string): string {
  return `alexnet.${name}`;
}

/** Null if there is none. */
export function readText(name: string): string | null {
  return useLocalStore((store) => store.getItem(keyOf(name)), null);
}

/** @param text null forgets it @returns false if the browser keeps nothing */
export function keepText(name: string, text: string | null): boolean {
  return useLocalStore((store) => {
    if (text === null) store.removeItem(keyOf(name));
    else store.setItem(keyOf(name), text);
    return true;
  }, false);
}
