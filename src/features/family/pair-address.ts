/** Which two networks are compared, as the page's address keeps it: `#a=notebook&b=paper`. */
export interface PairAddress {
  /** Ids of members, or of the reader's own networks; null where the address names none. */
  one: string | null;
  other: string | null;
}

/** Reads a fragment, with or without its `#`; null for one that leads elsewhere in the page. */
export function readPair(fragment: string): PairAddress | null {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  if (fields.size > 0 && !fields.has('a') && !fields.has('b')) return null;
  return { one: fields.get('a') || null, other: fields.get('b') || null };
}

export function writePair(one: string, other: string): string {
  return `#a=${encodeURIComponent(one)}&b=${encodeURIComponent(other)}`;
}
