import * as tf from '@tensorflow/tfjs';
import type { BaseCallback } from '@tensorflow/tfjs-layers/dist/base_callbacks';
import type { ProgressOutput, TrainingPoint } from '../notebook/output';
import { BatchesInFlight, computed } from './gpu-queue';
import { KeptLogs, type Logs } from './kept-logs';
import { noteTraining } from './training-scale';
import { type EpochProgress, epochHeader, progressLine, trainingHeader } from './keras-progress';

/** Receives the progress of a training. */
export interface TrainingWatcher {
  /** Called with how far it is, at most every 100 ms, and at the end of every epoch. */
  onProgress(progress: ProgressOutput): void;
  /** Once it is aborted, the training ends after its batch, with the weights as they then are. Read after every batch. */
  readonly signal: AbortSignal | null;
}

type FitInput = Parameters<tf.LayersModel['fit']>[0];

const REPORT_MILLISECONDS = 100;
/** Messages, such as Stop, get through this often. */
const YIELD_MILLISECONDS = 50;

/**
 * Trains by `fit`, which reports to a watcher in Keras's words: `watched(x, args, watcher, (args) => super.fit(x, y, args))`.
 * The reader's own callbacks are called as well.
 */
export async function watched(
  x: FitInput,
  args: tf.ModelFitArgs,
  watcher: TrainingWatcher,
  fit: (args: tf.ModelFitArgs) => Promise<tf.History>,
): Promise<tf.History> {
  const watch = new Watch(watcher, x, args);
  try {
    return await fit({ ...args, callbacks: [watch, ...ownCallbacks(args)] });
  } finally {
    watch.end();
  }
}

/** The arguments with which `fitDataset` ends once the watcher's signal is aborted. */
export function stoppable<T extends Pick<tf.ModelFitArgs, 'callbacks' | 'yieldEvery'>>(
  args: T,
  watcher: TrainingWatcher,
): T {
  return { ...args, callbacks: [new Stopper(watcher), ...ownCallbacks(args)] };
}

function ownCallbacks(args: Pick<tf.ModelFitArgs, 'callbacks' | 'yieldEvery'>): BaseCallback[] {
  return [args.callbacks ?? []].flat().map((callback) =>
    // What `fit` itself makes of a plain object; it would not accept both kinds in one list.
    'setParams' in callback ? callback : new tf.CustomCallback(callback, args.yieldEvery ?? 'auto'),
  );
}

class Stopper extends tf.Callback {
  readonly #watcher: TrainingWatcher;
  readonly #inFlight = new BatchesInFlight();

  constructor(watcher: TrainingWatcher) {
    super();
    this.#watcher = watcher;
  }

  override async onBatchEnd(): Promise<void> {
    if (this.#watcher.signal?.aborted) this.model.stopTraining = true;
    await this.#inFlight.add(computed());
  }
}

/** Samples set aside for validation, null if none are. */
function validationSamples(x: FitInput, { validationData, validationSplit }: tf.ModelFitArgs): number | null {
  if (validationData) return sampleCount(validationData[0]);
  if (!validationSplit) return null;
  const samples = sampleCount(x);
  return samples - Math.floor(samples * (1 - validationSplit));
}

function sampleCount(input: FitInput): number {
  const first = input instanceof tf.Tensor ? input : Object.values(input)[0];
  return first?.shape[0] ?? 0;
}

class Watch extends tf.Callback {
  readonly #watcher: TrainingWatcher;
  readonly #data: FitInput;
  #silent: boolean;
  readonly #validationSamples: number | null;
  /** Lines that will not change any more. */
  readonly #printed: string[] = [];
  readonly #points: TrainingPoint[] = [];
  readonly #averages = new Averages();
  /** What the epoch's batches said since the last report. */
  readonly #logs = new KeptLogs();
  readonly #inFlight = new BatchesInFlight();
  #samples = 0;
  /** Samples of the epoch so far, those included whose loss has not been read. */
  #seen = 0;
  /** A report waits for what it has to read. */
  #reading = false;
  #epochBegan = 0;
  #reported = 0;
  /** An epoch has ended since the last report. */
  #unreported = false;
  #yielded = 0;

