import type { Snippet } from 'svelte';

/** What a cell's page puts into it. */
export interface CellSlots {
  /** The cell's source, highlighted by Shiki at build. */
  code?: Snippet | undefined;
  /** What the cell showed when the site was built. */
  outputs?: Snippet | undefined;
  /** What Astro's types call the two slots together; nothing is ever in it. */
  children?: unknown;
}
