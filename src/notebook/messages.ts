/**
 * Every message between page and kernel. The page starts a kernel and sends requests, the kernel sends events. A
 * request that asks something is typed by the methods of `kernel/questions.ts`: to add a question, this file stays as it is.
 */
import type { Network } from '../model/layer';
import type { Output } from './output';
import type { Recording } from './recording';

export type BackendName = 'webgl' | 'webgpu' | 'wasm' | 'cpu';

/** Which backend runs, and why: shown to the reader as it is. */
export interface BackendReport {
  backend: BackendName;
  /** What WebGL calls the graphics hardware; null without WebGL2. */
  renderer: string | null;
  /** True if `renderer` is a software renderer, which is not a GPU. */
  software: boolean;
  /** One sentence: why this backend. */
  reason: string;
  /** What was found out about the device, for `StartOptions`; left out if it is what they had. */
  finding?: string;
}

/** A photograph, decoded by the page: shorter side scaled to 256, central 256 x 256 (paper, section 2). */
export interface Photograph {
  /** 'cat', 'espresso', ...; 'own' for the reader's. */
  id: string;
  /** What the photograph shows, for labels. */
  title: string;
  /** 256 by 256 pixels, row by row, four bytes each: red, green, blue, opacity. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A network that the kernel holds. */
export interface HeldNetwork {
  /** That the cells have for it; null for the one that pages look at by themselves, if it has none. */
  name: string | null;
  network: Network;
}

/** Of every weight, at build and in the page alike: what is published is what a reader gets. */
export const courseSeed = 2012;

export interface StartOptions {
  backend: BackendName | 'auto';
  /** Every weight's seed is derived from this one. */
  seed: number;
  /** What another kernel found out about the device, so that it need not be found out again: text of the engine's own. */
  finding?: string;
}

/** One cell of a run. `runId` stamps all that comes back, so that late messages are dropped. */
export interface RunStep {
  cellId: string;
  source: string;
  executionCount: number;
  /** Of an exercise: runs after the source. */
  check?: string;
  /** The layers that it leaves unnamed, and its weights, are counted apart from the notebook's. */
  isApart?: boolean;
  /** Its trainings are recorded, and the cells below count as if it had not run. */
  isSlow?: boolean;
  /** Of a slow cell that has run: its trainings are put in place from this, and it shows nothing. */
  recalled?: Recording;
}

export type Request =
  | { type: 'start'; options: StartOptions }
  | { type: 'run'; runId: number; fresh: boolean; steps: readonly RunStep[] }
  /** Answers `wasm-wanted`: the wasm backend's binary, so that the kernel fetches nothing. */
  | { type: 'wasm'; file: string; bytes: ArrayBuffer }
  /** Answers `file-wanted`. */
  | { type: 'file'; path: string; bytes: ArrayBuffer }
  /** Answers `file-wanted` where the file did not come; `message` is for the reader. */
  | { type: 'no-file'; path: string; message: string }
  /** Ends the run, begun or not, where a loop, a layer or a training next looks. */
  | { type: 'stop' }
  /** The photographs, which `photographs-wanted` asked for. */
  | { type: 'photographs'; photographs: readonly Photograph[] }
  /** Calls a method of the kernel's questions. `id` comes back with its answer. */
  | { type: 'ask'; id: number; question: string; parameters: readonly unknown[] };

export type Event =
  | { type: 'started'; report: BackendReport }
  | { type: 'start-failed'; message: string }
  /** The request has come: nothing that a cell left behind keeps the kernel from hearing. */
  | { type: 'taken'; request: 'run' | 'ask' }
  | { type: 'cell-started'; runId: number; cellId: string }
  | { type: 'output'; runId: number; cellId: string; output: Output }
  | {
      type: 'cell-ended';
      runId: number;
      cellId: string;
      outcome: 'done' | 'error' | 'stopped';
      milliseconds: number;
      /** Of a slow cell that was not recalled; null if nothing brings back what it has made. */
      recording?: Recording | null;
    }
  /** Those with layers that a run has left, the one that pages look at by themselves first: told before the run ends. */
  | { type: 'networks'; networks: readonly HeldNetwork[] }
  | {
      type: 'run-ended';
      runId: number;
      outcome: 'done' | 'error' | 'stopped';
      tensors: number;
      bytes: number;
    }
  | { type: 'wasm-wanted'; file: string }
  /** A file of the site, by its path: learned weights, for one. */
  | { type: 'file-wanted'; path: string }
  | { type: 'photographs-wanted' }
  | { type: 'answered'; id: number; value: unknown }
  /** A question that has no answer: `message` says why, in words for the reader unless it `isFault` of the kernel's. */
  | { type: 'refused'; id: number; message: string; isFault: boolean }
  /** The GPU context is gone: this kernel is of no more use, start another. */
  | { type: 'lost'; message: string };
