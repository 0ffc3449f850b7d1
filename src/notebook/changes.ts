/** What a reader has made of the course: edited cells, and cells of their own. */
import type { Cell } from './cell';

export interface Changes {
  /** Changed sources of published cells, by the cell's id. */
  edits: Readonly<Record<string, Edit>>;
  /** In the order in which they stand, those with one anchor one below the other. */
  scratch: readonly ScratchCell[];
}

export interface Edit {
  source: string;
  /** The published source that the reader had before them. The author may have changed it since. */
  base: string;
}

export interface ScratchCell {
  id: string;
  chapter: string;
  /** The published cell of the chapter that it stands below; null at the chapter's top. */
  after: string | null;
  source: string;
}

type ScratchPlace = Pick<ScratchCell, 'chapter' | 'after'>;

export const NO_CHANGES: Changes = { edits: {}, scratch: [] };

/** What says something: a cell of the reader's own without a word is there, and no change. */
export function withoutEmpty({ edits, scratch }: Changes): Changes {
  return { edits, scratch: scratch.filter(({ source }) => source.trim() !== '') };
}

/** A step from some changes to others, that can be taken back. */
export interface Patch {
  /** What it does, for the reader: 'Delete a cell'. */
  label: string;
  /** Null makes the cell as published. */
  edits: Readonly<Record<string, Edit | null>>;
  /** Scratch cells to put in, each at its place among the others, first to last. */
  put: readonly { cell: ScratchCell; index: number }[];
  /** Ids of scratch cells to take out. They go before others are put in. */
  take: readonly string[];
}

/** The changes after a patch, and the patch that leads back. */
export function applyPatch(changes: Changes, patch: Patch): { changes: Changes; inverse: Patch } {
  const edits = { ...changes.edits };
  const before: Record<string, Edit | null> = {};
  for (const [id, edit] of Object.entries(patch.edits)) {
    before[id] = edits[id] ?? null;
    if (edit === null) Reflect.deleteProperty(edits, id);
    else edits[id] = edit;
  }
  const taken = changes.scratch.flatMap((cell, index) =>
    patch.take.includes(cell.id) ? [{ cell, index }] : [],
  );
  const scratch = changes.scratch.filter(({ id }) => !patch.take.includes(id));
  const put: string[] = [];
  for (const { cell, index } of patch.put) {
    const id = freeId(scratch, cell.id, cell.source);
    if (id === null) continue;
    scratch.splice(index, 0, { ...cell, id });
    put.push(id);
  }
  return {
    changes: { edits, scratch },
    inverse: { label: patch.label, edits: before, put: taken, take: put },
  };
}

/**
 * Two tabs may have taken out one cell, each with a step that brings it back. The id under which a cell can be put
 * in: another one if a cell of its id says something else by now, null if that cell is the same.
 */
function freeId(scratch: readonly ScratchCell[], id: string, source: string): string | null {
  const there = scratch.find((other) => other.id === id);
  if (!there) return id;
  return there.source === source ? null : freeId(scratch, `${id}-again`, source);
}

/** Every cell of the notebook in order: the published ones with the reader's own among them. */
export function arrange(published: readonly Cell[], { scratch }: Changes): readonly Cell[] {
  const placed = placeAll(published, scratch);
  const below = (anchor: string | null, chapter: string) =>
    placed
      .filter((cell) => cell.chapter === chapter && cell.after === anchor)
      .map(({ id, source }): Cell => ({ id, in: null, chapter, source, slow: false, role: 'scratch' }));
  return published.flatMap((cell, index) => {
    const first = published[index - 1]?.chapter !== cell.chapter;
    return [...(first ? below(null, cell.chapter) : []), cell, ...below(cell.id, cell.chapter)];
  });
}

/**
 * Where a scratch cell stands in the course as it is now: at the top of its chapter if its anchor is not in there, at
 * the end of the course if that has no such chapter.
 *
 * @returns null if the course has no cells
 */
export function placeIn(published: readonly Cell[], { chapter, after }: ScratchPlace): ScratchPlace | null {
  const inside = published.filter((cell) => cell.chapter === chapter);
  if (inside.length > 0) return { chapter, after: inside.some(({ id }) => id === after) ? after : null };
  const last = published.at(-1);
  return last ? { chapter: last.chapter, after: last.id } : null;
}

function placeAll(published: readonly Cell[], scratch: readonly ScratchCell[]): readonly ScratchCell[] {
  return scratch.map((cell) => ({ ...cell, ...placeIn(published, cell) }));
}

/**
 * Where a new scratch cell goes that is to stand beside a cell.
 *
 * @param cells as `arrange` gave them
 * @returns null if there is no such cell
 */
export function placeBeside(
  cells: readonly Cell[],
  { scratch }: Changes,
  { beside, where }: { beside: string; where: 'above' | 'below' },
): (ScratchPlace & { index: number }) | null {
  const published = cells.filter(({ role }) => role !== 'scratch');
  const placed = placeAll(published, scratch);
  const own = placed.findIndex(({ id }) => id === beside);
  const found = placed[own];
  if (found) {
    return { chapter: found.chapter, after: found.after, index: where === 'above' ? own : own + 1 };
  }
  const position = cells.findIndex(({ id }) => id === beside);
  const cell = cells[position];
  if (!cell) return null;
  const { chapter } = cell;
  if (where === 'below') {
    const first = placed.findIndex((other) => other.chapter === chapter && other.after === beside);
    return { chapter, after: beside, index: first < 0 ? scratch.length : first };
  }
  const anchor = cells
    .slice(0, position)
    .findLast((other) => other.chapter === chapter && other.role !== 'scratch');
  return { chapter, after: anchor?.id ?? null, index: scratch.length };
}
