/** What the bench measures of the engine, row by row. */
import type { Compared, SpeedRow } from '../../src/build/speed/record.ts';

export type Side = 'course' | Compared;

export interface Row {
  /** What a side's worker is asked. */
  task: string;
  title: string;
  unit: 'ms' | 'MB';
  /** Who is compared; the rest cannot do it. */
  beside: readonly Compared[];
  /** Asked of a worker that has done nothing but the rows of this kind above it: what happens the first time. */
  fresh?: true;
  /** Only on a real card and on wasm: software graphics take minutes for it. */
  heavy?: true;
  /** On one backend only. */
  only?: 'wasm';
}

const rows: readonly Row[] = [
  { task: 'build', title: 'build the network', unit: 'ms', beside: ['stock'], fresh: true },
  { task: 'forward', title: 'first forward pass', unit: 'ms', beside: ['stock', 'jax'], fresh: true },
  { task: 'gpuBytes', title: 'memory of the GPU after it', unit: 'MB', beside: ['stock'], fresh: true },
  {
    task: 'switchToLearned',
    title: 'learned weights, from their files to five answers',
    unit: 'ms',
    beside: ['onnx'],
    fresh: true,
    only: 'wasm',
  },
  {
    task: 'answers',
    title: 'five answers on a new photograph',
    unit: 'ms',
    beside: ['onnx'],
    fresh: true,
    only: 'wasm',
  },
  { task: 'forward', title: 'forward pass, read back', unit: 'ms', beside: ['stock', 'jax', 'onnx'] },
  {
    task: 'queued',
    title: 'forward pass, each of 20 in a row',
    unit: 'ms',
    beside: ['stock', 'jax', 'onnx'],
    heavy: true,
  },
  {
    task: 'batch',
    title: 'forward pass, each of a batch of 16',
    unit: 'ms',
    beside: ['stock', 'jax'],
    heavy: true,
  },
  { task: 'lrnQuarter', title: 'LRN with its gradient, 23 × 23 × 64', unit: 'ms', beside: ['stock', 'jax'] },
  {
    task: 'lrn2',
    title: 'LRN2 with its gradient, 23 × 23 × 256',
    unit: 'ms',
    beside: ['stock', 'jax'],
    heavy: true,
  },
  {
    task: 'lrn1',
    title: 'LRN1 with its gradient, batch 24',
    unit: 'ms',
    beside: ['stock', 'jax'],
    heavy: true,
  },
  { task: 'step', title: 'training step, width 1/8, batch 2', unit: 'ms', beside: ['stock', 'jax'] },
  {
    task: 'step24',
    title: 'training step, width 1/8, batch 24',
    unit: 'ms',
    beside: ['stock', 'jax'],
    heavy: true,
  },
  {
    task: 'full2',
    title: 'training step, full network, batch 2',
    unit: 'ms',
    beside: ['stock', 'jax'],
    heavy: true,
  },
  {
    task: 'full24',
    title: 'training step, full network, batch 24',
    unit: 'ms',
    beside: ['stock', 'jax'],
    heavy: true,
  },
  {
    task: 'full128',
    title: 'training step, full network, batch 128, each photograph',
    unit: 'ms',
    beside: ['stock', 'jax'],
    heavy: true,
  },
];

/** On a processor a step of these takes half a minute or more. */
const onCardsOnly = ['full24', 'full128'];

/** @param card the graphics are a card's, not a program's */
export function rowsOf(backend: SpeedRow['backend'], card: boolean): readonly Row[] {
  if (backend === 'wasm')
    return rows
      .filter(({ task, unit }) => unit === 'ms' && !onCardsOnly.includes(task))
      .map(withoutGaps('wasm'));
  return rows.filter(({ heavy, only }) => only === undefined && (card || !heavy)).map(withoutGaps(backend));
}

/** onnxruntime-web has no WebGL any more. */
function withoutGaps(backend: string): (row: Row) => Row {
  return (row) =>
    backend === 'webgl' ? { ...row, beside: row.beside.filter((side) => side !== 'onnx') } : row;
}
