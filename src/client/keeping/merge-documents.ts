/** What tabs keep together, and how two that changed it at the same time come to one version that lacks nothing. */
import { NO_CHANGES, type Changes, type Edit, type Patch, type ScratchCell } from '../../notebook/changes';
import { KEPT_VERSION, type Kept } from '../../notebook/kept-format';

export interface KeptDocument {
  kept: Kept;
  pending: readonly PendingVersion[];
}

/** Another version of a cell, from a tab that changed it at the same time. It waits for the reader to choose. */
export interface PendingVersion {
  cellId: string;
  source: string;
  /** What the cell said when both tabs last base. */
  base: string;
}

export const EMPTY_DOCUMENT: KeptDocument = {
  kept: { version: KEPT_VERSION, changes: NO_CHANGES, undo: [], redo: [], outputs: {}, done: [] },
  pending: [],
};

/**
 * Brings two versions together. What one side changed since they base is taken from it. Where both changed a
 * cell, local stays in it (it may be under the reader's hand) and remote becomes its other; where one side took the
 * cell away and the other wrote in it, what was written stays.
 *
 * @param base the last version that both sides had
 */
export function mergeDocuments(base: KeptDocument, local: KeptDocument, remote: KeptDocument): KeptDocument {
  const [a, m, t] = [base.kept, local.kept, remote.kept];
  const edits = mergeEdits(a.changes, m.changes, t.changes);
  const scratch = mergeScratch(a.changes, m.changes, t.changes);
  const sources = new Map([
    ...Object.entries(edits.merged).map(([id, { source }]) => [id, source] as const),
    ...scratch.merged.map(({ id, source }) => [id, source] as const),
  ]);
  const known = mergeLists(base.pending, local.pending, remote.pending);
  const pending = [...known, ...edits.pending, ...scratch.pending];
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
    pending: unique(pending).filter(({ cellId, source }) => sources.get(cellId) !== source),
  };
}

interface Merged<Value> {
  value: Value | undefined;
  /** The other side's, if both wrote something else. */
  other?: Value;
}

function mergeValue<Value extends { source: string }>(
  base: Value | undefined,
  local: Value | undefined,
  remote: Value | undefined,
): Merged<Value> {
  if (same(local, base)) return { value: remote };
  if (same(remote, base) || local?.source === remote?.source) return { value: local };
  if (local && remote) return { value: local, other: remote };
  return { value: local ?? remote };
}

function mergeEdits({ edits: base }: Changes, { edits: local }: Changes, { edits: remote }: Changes) {
  const merged: Record<string, Edit> = {};
  const pending: PendingVersion[] = [];
  for (const id of idsOf(local, remote)) {
    const { value, other } = mergeValue(base[id], local[id], remote[id]);
    if (!value) continue;
    merged[id] = value;
    if (other) pending.push({ cellId: id, source: other.source, base: base[id]?.source ?? value.base });
  }
  return { merged, pending };
}

function mergeScratch(base: Changes, local: Changes, remote: Changes) {
  const [before, here, there] = [base, local, remote].map(
    ({ scratch }) => new Map(scratch.map((cell) => [cell.id, cell])),
  ) as [Map<string, ScratchCell>, Map<string, ScratchCell>, Map<string, ScratchCell>];
  const pending: PendingVersion[] = [];
  const merge = (id: string): ScratchCell[] => {
    const { value, other } = mergeValue(before.get(id), here.get(id), there.get(id));
    if (other) pending.push({ cellId: id, source: other.source, base: before.get(id)?.source ?? '' });
    return value ? [value] : [];
  };
  const merged = remote.scratch.flatMap(({ id }) => merge(id));
  local.scratch.forEach(({ id }, index) => {
    if (there.has(id)) return;
    const above = local.scratch[index - 1]?.id;
    // Found or not, what follows is the place below it.
    merged.splice(merged.findIndex((cell) => cell.id === above) + 1, 0, ...merge(id));
  });
  return { merged, pending };
}

/** Theirs without what I took out, and with what I added. */
function mergeLists<Item>(
  base: readonly Item[],
  local: readonly Item[],
  remote: readonly Item[],
): readonly Item[] {
  const [before, here, there] = [base, local, remote].map((list) => new Set(list.map(write))) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  return [
    ...remote.filter((item) => here.has(write(item)) || !before.has(write(item))),
    ...local.filter((item) => !there.has(write(item)) && !before.has(write(item))),
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
