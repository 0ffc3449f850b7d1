/** What every side is asked to do, on which backend, and how it is timed. */
import type { BackendName } from '../../src/notebook/messages';

/** Of this worker, by the address of its script: `?backend=webgl`. */
export function backendAskedFor(): BackendName {
  return new URL(location.href).searchParams.get('backend') as BackendName;
}

/** Forward passes that are asked for before any is waited for. */
export const QUEUED = 20;
export const BATCH = 16;
/** What is normalised: LRN2 with a quarter of its channels, LRN2 itself, and LRN1 for a batch of training. */
export const LRN_SHAPES = {
  lrnQuarter: [1, 23, 23, 64],
  lrn2: [1, 23, 23, 256],
  lrn1: [24, 55, 55, 96],
} as const;
export const STEPS = {
  step: { width: 1 / 8, batch: 2 },
  step24: { width: 1 / 8, batch: 24 },
  full2: { width: 1, batch: 2 },
  full24: { width: 1, batch: 24 },
  full128: { width: 1, batch: 128 },
} as const;
export const CLASSES = 1000;

/** @returns milliseconds */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
