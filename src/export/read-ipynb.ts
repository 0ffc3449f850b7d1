/** Reads a notebook that was exported here, and may have been worked on in Jupyter since. */
import * as v from 'valibot';
import { adopt, MOST_SHARED, ShareError, type Carried, type Shared } from '../notebook/share';
import { hash } from '../notebook/hash';
import { isBlank, type Stamped } from '../notebook/stamp';
import { idInFile, IPYNB_VERSION, MARK } from './ipynb-mark';

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
      id: v.optional(v.unknown()),
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
const hashOfSource = v.optional(v.string());
const publishedMark = v.object({ id: v.string(), base: v.string(), source: hashOfSource });
const placeMark = v.object({ chapter: v.string(), after: v.nullable(v.string()), source: hashOfSource });

/**
 * What a file would change. Trusts nothing; a cell that was added in Jupyter comes as one of the reader's own. Programs
 * that clear metadata or ids, or write other ends of lines, change nothing by that.
 *
 * @param text the file
 * @param published every cell as the author publishes it now
 * @param nextId makes an id for a scratch cell that no other cell has
 * @throws {ShareError} in words for the reader, if it is no notebook of this course, damaged, too large or of a later
 *   version
 */
export function readIpynb(text: string, published: readonly Stamped[], nextId: () => string): Shared {
  const { cells: found, metadata } = parse(text);
  const cells = codeCells(found, published);
  const own = v.safeParse(exportedHere, metadata);
  if (!own.success && cells.every(({ mark, id }) => mark === null && id === null)) {
    throw new ShareError(
      'This notebook was not exported from this course, so it does not say which cells are which. Copy its code into cells of your own instead. Nothing was changed.',
    );
  }
  const version = own.success ? undamaged(versionNumber, own.output[MARK].version) : IPYNB_VERSION;
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

interface CodeCell {
  source: string;
  mark: v.InferOutput<typeof publishedMark> | null;
  place: v.InferOutput<typeof placeMark> | null;
  /** Of the published cell that it is; null for the reader's own. */
  id: string | null;
}

/** A cell is known by its mark; where that was cleared, by its id in the file; else by saying what is published. */
function codeCells(cells: readonly unknown[], published: readonly Stamped[]): readonly CodeCell[] {
  const code = undamaged(cellsSchema, cells).filter(({ cell_type: type }) => type === 'code');
  const taken = new Set<string>();
  /** Jupyter copies the marks of a cell with it. */
  const once = (id: string | undefined) => {
    if (id === undefined || taken.has(id)) return null;
    taken.add(id);
    return id;
  };
  const read = code.map((cell) => {
    const mark = markIn(publishedMark, cell.metadata);
    return {
      cell,
      source: undamaged(sourceSchema, cell.source),
      mark,
      place: markIn(placeMark, cell.metadata),
      id: once(mark?.id),
    };
  });
  for (const one of read) {
    const { mark, place, cell } = one;
    if (mark || place) continue;
    one.id = once(published.find((stamped) => idInFile(stamped.cell.id) === cell.id)?.cell.id);
  }
  for (const one of read) {
    const { mark, place, id, source } = one;
    if (mark || place || id !== null || isBlank({ source })) continue;
    const said = published.filter((stamped) => !taken.has(stamped.cell.id));
    const text = exported(
      source,
      said.map((stamped) => stamped.hash),
    );
    one.id = once(said.find((stamped) => stamped.source === text)?.cell.id);
  }
  return read;
}

/** Only what differs: a cell that says what its author published when the file was made is no edit. */
function carriedBy(cells: readonly CodeCell[], published: readonly Stamped[]): Carried {
  const edits: [id: string, base: string, source: string][] = [];
  const scratch: [chapter: string, after: string | null, source: string][] = [];
  /** Where a cell that says nothing of its place stands. */
  let below: { chapter: string; after: string | null } = {
    chapter: published[0]?.cell.chapter ?? '',
    after: null,
  };
  for (const { id, mark, place, source } of cells) {
    if (id === null) {
      const { chapter, after } = place ?? below;
      scratch.push([chapter, after, exported(source, [place?.source])]);
      continue;
    }
    const stamped = published.find(({ cell }) => cell.id === id);
    const base = mark?.base ?? stamped?.hash ?? '';
    const text = exported(source, [mark?.source, base]);
    if (hash(text) !== base) edits.push([id, base, text]);
    if (stamped) below = { chapter: stamped.cell.chapter, after: id };
  }
  return { edits, scratch };
}

/**
 * A source as it was before a program wrote the ends of its lines in another way, or put one at its end: the writing
 * that has one of these hashes. If none has, the text was changed too.
 */
function exported(source: string, hashes: readonly (string | undefined)[]): string {
  const lines = source.replaceAll(/\r\n?/g, '\n');
  const bare = lines.replace(/\n+$/, '');
  const writings = [source, lines, ...[0, 1, 2, 3].map((ends) => bare + '\n'.repeat(ends))];
  return writings.find((text) => hashes.includes(hash(text))) ?? lines;
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