  constructor(watcher: TrainingWatcher, data: FitInput, args: tf.ModelFitArgs) {
    super();
    this.#watcher = watcher;
    this.#data = data;
    const verbosity: number = args.verbose ?? 1;
    this.#silent = verbosity === 0;
    this.#validationSamples = validationSamples(data, args);
  }

  override async onTrainBegin(): Promise<void> {
    noteTraining(this.model.layers, this.#data);
    this.#samples = Number(this.params['samples']);
    this.#printed.push(trainingHeader(this.#samples, this.#validationSamples));
    this.#yielded = performance.now();
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#printed.push(epochHeader(epoch + 1, Number(this.params['epochs'])));
    this.#averages.clear();
    this.#seen = 0;
    this.#epochBegan = performance.now();
  }

  override async onBatchEnd(_batch: number, logs: Logs = {}): Promise<void> {
    if (!this.#silent) this.#logs.keep(logs);
    this.#seen += Number(logs['size'] ?? 0);
    if (this.#watcher.signal?.aborted) this.model.stopTraining = true;
    await this.#inFlight.add(this.#isDue() ? this.#reportBatches() : computed());
    if (performance.now() - this.#yielded >= YIELD_MILLISECONDS) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#yielded = performance.now();
    }
  }

  override async onEpochEnd(_epoch: number, logs: Logs = {}): Promise<void> {
    await this.#inFlight.end();
    if (this.#silent) return;
    const validation = Object.entries(logs).filter(([name]) => name.startsWith('val_'));
    this.#logs.keep(Object.fromEntries(validation));
    const read = await this.#logs.take();
    const validated = read.pop() ?? {};
    this.#add(read);
    const { val_loss = null, val_acc = null } = validated;
    const last = this.#points.pop();
    if (last) this.#points.push({ ...last, validationLoss: val_loss, validationAccuracy: val_acc });
    this.#printed.push(this.#line(Object.entries(validated)));
    // Thousands of epochs of a few samples would flood the page.
    if (performance.now() - this.#reported >= REPORT_MILLISECONDS) this.#report();
    else this.#unreported = true;
  }

  override async onTrainEnd(): Promise<void> {
    if (this.#unreported) this.#report();
  }

  /** The training is over, well or not: nothing is told any more. */
  end(): void {
    this.#silent = true;
    this.#logs.dispose();
  }

  #isDue(): boolean {
    // The last line of an epoch waits for the validation.
    if (this.#silent || this.#reading || this.#seen >= this.#samples) return false;
    return performance.now() - this.#reported >= REPORT_MILLISECONDS;
  }

  async #reportBatches(): Promise<void> {
    this.#reading = true;
    this.#add(await this.#logs.take());
    this.#reading = false;
    this.#report(this.#line());
  }

  #add(batches: readonly Record<string, number>[]): void {
    for (const { size = 0, batch: _, ...metrics } of batches) {
      this.#averages.add(metrics, size);
      this.#points.push({
        step: this.#points.length + 1,
        loss: metrics['loss'] ?? NaN,
        accuracy: metrics['acc'] ?? null,
        validationLoss: null,
        validationAccuracy: null,
      });
    }
  }

  #line(validation: EpochProgress['values'] = []): string {
    return progressLine({
      current: this.#averages.samples,
      target: this.#samples,
      seconds: (performance.now() - this.#epochBegan) / 1e3,
      values: [...this.#averages.values(), ...validation],
    });
  }

  /** @param line of an epoch that has not ended */
  #report(line?: string): void {
    if (this.#silent) return;
    this.#reported = performance.now();
    this.#unreported = false;
    this.#watcher.onProgress({
      kind: 'progress',
      text: [...this.#printed, ...(line === undefined ? [] : [line])].join('\n'),
      points: [...this.#points],
    });
  }
}

/** Averages over the samples of an epoch so far, as Keras prints them. */
class Averages {
  readonly #sums = new Map<string, number>();
  samples = 0;

  add(metrics: Record<string, number>, samples: number): void {
    this.samples += samples;
    for (const [name, value] of Object.entries(metrics)) {
      this.#sums.set(name, (this.#sums.get(name) ?? 0) + value * samples);
    }
  }

  values(): [string, number][] {
    return [...this.#sums].map(([name, sum]) => [name, sum / this.samples]);
  }

  clear(): void {
    this.#sums.clear();
    this.samples = 0;
  }
}
