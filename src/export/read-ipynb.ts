/** Reads a notebook that was exported here, and may have been worked on in Jupyter since. */
import * as v from 'valibot';
import { adopt, MOST_SHARED, ShareError, type Carried, type Shared } from '../notebook/share';
import { hash } from '../notebook/hash';
import type { Stamped } from '../notebook/stamp';
import { IPYNB_VERSION, MARK } from './ipynb-mark';

/** A notebook with pictures may be large; beyond this it is none of ours. */
export const MOST_BYTES = 64_000_000;
const MOST_CELLS = 2_000;

const format4 = v.object({ cells: v.array(v.unknown()), metadata: v.looseObject({}) });
const exportedHere = v.object({ [MARK]: v.object({ version: v.unknown() }) });
const versionNumber = v.pipe(v.number(), v.integer(), v.minValue(1));

const cellsSchema = v.pipe(
  v.array(
    v.object({
      cell_type: v.optional(v.unknown()),
      source: v.optional(v.unknown()),
      metadata: v.optional(v.unknown()),
    }),
  ),
  v.maxLength(MOST_CELLS),
);
const sourceSchema = v.union([
  v.string(),
  v.pipe(
    v.array(v.string()),
    v.transform((lines) => lines.join('')),
  ),
]);
const publishedMark = v.object({ id: v.string(), base: v.string() });
const placeMark = v.object({ chapter: v.string(), after: v.nullable(v.string()) });

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
  const own = v.safeParse(exportedHere, metadata);
  if (!own.success) {
    throw new ShareError(
      'This notebook was not exported from this course, so it does not say which cells are which. Copy its code into cells of your own instead. Nothing was changed.',
    );
  }
  const version = undamaged(versionNumber, own.output[MARK].version);
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

function parse(text: string): v.InferOutput<typeof format4> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ShareError(
      'This file is no Jupyter notebook, or part of it is missing: it cannot be read as JSON. Nothing was changed.',
    );
  }
  const notebook = v.safeParse(format4, json);
  if (!notebook.success) {
    throw new ShareError('This file is no Jupyter notebook of format 4. Nothing was changed.');
  }
  return notebook.output;
}

/** Only what differs: a cell that says what its author published when the file was made is no edit. */
function carriedBy(cells: readonly unknown[], published: readonly Stamped[]): Carried {
  const edits: [id: string, base: string, source: string][] = [];
  const scratch: [chapter: string, after: string | null, source: string][] = [];
  const seen = new Set<string>();
  /** Where a cell that says nothing of its place stands. */
  let place: { chapter: string; after: string | null } = {
    chapter: published[0]?.cell.chapter ?? '',
    after: null,
  };
  for (const cell of undamaged(cellsSchema, cells)) {
    if (cell.cell_type !== 'code') continue;
    const source = undamaged(sourceSchema, cell.source);
    const { id, base } = markIn(publishedMark, cell.metadata) ?? {};
    // Jupyter copies the marks of a cell with it.
    if (id !== undefined && base !== undefined && !seen.has(id)) {
      seen.add(id);
      if (hash(source) !== base) edits.push([id, base, source]);
      const chapter = published.find((stamped) => stamped.cell.id === id)?.cell.chapter;
      if (chapter !== undefined) place = { chapter, after: id };
    } else {
      const { chapter, after } = markIn(placeMark, cell.metadata) ?? place;
      scratch.push([chapter, after, source]);
    }
  }
  return { edits, scratch };
}

/** The mark, if it is as it was written. Without one, or with a damaged one, a cell is taken for the reader's own. */
function markIn<T>(schema: v.GenericSchema<unknown, T>, metadata: unknown): T | null {
  const read = v.safeParse(v.object({ [MARK]: schema }), metadata);
  return read.success ? read.output[MARK] : null;
}

/** @throws {ShareError} */
function undamaged<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  throw new ShareError(
    'This notebook is damaged: a cell in it is not as Jupyter writes cells. Export it again. Nothing was changed.',
  );
}
