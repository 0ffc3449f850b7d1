/** What a link carries: the cells that are not as published, and nothing else. Compressing it is the page's affair. */
import * as v from 'valibot';
import { placeIn, withoutEmpty, type Changes, type Edit, type ScratchCell } from './changes';
import { hash } from './hash';
import { ReaderError } from './reader-error';
import type { Stamped } from './stamp';

/** The version of the format that this site writes, and the newest it reads. */
export const SHARE_VERSION = 1;
/** Characters of all sources together that a link may carry: a course has a tenth of that. */
export const MOST_SHARED = 200_000;
const MOST_CELLS = 500;

/** A link that cannot be read. The message is for the reader: what is wrong and what to do. */
export class ShareError extends ReaderError {
  override name = 'ShareError';
}

export interface Shared {
  changes: Changes;
  /** Edited cells whose author has published another source since the link was made. */
  outdated: readonly string[];
  /** Edited cells that the course does not have: they come as cells of the reader's own at the end of the course. */
  unknown: readonly string[];
}

/** The changes as text, for a link. */
export function writeShared(changes: Changes): string {
  const { edits, scratch } = withoutEmpty(changes);
  return JSON.stringify({
    version: SHARE_VERSION,
    edits: Object.entries(edits).map(([id, { source, base }]) => [id, hash(base), source]),
    scratch: scratch.map(({ chapter, after, source }) => [chapter, after, source]),
  });
}

/**
 * Reads what `writeShared` wrote, here or on another day. Trusts nothing.
 *
 * @param published every cell as the author publishes it now
 * @param nextId makes an id for a scratch cell that no other cell has
 * @throws {ShareError} if it is no such text, or too large, or of a later version
 */
export function readShared(text: string, published: readonly Stamped[], nextId: () => string): Shared {
  if (text.length > MOST_SHARED) {
    throw new ShareError(
      `This link carries ${text.length.toLocaleString('en')} characters; up to ${MOST_SHARED.toLocaleString('en')} are taken. Nothing was changed.`,
    );
  }
  const { version, ...changes } = parse(text);
  if (version > SHARE_VERSION) {
    throw new ShareError(
      `This link was made by a newer version of the course (format ${version}; this page reads ${SHARE_VERSION}). Reload the page to get the newest, then open the link again.`,
    );
  }
  return adopt(changes, published, nextId);
}

/** Changes by the ids and places of a course that may be another by now. */
export interface Carried {
  /** With the hash of what the author had published. */
  edits: readonly (readonly [id: string, base: string, source: string])[];
  scratch: readonly (readonly [chapter: string, after: string | null, source: string])[];
}

/**
 * Fits changes that come from elsewhere to the course as it is published now.
 *
 * @param nextId makes an id for a scratch cell that no other cell has
 */
export function adopt(
  { edits, scratch }: Carried,
  published: readonly Stamped[],
  nextId: () => string,
): Shared {
  const cells = new Map(published.map((stamped) => [stamped.cell.id, stamped]));
  const last = published.at(-1)?.cell;
  const known: Record<string, Edit> = {};
  const own: ScratchCell[] = [];
  const outdated: string[] = [];
  const unknown: string[] = [];
  for (const [id, base, source] of edits) {
    const stamped = cells.get(id);
    if (stamped) {
      if (stamped.hash !== base) outdated.push(id);
      if (source !== stamped.source) known[id] = { source, base: stamped.source };
    } else if (last) {
      unknown.push(id);
      own.push({ id: nextId(), chapter: last.chapter, after: last.id, source });
    }
  }
  const course = published.map(({ cell }) => cell);
  for (const [chapter, after, source] of scratch) {
    const place = placeIn(course, { chapter, after });
    if (place) own.push({ id: nextId(), ...place, source });
  }
  return { changes: { edits: known, scratch: own }, outdated, unknown };
}

const carried: v.GenericSchema<unknown, Carried> = v.object({
  edits: v.array(v.strictTuple([v.string(), v.string(), v.string()])),
  scratch: v.array(v.strictTuple([v.string(), v.nullable(v.string()), v.string()])),
});

interface Raw extends Carried {
  version: number;
}

function parse(text: string): Raw {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged();
    throw error;
  }
  const versioned = v.safeParse(v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) }), value);
  if (!versioned.success) throw damaged();
  const { version } = versioned.output;
  // What a later version means by its fields, only a later version knows.
  if (version > SHARE_VERSION) return { version, edits: [], scratch: [] };
  const read = v.safeParse(carried, value);
  if (!read.success || read.output.edits.length + read.output.scratch.length > MOST_CELLS) throw damaged();
  return { version, ...read.output };
}

function damaged(): ShareError {
  return new ShareError(
    'This link is damaged: part of it is missing or was changed. Ask for it again, or copy it whole. Nothing was changed.',
  );
}
