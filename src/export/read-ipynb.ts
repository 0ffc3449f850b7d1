/** Reads a notebook that was exported here, and may have been worked on in Jupyter since. */
import { adopt, MOST_SHARED, ShareError, type Carried, type Shared } from '../notebook/share';
import { hash } from '../notebook/hash';
import type { Stamped } from '../notebook/stamp';
import { IPYNB_VERSION, MARK } from './ipynb-mark';

/** A notebook with pictures may be large; beyond this it is none of ours. */
export const MOST_BYTES = 64_000_000;
const MOST_CELLS = 2_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a file would change. Trusts nothing; a cell that was added in Jupyter comes as one of the reader's own.
 *
 * @param text the file
 * @param published every cell as the author publishes it now
 * @param nextId makes an id for a scratch cell that no other cell has
 * @throws {ShareError} in words for the reader, if it is no notebook of this course, damaged, too large or of a later
 *   version
 */
export function readIpynb(text: string, published: readonly Stamped[], nextId: () => string): Shared {
  const { cells, metadata } = parse(text);
  const version = field(metadata, MARK)?.['version'];
  if (version === undefined) {
    throw new ShareError(
      'This notebook was not exported from this course, so it does not say which cells are which. Copy its code into cells of your own instead. Nothing was changed.',
    );
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) throw damaged();
  if (version > IPYNB_VERSION) {
    throw new ShareError(
      `This notebook was exported by a newer version of the course (format ${version}; this page reads ${IPYNB_VERSION}). Reload the page to get the newest, then import it again.`,
    );
  }
  const carried = carriedBy(cells, published);
  const characters = [...carried.edits, ...carried.scratch].reduce(
    (sum, [, , source]) => sum + source.length,
    0,
  );
  if (characters > MOST_SHARED) {
    throw new ShareError(
      `What differs in this notebook is ${characters.toLocaleString('en')} characters long; up to ${MOST_SHARED.toLocaleString('en')} are taken. Nothing was changed.`,
    );
  }
  return adopt(carried, published, nextId);
}

function parse(text: string): { cells: readonly Fields[]; metadata: Fields } {
  let notebook: unknown;
  try {
    notebook = JSON.parse(text);
  } catch {
    throw new ShareError(
      'This file is no Jupyter notebook, or part of it is missing: it cannot be read as JSON. Nothing was changed.',
    );
  }
  if (!isFields(notebook) || !Array.isArray(notebook['cells']) || !isFields(notebook['metadata'])) {
    throw new ShareError('This file is no Jupyter notebook of format 4. Nothing was changed.');
  }
  const cells: readonly unknown[] = notebook['cells'];
  if (cells.length > MOST_CELLS || !cells.every(isFields)) throw damaged();
  return { cells, metadata: notebook['metadata'] };
}

/** Only what differs: a cell that says what its author published when the file was made is no edit. */
function carriedBy(cells: readonly Fields[], published: readonly Stamped[]): Carried {
  const edits: [id: string, base: string, source: string][] = [];
  const scratch: [chapter: string, after: string | null, source: string][] = [];
  const seen = new Set<string>();
  /** Where a cell that says nothing of its place stands. */
  let place: { chapter: string; after: string | null } = {
    chapter: published[0]?.cell.chapter ?? '',
    after: null,
  };
  for (const cell of cells) {
    if (cell['cell_type'] !== 'code') continue;
    const source = sourceOf(cell);
    const mark = field(cell['metadata'], MARK);
    const id = mark?.['id'];
    const base = mark?.['base'];
    // Jupyter copies the marks of a cell with it.
    if (typeof id === 'string' && typeof base === 'string' && !seen.has(id)) {
      seen.add(id);
      if (hash(source) !== base) edits.push([id, base, source]);
      const chapter = published.find((stamped) => stamped.cell.id === id)?.cell.chapter;
      if (chapter !== undefined) place = { chapter, after: id };
    } else {
      const { chapter, after } = placeIn(mark) ?? place;
      scratch.push([chapter, after, source]);
    }
  }
  return { edits, scratch };
}

function placeIn(mark: Fields | null): { chapter: string; after: string | null } | null {
  const chapter = mark?.['chapter'];
  const after = mark?.['after'];
  if (typeof chapter !== 'string') return null;
  return typeof after === 'string' || after === null ? { chapter, after } : null;
}

function sourceOf({ source }: Fields): string {
  if (typeof source === 'string') return source;
  if (Array.isArray(source) && source.every((line): line is string => typeof line === 'string')) {
    return source.join('');
  }
  throw damaged();
}

function field(holder: unknown, name: string): Fields | null {
  const value = isFields(holder) ? holder[name] : undefined;
  return isFields(value) ? value : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(): ShareError {
  return new ShareError(
    'This notebook is damaged: a cell in it is not as Jupyter writes cells. Export it again. Nothing was changed.',
  );
}
