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
  /** Id of the slow cell that it is about: it runs after that one, and never when the site is built. */
  after?: string;
  /**
   * Who wrote it and what for. Nothing depends on an exercise: it runs after the cells above it, and those below
   * run as if it had not. A scratch cell is the reader's own, and part of the notebook like any other.
   */
  role: 'course' | 'exercise' | 'scratch';
  /** Of an exercise: code that runs after the reader's and fails, in words for the reader, while it is not right. */
  check?: string;
}

export type CellState =
  'published' | 'edited' | 'queued' | 'running' | 'done' | 'error' | 'stopped' | 'stale';

/** Whether it runs when the site is built: all but slow cells, what stands after them, and exercises. */
export function isPublished({ slow, after, role }: Cell): boolean {
  return !slow && after === undefined && role === 'course';
}

/**
 * How the page names a cell within a sentence: In [156].
 *
 * @param executionCount of a cell of the reader's own: what its prompt says, by which it is told from others; null if
 *   it says none
 */
export function nameOf({ id, in: number, role }: Cell, executionCount: number | null = null): string {
  if (role === 'scratch') return executionCount === null ? 'a cell of yours' : `Own [${executionCount}]`;
  if (role === 'exercise') return `the exercise “${id}”`;
  return number === null ? `cell “${id}”` : `In [${number}]`;
}

/** `nameOf` as a sentence begins: A cell of yours. */
export function nameAtStart(cell: Cell, executionCount: number | null = null): string {
  return atStart(nameOf(cell, executionCount));
}

/** A cell's name as a sentence begins with it. */
export function atStart(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
