/** What tabs keep together, and how two that changed it at the same time come to one version that lacks nothing. */
import { NO_CHANGES, type Changes, type Edit, type Patch, type ScratchCell } from '../../notebook/changes';
import { KEPT_VERSION, type Kept } from '../../notebook/kept-format';

export interface Notes {
  kept: Kept;
  rivals: readonly Rival[];
}

/** Another version of a cell, from a tab that changed it at the same time. It waits for the reader to choose. */
export interface Rival {
  cellId: string;
  source: string;
  /** What the cell said when both tabs last agreed. */
  base: string;
}

export const NO_NOTES: Notes = {
  kept: { version: KEPT_VERSION, changes: NO_CHANGES, undo: [], redo: [], outputs: {}, done: [] },
  rivals: [],
};

/**
 * Brings two versions together. What one side changed since they agreed is taken from it. Where both changed a
 * cell, mine stays in it (it may be under the reader's hand) and theirs becomes its rival; where one side took the
 * cell away and the other wrote in it, what was written stays.
 *
 * @param agreed the last version that both sides had
 */
export function mergeNotes(agreed: Notes, mine: Notes, theirs: Notes): Notes {
  const [a, m, t] = [agreed.kept, mine.kept, theirs.kept];
  const edits = mergeEdits(a.changes, m.changes, t.changes);
  const scratch = mergeScratch(a.changes, m.changes, t.changes);
  const sources = new Map([
    ...Object.entries(edits.merged).map(([id, { source }]) => [id, source] as const),
    ...scratch.merged.map(({ id, source }) => [id, source] as const),
  ]);
  const known = mergeLists(agreed.rivals, mine.rivals, theirs.rivals);
  const rivals = [...known, ...edits.rivals, ...scratch.rivals];
  return {
    kept: {
      version: KEPT_VERSION,
      changes: { edits: edits.merged, scratch: scratch.merged },
      undo: mergeLists<Patch>(a.undo, m.undo, t.undo),
      redo: mergeLists<Patch>(a.redo, m.redo, t.redo),
      done: mergeLists(a.done ?? [], m.done ?? [], t.done ?? []),
      outputs: Object.fromEntries(
        idsOf(m.outputs, t.outputs).flatMap((id) => {
          const output = same(m.outputs[id], a.outputs[id]) ? t.outputs[id] : m.outputs[id];
          return output ? [[id, output]] : [];
        }),
      ),
    },
    rivals: unique(rivals).filter(({ cellId, source }) => sources.get(cellId) !== source),
  };
}

interface Settled<Value> {
  value: Value | undefined;
  /** The other side's, if both wrote something else. */
  rival?: Value;
}

function settle<Value extends { source: string }>(
  agreed: Value | undefined,
  mine: Value | undefined,
  theirs: Value | undefined,
): Settled<Value> {
  if (same(mine, agreed)) return { value: theirs };
  if (same(theirs, agreed) || mine?.source === theirs?.source) return { value: mine };
  if (mine && theirs) return { value: mine, rival: theirs };
  return { value: mine ?? theirs };
}

function mergeEdits({ edits: agreed }: Changes, { edits: mine }: Changes, { edits: theirs }: Changes) {
  const merged: Record<string, Edit> = {};
  const rivals: Rival[] = [];
  for (const id of idsOf(mine, theirs)) {
    const { value, rival } = settle(agreed[id], mine[id], theirs[id]);
    if (!value) continue;
    merged[id] = value;
    if (rival) rivals.push({ cellId: id, source: rival.source, base: agreed[id]?.source ?? value.base });
  }
  return { merged, rivals };
}

function mergeScratch(agreed: Changes, mine: Changes, theirs: Changes) {
  const [before, here, there] = [agreed, mine, theirs].map(
    ({ scratch }) => new Map(scratch.map((cell) => [cell.id, cell])),
  ) as [Map<string, ScratchCell>, Map<string, ScratchCell>, Map<string, ScratchCell>];
  const rivals: Rival[] = [];
  const settled = (id: string): ScratchCell[] => {
    const { value, rival } = settle(before.get(id), here.get(id), there.get(id));
    if (rival) rivals.push({ cellId: id, source: rival.source, base: before.get(id)?.source ?? '' });
    return value ? [value] : [];
  };
  const merged = theirs.scratch.flatMap(({ id }) => settled(id));
  mine.scratch.forEach(({ id }, index) => {
    if (there.has(id)) return;
    const above = mine.scratch[index - 1]?.id;
    // Found or not, what follows is the place below it.
    merged.splice(merged.findIndex((cell) => cell.id === above) + 1, 0, ...settled(id));
  });
  return { merged, rivals };
}

/** Theirs without what I took out, and with what I added. */
function mergeLists<Item>(
  agreed: readonly Item[],
  mine: readonly Item[],
  theirs: readonly Item[],
): readonly Item[] {
  const [before, here, there] = [agreed, mine, theirs].map((list) => new Set(list.map(write))) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  return [
    ...theirs.filter((item) => here.has(write(item)) || !before.has(write(item))),
    ...mine.filter((item) => !there.has(write(item)) && !before.has(write(item))),
  ];
}

function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [write(item), item])).values()];
}

function idsOf(...records: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))];
}

function same(one: unknown, other: unknown): boolean {
  return one === other || write(one) === write(other);
}

/** Plain data as text, the same for the same data whatever order its fields were set in. */
function write(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
      : field,
  );
}
