/** Whose network is on show, and which cells it says nothing of. */
import type { UnrunCell } from './unrun-cells';

/**
 * What a network that is shown is: as published; built by cells that ran in this visit; kept of what an earlier visit
 * built, while the kernel does not hold it; or typed, what the sources describe as they stand, not run.
 */
export type Standing = 'published' | 'built' | 'kept' | 'typed';

/** A changed cell that the network on show says nothing of. */
export interface MissingCell extends Pick<UnrunCell, 'because'> {
  id: string;
  /** As within a sentence: In [156]. */
  name: string;
  href: string;
}
