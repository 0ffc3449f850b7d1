/**
 * What a tab had not written yet when its page went away. Leaving ends a transaction half way; this store alone
 * writes at once. The next page takes it up.
 */
import type { Notes } from './notes';

export interface Unsaved {
  /** What the tab and the store last agreed on. */
  agreed: Notes;
  mine: Notes;
}

const prefix = 'alexnet.unsaved.';

/** @param tab an id that no other tab has */
export function leaveUnsaved(tab: string, { agreed, mine }: Unsaved): void {
  try {
    const text = JSON.stringify({ agreed: withoutOutputs(agreed), mine: withoutOutputs(mine) });
    localStorage.setItem(prefix + tab, text);
  } catch {
    // Denied or full: the reader was told when the other store failed.
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

/** Outputs come back when a cell runs, and may be large. */
function withoutOutputs({ kept, rivals }: Notes): Notes {
  return { kept: { ...kept, outputs: {} }, rivals };
}
