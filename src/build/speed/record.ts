/** What a run of the bench leaves, and the page “How fast is it?” shows. */
import * as v from 'valibot';

/** Beside the course: TensorFlow.js as it comes, jax-js, onnxruntime-web. */
export const comparedNames = { stock: 'TensorFlow.js', jax: 'jax-js', onnx: 'onnxruntime-web' } as const;
export type Compared = keyof typeof comparedNames;

const comparison = v.union([
  /** The median, and the median of the pairs' ratios course / compared. */
  v.object({ median: v.number(), ratio: v.number() }),
  /** Why there is none. */
  v.object({ failed: v.string() }),
]);

const row = v.object({
  backend: v.picklist(['webgl', 'webgpu', 'wasm']),
  title: v.string(),
  unit: v.picklist(['ms', 'MB']),
  /** The median; null if it was not measured. */
  course: v.nullable(v.number()),
  beside: v.partial(v.object({ stock: comparison, jax: comparison, onnx: comparison })),
});

const record = v.object({
  /** The machine, in words. */
  machine: v.string(),
  /** The day, as 2026-11-27. */
  recorded: v.pipe(v.string(), v.isoDate()),
  /** Chromium's version. */
  browser: v.string(),
  /** Programs draw, and no card: such graphics say nothing of a card's speed. */
  software: v.boolean(),
  /** Of each row, interleaved. */
  pairs: v.number(),
  /** What a reader has to know of it. */
  note: v.optional(v.string()),
  rows: v.array(row),
});

export type SpeedRow = v.InferOutput<typeof row>;
export type SpeedRecord = v.InferOutput<typeof record>;

/** @throws if a file of the folder `recorded` is none */
export function speedRecord(json: unknown): SpeedRecord {
  return v.parse(record, json);
}
