/** A cell of the notebook. `id` is a slug for ever: the key of edits, links and tests. */
export interface Cell {
  id: string;
  /** The cell's number in the original notebook: 154 to 168. Null for a cell the original did not have. */
  in: number | null;
  /** Slug of the chapter it stands in. */
  chapter: string;
  source: string;
  /** Marked by the author: takes long (training), so it is never replayed silently. */
  slow: boolean;
  /**
   * Who wrote it and what for. Nothing depends on an exercise: it runs after the cells above it, and those below
   * run as if it had not. A scratch cell is the reader's own, and part of the notebook like any other.
   */
  role: 'course' | 'exercise' | 'scratch';
  /** Of an exercise: code that runs after the reader's and fails, in words for the reader, while it is not right. */
  check?: string;
}

export type CellState = 'published' | 'edited' | 'queued' | 'running' | 'done' | 'error' | 'stale';
