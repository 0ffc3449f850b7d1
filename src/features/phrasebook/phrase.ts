/** One thing said in Python and in TypeScript. */
export interface Phrase {
  /** A slug for ever: the key of what a reader has changed, and the address of the row. */
  id: string;
  title: string;
  python: string;
  /** What the Python prints; what the TypeScript prints is computed. */
  prints: string;
  typescript: string;
  /** What to know about it, with code between backticks. */
  words: string;
  /** Where a Python reader goes wrong, if they are likely to. */
  trap?: string;
}

export interface PhraseGroup {
  title: string;
  phrases: readonly Phrase[];
}
