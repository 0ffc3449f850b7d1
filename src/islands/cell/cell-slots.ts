import type { Snippet } from 'svelte';

/** What a cell's page puts into it. */
export interface CellSlots {
  /** The highlighted source. */
  code?: Snippet;
  /** What the cell showed when the site was built. */
  outputs?: Snippet;
  /** What Astro's types call the two slots together; nothing is ever in it. */
  children?: unknown;
}
