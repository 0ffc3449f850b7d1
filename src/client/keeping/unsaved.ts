/**
 * What a tab had not written yet when its page went away. Leaving ends a transaction half way; this store alone
 * writes at once. The next page takes it up. It also says without delay whether there may be anything to take up.
 */

const prefix = 'alexnet.unsaved.';
const kept = 'alexnet.kept';

/** @param tab an id that no other tab has */
export function leaveUnsaved(tab: string, unsaved: unknown): void {
  try {
    localStorage.setItem(prefix + tab, JSON.stringify(unsaved));
  } catch {
    // Denied or full: the reader was told when the other store failed.
  }
}

/** Says that something is in the other store. */
export function noteThatKept(): void {
  try {
    localStorage.setItem(kept, '');
  } catch {
    // What is kept is then found with the reader's first change.
  }
}

/** False: nothing was kept on this device, and the other store need not be asked. */
export function mayHoldSomething(): boolean {
  try {
    return localStorage.getItem(kept) !== null || findUnsaved().length > 0;
  } catch {
    return true;
  }
}

/** What was left, as it was found: it may be of another version or damaged. */
export function findUnsaved(): readonly { tab: string; found: unknown }[] {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .map((name) => ({ tab: name.slice(prefix.length), found: parse(localStorage.getItem(name)) }));
  } catch {
    return [];
  }
}

export function forgetUnsaved(tab: string): void {
  try {
    localStorage.removeItem(prefix + tab);
  } catch {
    // Denied: there is nothing to forget.
  }
}

/** Moves out of the way what cannot be read: another version of the page may be able to. */
export function setUnsavedAside(tab: string): void {
  try {
    localStorage.setItem(`alexnet.aside.${tab}`, localStorage.getItem(prefix + tab) ?? '');
    localStorage.removeItem(prefix + tab);
  } catch {
    // Full: it stays where it is.
  }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
