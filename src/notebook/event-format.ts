/** The shape of what a kernel tells. A cell can change JavaScript itself under the kernel's feet: the page reads nothing that has another. */
import * as v from 'valibot';
import { outputSchema } from './kept-format';
import type { Event } from './messages';

const image = v.looseObject({
  kind: v.literal('image'),
  width: v.number(),
  height: v.number(),
  pixels: v.instance(Uint8ClampedArray),
  caption: v.string(),
});

const network = v.looseObject({
  name: v.string(),
  inputShape: v.nullable(v.array(v.nullable(v.number()))),
  layers: v.array(v.looseObject({ type: v.string(), name: v.string() })),
});

const model = v.looseObject({
  kind: v.literal('model'),
  network,
  added: v.array(v.string()),
  variable: v.exactOptional(v.string()),
});

const label = v.pipe(v.number(), v.integer(), v.minValue(0));

const examination = v.looseObject({
  kind: v.literal('examination'),
  names: v.array(v.string()),
  pictures: v.array(
    v.looseObject({
      label,
      answers: v.array(v.looseObject({ label, probability: v.union([v.number(), v.nan()]) })),
      loss: v.union([v.number(), v.nan()]),
    }),
  ),
  thumbnails: v.looseObject({ height: v.number(), width: v.number(), pixels: v.instance(Uint8ClampedArray) }),
  kernels: v.nullable(
    v.looseObject({
      layer: v.string(),
      shape: v.tuple([v.number(), v.number(), v.number(), v.number()]),
      before: v.instance(Float32Array),
      after: v.instance(Float32Array),
    }),
  ),
});

const recording = v.looseObject({
  fits: v.array(
    v.looseObject({
      tensors: v.array(
        v.looseObject({
          name: v.string(),
          shape: v.array(v.number()),
          dtype: v.picklist(['float32', 'int32']),
        }),
      ),
      weights: v.number(),
      values: v.instance(Blob),
      history: v.looseObject({
        epochs: v.array(v.number()),
        logs: v.record(v.string(), v.array(v.union([v.number(), v.nan()]))),
      }),
      random: v.nullable(v.number()),
    }),
  ),
});

const outcome = v.picklist(['done', 'error', 'stopped']);
const runId = v.number();
const cellId = v.string();
const id = v.number();
const file = v.string();
const message = v.string();

const event = v.variant('type', [
  v.looseObject({
    type: v.literal('started'),
    report: v.looseObject({
      backend: v.picklist(['webgl', 'webgpu', 'wasm', 'cpu']),
      renderer: v.nullable(v.string()),
      software: v.boolean(),
      reason: v.string(),
      finding: v.exactOptional(v.string()),
    }),
  }),
  v.looseObject({ type: v.literal('start-failed'), message }),
  v.looseObject({ type: v.literal('taken'), request: v.picklist(['run', 'ask']) }),
  v.looseObject({ type: v.literal('cell-started'), runId, cellId }),
  v.looseObject({
    type: v.literal('output'),
    runId,
    cellId,
    output: v.union([image, model, examination, outputSchema]),
  }),
  v.looseObject({
    type: v.literal('cell-ended'),
    runId,
    cellId,
    outcome,
    milliseconds: v.number(),
    recording: v.exactOptional(v.nullable(recording)),
  }),
  v.looseObject({
    type: v.literal('networks'),
    networks: v.array(v.looseObject({ name: v.nullable(v.string()), network })),
  }),
  v.looseObject({ type: v.literal('run-ended'), runId, outcome, tensors: v.number(), bytes: v.number() }),
  v.looseObject({ type: v.literal('wasm-wanted'), file }),
  v.looseObject({ type: v.literal('file-wanted'), path: v.string() }),
  v.looseObject({ type: v.literal('photographs-wanted') }),
  v.looseObject({ type: v.literal('answered'), id, value: v.unknown() }),
  v.looseObject({ type: v.literal('refused'), id, message, isFault: v.boolean() }),
  v.looseObject({ type: v.literal('lost'), message }),
]);

/** Whether a message of a kernel's worker is an event of it. Answers are taken as they are: who asks reads them. */
export function isEvent(message: unknown): message is Event {
  return v.is(event, message);
}
