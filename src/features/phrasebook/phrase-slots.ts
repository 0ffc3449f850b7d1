import type { Snippet } from 'svelte';

/** What the page puts into a row. */
export interface PhraseSlots {
  /** The source, highlighted by Shiki at build. */
  code?: Snippet;
  /** What it printed when the site was built. */
  outputs?: Snippet;
  /** What Astro's types call the two slots together; nothing is ever in it. */
  children?: unknown;
}
