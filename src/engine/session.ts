import type * as tfjs from '@tensorflow/tfjs';
import { NameCounters, RECORDED_SESSION } from '../model/keras-names';
import type { ProgressOutput } from '../notebook/output';
import type { BackendName, BackendReport } from '../notebook/messages';
import type { Recording } from '../notebook/recording';
import { type BackendHost, startBackend } from './backend';
import { courseTf, type CourseSession } from './course-tf';
import { ownRandom, type OwnedRandom } from './math-random';
import { noteKernels } from './first-kernels';
import { type MadeTensor, MemoryWatch } from './memory';
import { SlowCell } from './slow-cell';
import { emptyTexturePool } from './texture-pool';

export interface EngineOptions {
  /** Every weight's seed is derived from this one. */
  seed: number;
  /** Bytes of tensors a notebook may hold. Defaults to 2e9, and to 1.5e9 on wasm, whose memory ends at 2 GB. */
  memoryBudget?: number;
  /** What was found out about the device before: `report.finding` of another session. */
  finding?: string;
}

/** Thrown into a cell whose run the reader stopped. */
export class StopError extends Error {
  override name = 'StopError';

  constructor() {
    super('Stopped.');
  }
}

/** A model, and the layers that were added to it. */
export interface AddedLayers {
  model: tfjs.LayersModel;
  added: string[];
}

/** A training that has begun and not ended. */
export interface Training {
  /** 'model.fit' or 'model.fitDataset' */
  readonly call: string;
  /** Its stack says where in the code it was begun. */
  readonly place: Error;
  /** Kept when it has ended, well or not. */
  readonly ended: Promise<void>;
}

/**
 * TensorFlow.js for one notebook: the backend, the namespace that cells import, and all that cells made. One at a
 * time, as TensorFlow.js has one engine.
 */
export class EngineSession implements CourseSession {
  readonly report: BackendReport;
  /** What cells import as '@tensorflow/tfjs'. */
  readonly tf: typeof tfjs;
  /** Where the progress of a training goes: the kernel sets it for the cell that runs. */
  progressListener: ((progress: ProgressOutput) => void) | null = null;
  /**
   * For how many more tensors to remember where in the code they are made, which takes some 20 µs each. A training is
   * left out.
   */
  placesWanted = 0;
  readonly #seed: number;
  readonly #memory: MemoryWatch;
  readonly #random: OwnedRandom | null;
  #names = new NameCounters(RECORDED_SESSION);
  #drawn = 0;
  /** Of cells that are counted apart. */
  #namesApart = new NameCounters({});
  #drawnApart = 0;
  /** The cell that runs is counted apart from the notebook's: its layers' automatic names, and the seeds of its weights. */
  countsApart = false;
  #slow: { cell: SlowCell; leave: () => void } | null = null;
  #models: tfjs.LayersModel[] = [];
  #added = new Map<tfjs.LayersModel, string[]>();
  #trained = new Set<tfjs.LayersModel>();
  #signal: AbortSignal | null = null;
  readonly #trainings = new Set<Training>();

  /**
   * Starts the backend and the session on it.
   * @throws if no backend starts
   */
  static async start(
    preference: BackendName | 'auto',
    host: BackendHost,
    options: EngineOptions,
  ): Promise<EngineSession> {
    return new EngineSession(await startBackend(preference, host, options.finding), options);
  }

