/**
 * What a tab had not written yet when its page went away. Leaving ends a transaction half way; this store alone
 * writes at once. The next page takes it up. It also says without delay whether there may be anything to take up.
 */
import { useLocalStore } from './local-store';

const prefix = 'alexnet.unsaved.';
const kept = 'alexnet.kept';

/** Where the browser does not take it, the reader was told when the other store failed. @param tab an id that no other tab has */
export function leaveUnsaved(tab: string, unsaved: unknown): void {
  useLocalStore((store) => store.setItem(prefix + tab, JSON.stringify(unsaved)), undefined);
}

/** Says that something is in the other store; without this note it is found with the reader's first change. */
export function noteThatKept(): void {
  useLocalStore((store) => store.setItem(kept, ''), undefined);
}

/** False: nothing was kept on this device, and the other store need not be asked. */
export function mayHoldSomething(): boolean {
  return useLocalStore((store) => store.getItem(kept) !== null || findUnsaved().length > 0, true);
}

/** What was left, as it was found: it may be of another version or damaged. */
export function findUnsaved(): readonly { tab: string; found: unknown }[] {
  return useLocalStore(
    (store) =>
      Object.keys(store)
        .filter((name) => name.startsWith(prefix))
        .map((name) => ({ tab: name.slice(prefix.length), found: parse(store.getItem(name)) })),
    [],
  );
}

export function forgetUnsaved(tab: string): void {
  useLocalStore((store) => store.removeItem(prefix + tab), undefined);
}

/** Moves out of the way what cannot be read: another version of the page may be able to. It stays if there is no room. */
export function setUnsavedAside(tab: string): void {
  useLocalStore((store) => {
    store.setItem(`alexnet.aside.${tab}`, store.getItem(prefix + tab) ?? '');
    store.removeItem(prefix + tab);
  }, undefined);
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
