/** What an exported notebook says about itself and its cells, so that it can be imported again. */

/** The key under which it stands in Jupyter's metadata. */
export const MARK = 'alexnet_cell_by_cell';
/** The version of the marks that this site writes, and the newest it reads. */
export const IPYNB_VERSION = 1;

/** `source` is the hash of the cell's source as it was exported: files before it was written lack it. */
export type CellMark = { source?: string } & (
  | {
      role: 'course' | 'exercise' | 'scratch';
      id: string;
      /** Hash of what its author published then. */ base: string;
    }
  | { role: 'scratch'; chapter: string; after: string | null }
);

/** The id that a cell has in a notebook file: at most 64 of these characters, unique in its file. */
export const idInFile = (cellId: string): string => cellId.replaceAll(/[^\w-]/g, '-').slice(0, 64);