  private constructor(report: BackendReport, { seed, memoryBudget }: EngineOptions) {
    this.report = report;
    this.#seed = seed;
    this.#random = 'WorkerGlobalScope' in globalThis ? ownRandom(seed) : null;
    const budget = memoryBudget ?? (report.backend === 'wasm' ? 1.5e9 : 2e9);
    this.#memory = new MemoryWatch(
      budget,
      () => {
        if (this.#signal?.aborted && !this.#training) throw new StopError();
      },
      () => (this.placesWanted > 0 && !this.#training && this.placesWanted-- ? new Error() : null),
    );
    this.tf = courseTf(this);
  }

  /** Keras's counters of automatic names, as the recorded notebook session left them. */
  get names(): NameCounters {
    return this.countsApart ? this.#namesApart : this.#names;
  }

  /** The models made since the fresh start, the newest last. */
  get models(): readonly tfjs.LayersModel[] {
    return this.#models;
  }

  /** Tensors alive that were made since the fresh start. */
  get tensors(): number {
    return this.#memory.tensors;
  }

  /** The tensors alive that were made since the fresh start, with how each was made. */
  get made(): Iterable<MadeTensor> {
    return this.#memory.made;
  }

  /** What the tensors alive take, in bytes. */
  get bytes(): number {
    return this.#memory.bytes;
  }

  /**
   * Of the run in progress; null between runs, when nothing is to be stopped. Once it is aborted, a model in training
   * ends after its batch and keeps its weights; anything else throws StopError where it next makes a tensor.
   */
  get signal(): AbortSignal | null {
    return this.#signal;
  }

  set signal(signal: AbortSignal | null) {
    this.#signal = signal;
    signal?.addEventListener('abort', () => {
      for (const model of this.#models) if (isTraining(model)) model.stopTraining = true;
    });
  }

  /** The trainings that have begun and not ended. */
  get trainings(): Iterable<Training> {
    return this.#trainings;
  }

  trainingBegan(model: tfjs.LayersModel, call: string, ended: Promise<void>): void {
    this.#trained.add(model);
    const training = { call, place: new Error(call), ended };
    this.#trainings.add(training);
    void ended.then(() => this.#trainings.delete(training));
  }

  nextSeed(): number {
    // The golden ratio's multiples spread neighbouring indices over all 32 bits.
    const drawn = this.countsApart ? --this.#drawnApart : ++this.#drawn;
    return (this.#seed + Math.imul(drawn, 0x9e3779b9)) >>> 0;
  }

  async train(...[model, x, args, begin]: Parameters<SlowCell['train']>): Promise<tfjs.History> {
    await noteKernels(model);
    return this.#slow ? this.#slow.cell.train(model, x, args, begin) : begin();
  }

  /**
   * A slow cell begins. It counts and draws on from where the notebook is, and the cells below do as if it had not.
   *
   * @param recalled what its trainings made when it ran in earnest; null to train
   */
  slowCellBegins(recalled: Recording | null): void {
    const [names, namesApart] = [this.#names, this.#namesApart];
    const [drawn, drawnApart] = [this.#drawn, this.#drawnApart];
    const position = this.#random?.position ?? 0;
    this.#names = names.copy();
    this.#namesApart = namesApart.copy();
    const leave = () => {
      [this.#names, this.#namesApart] = [names, namesApart];
      [this.#drawn, this.#drawnApart] = [drawn, drawnApart];
      if (this.#random) this.#random.position = position;
    };
    this.#slow = { cell: new SlowCell(recalled, this.#random), leave };
  }

  /** @returns what brings back what the cell has made; null if nothing does, or it was no slow cell */
  slowCellEnds(): Recording | null {
    const slow = this.#slow;
    this.#slow = null;
    slow?.leave();
    return slow?.cell.recording() ?? null;
  }

  modelMade(model: tfjs.LayersModel): void {
    this.#models.push(model);
  }

  layerAdded(model: tfjs.LayersModel, layer: tfjs.layers.Layer): void {
    const added = this.#added.get(model) ?? [];
    added.push(layer.name);
    this.#added.set(model, added);
  }

  onProgress(progress: ProgressOutput): void {
    this.progressListener?.(progress);
  }

  /** What was added to which model since this was last asked. */
  takeAdded(): AddedLayers[] {
    const added = [...this.#added].map(([model, names]) => ({ model, added: names }));
    this.#added.clear();
    return added;
  }

  /** The models whose training began since this was last asked. */
  takeTrained(): ReadonlySet<tfjs.LayersModel> {
    const trained = this.#trained;
    this.#trained = new Set();
    return trained;
  }

  /** Brings the session to where it was after `start`: no tensor, no model, names and seeds from the beginning. */
  reset(): void {
    this.#memory.disposeAll();
    emptyTexturePool();
    this.#names = new NameCounters(RECORDED_SESSION);
    this.#drawn = 0;
    this.#namesApart = new NameCounters({});
    this.#drawnApart = 0;
    this.countsApart = false;
    this.#random?.restart();
    this.#models = [];
    this.#added.clear();
    this.#trained.clear();
  }

  /** Disposes of everything, and leaves TensorFlow.js as it was. */
  end(): void {
    this.reset();
    this.#memory.remove();
    this.#random?.giveBack();
  }

  get #training(): boolean {
    return this.#models.some(isTraining);
  }
}

/** Whether a model is in `fit`. A sequential model trains the one it wraps. */
function isTraining(model: tfjs.LayersModel): boolean {
  const inner = 'model' in model ? model.model : model;
  return typeof inner === 'object' && inner !== null && 'isTraining' in inner && inner.isTraining === true;
}
