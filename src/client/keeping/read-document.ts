import * as v from 'valibot';
import type { Edit } from '../../notebook/changes';
import { restoreSession } from '../../notebook/kept';
import { readKept } from '../../notebook/kept-format';
import type { Session } from '../../notebook/session';
import { EMPTY_DOCUMENT, type KeptDocument } from './merge-documents';

const pendingVersion = v.looseObject({ cellId: v.string(), source: v.string(), base: v.string() });
/** Each part is read by itself: a damaged one does not take the others with it. */
const record = v.fallback(
  v.looseObject({ kept: v.unknown(), rivals: v.fallback(v.array(v.unknown()), []) }),
  {
    kept: null,
    rivals: [],
  },
);
const leftUnsaved = v.union([
  v.object({ typed: v.record(v.string(), v.unknown()) }),
  v.object({ agreed: v.unknown(), mine: v.unknown() }),
]);

/**
 * Reads what was once written of a document.
 *
 * @param session any of this course
 * @returns no document, but a message for the reader, if they are of another version or damaged
 */
export function readDocument(
  session: Session,
  value: unknown,
): { document: KeptDocument; trouble: null } | { document: null; trouble: string } {
  const { kept = null, rivals } = v.parse(record, value);
  const { trouble } = restoreSession(session, kept);
  const read = readKept(kept);
  if (trouble !== null || read === null) return { document: null, trouble: trouble ?? '' };
  return {
    document: { kept: read, pending: rivals.filter((each) => v.is(pendingVersion, each)) },
    trouble: null,
  };
}

/**
 * Reads what a tab left unsaved: its document and the base it grew from, or what had been typed.
 *
 * @param fresh a session in which nothing was changed
 */
export function readUnsaved(
  fresh: Session,
  found: unknown,
): { base: KeptDocument; local: KeptDocument } | { local: null; trouble: string } {
  const left = v.safeParse(leftUnsaved, found);
  const unsaved = left.success ? left.output : { agreed: null, mine: null };
  if ('typed' in unsaved) return { base: EMPTY_DOCUMENT, local: documentOfTyped(fresh, unsaved.typed) };
  const [base, local] = [readDocument(fresh, unsaved.agreed), readDocument(fresh, unsaved.mine)];
  if (local.document === null) return { local: null, trouble: local.trouble };
  return { base: base.document ?? EMPTY_DOCUMENT, local: local.document };
}

/** The document of a reader who has typed this in cells, and done nothing else. */
export function documentOfTyped(fresh: Session, typed: Readonly<Record<string, unknown>>): KeptDocument {
  const edits = Object.entries(typed).flatMap(([cellId, source]): [string, Edit][] => {
    const base = fresh.published.find(({ cell }) => cell.id === cellId)?.source ?? '';
    return typeof source === 'string' && source !== base ? [[cellId, { source, base }]] : [];
  });
  const changes = { edits: Object.fromEntries(edits), scratch: [] };
  return { kept: { ...EMPTY_DOCUMENT.kept, changes }, pending: [] };
}

/** As it is stored. What is pending is called `rivals` there, as the first version of the page has named it. */
export function writeDocument({ kept, pending }: KeptDocument) {
  return { kept, rivals: pending };
}
