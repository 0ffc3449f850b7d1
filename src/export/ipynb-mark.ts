/** What an exported notebook says about itself and its cells, so that it can be imported again. */

/** The key under which it stands in Jupyter's metadata. */
export const MARK = 'alexnet_cell_by_cell';
/** The version of the marks that this site writes, and the newest it reads. */
export const IPYNB_VERSION = 1;

export type CellMark =
  /** `base` is the hash of what the author published when the file was made. */
  | { role: 'course' | 'exercise' | 'scratch'; id: string; base: string }
  | { role: 'scratch'; chapter: string; after: string | null };
