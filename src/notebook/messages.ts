/** Every message between page and kernel. The page starts a kernel, sends requests, and hears events. */
import type { ExportedModel, WeightPart } from './exported-model';
import type { LayerActivation, LayerTime, LayerWeights, Output } from './output';
import type { Holdings, Preview } from './variables';

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
}

/** A photograph, decoded by the page: shorter side scaled to 256, central 256 x 256 (paper, section 2). */
export interface Photograph {
  /** 'cat', 'espresso', ...; 'own' for the reader's. */
  id: string;
  /** What it shows, for labels. */
  title: string;
  /** 256 x 256 RGBA. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

export interface StartOptions {
  backend: BackendName | 'auto';
  /** Every weight's seed is derived from this one. */
  seed: number;
}

/** One cell of a run. `runId` stamps all that comes back, so that late messages are dropped. */
export interface RunStep {
  cellId: string;
  source: string;
  executionCount: number;
  /** Of an exercise: runs after the source. */
  check?: string;
}

export type Request =
  | { type: 'start'; options: StartOptions }
  | { type: 'run'; runId: number; fresh: boolean; steps: readonly RunStep[] }
  /** Answers `wasm-wanted`: the wasm backend's binary, so that the kernel fetches nothing. */
  | { type: 'wasm'; file: string; bytes: ArrayBuffer }
  /** Sets the flag that loops and layers check. */
  | { type: 'stop' }
  /** Answers `photographs-wanted`. */
  | { type: 'photographs'; photographs: readonly Photograph[] }
  /** Runs the photograph through the layers that exist. */
  | { type: 'trace'; traceId: number; photograph: Photograph }
  /** Reads a layer's weights: all of them, or those of one unit (the filter of a convolution, the column of a dense layer). */
  | { type: 'weights'; weightsId: number; layer: string; unit: number | null }
  /** Asks what the network is, to take it away; then its weights, part by part. */
  | { type: 'export'; exportId: number; part: WeightPart | null }
  /** Times every layer on the photograph. */
  | { type: 'measure'; measureId: number; photograph: Photograph }
  /** Asks what the cells' names hold, and what nothing holds any more. */
  | { type: 'variables'; variablesId: number }
  /** Asks for the value of a name, as a cell would show it. */
  | { type: 'preview'; previewId: number; name: string };

export type Event =
  | { type: 'started'; report: BackendReport }
  | { type: 'start-failed'; message: string }
  | { type: 'cell-started'; runId: number; cellId: string }
  | { type: 'output'; runId: number; cellId: string; output: Output }
  | {
      type: 'cell-ended';
      runId: number;
      cellId: string;
      outcome: 'done' | 'error' | 'stopped';
      milliseconds: number;
    }
  | {
      type: 'run-ended';
      runId: number;
      outcome: 'done' | 'error' | 'stopped';
      tensors: number;
      bytes: number;
    }
  | { type: 'wasm-wanted'; file: string }
  | { type: 'photographs-wanted' }
  /** `input` is what the first layer was given: the photograph less its mean; null if there are no layers. */
  | {
      type: 'traced';
      traceId: number;
      input: LayerActivation | null;
      activations: readonly LayerActivation[];
      milliseconds: number;
    }
  | { type: 'trace-failed'; traceId: number; message: string }
  | { type: 'weights-read'; weightsId: number; weights: LayerWeights }
  | { type: 'weights-failed'; weightsId: number; message: string }
  | { type: 'exported'; exportId: number; model: ExportedModel }
  | { type: 'part-exported'; exportId: number; values: Float32Array<ArrayBuffer> }
  | { type: 'export-failed'; exportId: number; message: string }
  | { type: 'measured'; measureId: number; times: readonly LayerTime[] }
  | { type: 'measure-failed'; measureId: number; message: string }
  | { type: 'variables-read'; variablesId: number; holdings: Holdings }
  | { type: 'variables-failed'; variablesId: number; message: string }
  | { type: 'previewed'; previewId: number; preview: Preview }
  | { type: 'preview-failed'; previewId: number; message: string }
  /** The GPU context is gone: this kernel is of no more use, start another. */
  | { type: 'lost'; message: string };
