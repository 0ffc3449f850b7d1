/** What is kept of a notebook, and the schema that it is held against: in a store it may be of another version, or damaged. */
import * as v from 'valibot';
import type { Changes, Patch } from './changes';
import { modelOutputSchema } from './network-format';
import type { Output } from './output';
import type { Result } from './session';

/** The version of the format that this site writes, and the only one it reads. */
export const KEPT_VERSION = 1;

export interface Kept {
  version: typeof KEPT_VERSION;
  changes: Changes;
  undo: readonly Patch[];
  redo: readonly Patch[];
  /** What cells showed, by id; where the published outputs show, nothing. */
  outputs: Readonly<Record<string, KeptOutput>>;
  /** Exercises that were right once. Missing in what was kept before the course had any. */
  done?: readonly string[];
}

/** What a cell printed, and the networks it showed. Pictures come back when it runs. */
export type KeptOutput = Pick<Result, 'madeFrom' | 'executionCount' | 'milliseconds'> & {
  outcome: 'done' | 'error' | 'stopped';
  outputs: readonly Output[];
  /** What it showed besides. Left out in what was kept before networks were: they are missing too. */
  missing?: 'nothing' | 'pictures';
};

const edit = v.looseObject({ source: v.string(), base: v.string() });

const scratchCell = v.looseObject({
  id: v.string(),
  chapter: v.string(),
  after: v.nullable(v.string()),
  source: v.string(),
});

const patch = v.looseObject({
  label: v.string(),
  edits: v.record(v.string(), v.nullable(edit)),
  put: v.array(v.looseObject({ cell: scratchCell, index: v.number() })),
  take: v.array(v.string()),
});

/** A training that went astray has losses that are no numbers any more. */
const loss = v.union([v.number(), v.nan()]);

const point = v.looseObject({
  step: v.number(),
  loss,
  accuracy: v.nullable(loss),
  validationLoss: v.nullable(loss),
  validationAccuracy: v.nullable(loss),
});

/** What a cell showed, but for pictures, which are neither kept nor sent, and networks. */
export const outputSchema: v.GenericSchema<unknown, Output> = v.variant('kind', [
  v.looseObject({
    kind: v.literal('text'),
    stream: v.picklist(['out', 'warning', 'notice']),
    text: v.string(),
  }),
  v.looseObject({
    kind: v.literal('error'),
    name: v.string(),
    message: v.string(),
    line: v.nullable(v.number()),
    column: v.nullable(v.number()),
    hint: v.nullable(v.string()),
  }),
  v.looseObject({
    kind: v.literal('table'),
    columns: v.array(v.string()),
    rows: v.array(v.array(v.union([v.string(), loss]))),
  }),
  v.looseObject({
    kind: v.literal('tensor'),
    shape: v.array(v.number()),
    dtype: v.string(),
    text: v.string(),
  }),
  v.looseObject({ kind: v.literal('progress'), text: v.string(), points: v.array(point) }),
  v.looseObject({ kind: v.literal('verdict'), passed: v.boolean(), message: v.string() }),
]);

const keptOutput: v.GenericSchema<unknown, KeptOutput> = v.looseObject({
  madeFrom: v.looseObject({
    source: v.string(),
    hash: v.string(),
    above: v.array(v.looseObject({ cellId: v.string(), hash: v.string() })),
    stamp: v.string(),
  }),
  executionCount: v.number(),
  milliseconds: v.nullable(v.number()),
  outcome: v.picklist(['done', 'error', 'stopped']),
  outputs: v.array(v.union([modelOutputSchema, outputSchema])),
  missing: v.exactOptional(v.picklist(['nothing', 'pictures'])),
});

const kept = v.looseObject({
  version: v.literal(KEPT_VERSION),
  changes: v.looseObject({ edits: v.record(v.string(), edit), scratch: v.array(scratchCell) }),
  undo: v.array(patch),
  redo: v.array(patch),
  outputs: v.record(v.string(), v.unknown()),
  done: v.exactOptional(v.array(v.string())),
});

/**
 * Reads what `keptFrom` once gave.
 *
 * @returns null if it cannot be read; without those outputs that cannot: they come back when their cells run
 */
export function readKept(value: unknown): Kept | null {
  const { success, output: read } = v.safeParse(kept, value);
  if (!success) return null;
  const outputs = Object.entries(read.outputs).flatMap(([id, shown]): [string, KeptOutput][] => {
    const found = v.safeParse(keptOutput, shown);
    return found.success ? [[id, found.output]] : [];
  });
  return { ...read, outputs: Object.fromEntries(outputs) };
}
