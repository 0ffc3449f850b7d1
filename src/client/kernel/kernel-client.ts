import type { Answer, KernelQuestions, QuestionName } from '../../kernel/questions';
import { ReaderError } from '../../notebook/reader-error';
import { explain } from '../errors/unexpected';
import type { BackendReport, Event, Photograph, Request, StartOptions } from '../../notebook/messages';

/** The state of the kernel itself; what it runs is the state of the session. */
export type KernelStatus =
  | { state: 'absent' }
  /** The worker's script, with TensorFlow.js in it, is on its way. */
  | { state: 'fetching' }
  /** The script runs and looks for a backend. */
  | { state: 'starting' }
  | { state: 'ready'; report: BackendReport }
  /** The kernel is gone; `message` says what happened and what to do. The next request starts another. */
  | { state: 'failed'; message: string };

export interface KernelHost {
  onEvent(event: Event): void;
  onStatus(status: KernelStatus): void;
  /** The kernel was thrown away on purpose, and the run it may have had with it. */
  onDiscarded(): void;
  startOptions(): StartOptions;
  loadPhotographs(): Promise<readonly Photograph[]>;
  loadWasm(file: string): Promise<ArrayBuffer>;
  startWorker(): Worker;
}

/** Requests that make sense before the kernel has started: they wait until it has. */
type KernelRequest = Extract<Request, { type: 'run' | 'ask' }>;
export type RunRequest = Extract<Request, { type: 'run' }>;

/** The kernel that was asked is gone, and the network and variables that it held. */
export class KernelGoneError extends ReaderError {
  override readonly name = 'KernelGoneError';

  constructor() {
    super('The kernel was started again: run the cells that build the network once more.');
  }
}

/** Milliseconds that a stopped run is given to end by itself before its worker is terminated. */
export const stopGraceMilliseconds = 1000;
/** A training ends after its batch, so its grace is this many of the longest silences its progress has made so far. */
const silencesOfGrace = 3;

const unreachable =
  'The kernel could not be loaded. Check the connection, then press Run again; nothing you wrote is lost.';
const crashed =
  'The kernel stopped unexpectedly, most likely because memory ran out. Press Run to start another; nothing you wrote is lost.';

/**
 * Owns the worker: starts it at the first request, hands on its events, gives it the files it asks for, and replaces
 * it when it is lost. Holds no state of the notebook.
 */
export class KernelClient {
  readonly #host: KernelHost;
  #worker: Worker | null = null;
  #status: KernelStatus = { state: 'absent' };
  /** Requests that wait for the kernel to start, in the order in which they were posted. */
  #waiting: KernelRequest[] = [];
  /** Questions that were asked and have no answer yet, by id. */
  readonly #asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #lastId = 0;
  /** The kernel has been given a run and has not ended it. */
  #running = false;
  /** When the running cell started or last reported its progress, in milliseconds of performance.now(). */
  #progressAt = 0;
  /** The longest time between two reports of the running cell's progress, in milliseconds; null if it is no training. */
  #silence: number | null = null;
  #grace: ReturnType<typeof setTimeout> | undefined;

  constructor(host: KernelHost) {
    this.#host = host;
  }

  /** Runs cells, starting a kernel if there is none. */
  run(request: RunRequest): void {
    this.#post(request);
  }

  /**
   * Asks the kernel, starting one if there is none. It serves runs and questions in the order in which they come here.
   *
   * @returns the answer
   * @throws {KernelGoneError} if the kernel ends before it has answered
   * @throws {ReaderError} with what the kernel says, if it cannot answer; any other error if it failed at it
   */
  ask<Q extends QuestionName>(question: Q, ...parameters: Parameters<KernelQuestions[Q]>): Answer<Q> {
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.#asked.set(id, { resolve, reject }));
    this.#post({ type: 'ask', id, question, parameters });
    return answer as Answer<Q>;
  }

  /**
   * Stops the run in progress: asks first, and after one second takes the worker away and starts another. A training
   * whose batches take longer is waited for, so that the weights it has reached are kept.
   * A run that still waits for its kernel is dropped at once.
   */
  stop(): void {
    const waited = this.#waiting.find((request) => request.type === 'run');
    if (waited !== undefined) {
      this.#waiting = this.#waiting.filter((request) => request !== waited);
      this.#host.onEvent({
        type: 'run-ended',
        runId: waited.runId,
        outcome: 'stopped',
        tensors: 0,
        bytes: 0,
      });
      return;
    }
    if (!this.#running || this.#grace !== undefined) return;
    this.#worker?.postMessage({ type: 'stop' } satisfies Request);
    const grace = Math.max(stopGraceMilliseconds, silencesOfGrace * (this.#silence ?? 0));
    this.#grace = setTimeout(() => {
      this.restart();
      this.#start();
    }, grace);
  }

  /** Throws the worker away, and what it was doing. The next request starts another. */
  restart(): void {
    this.#discard();
    this.#setStatus({ state: 'absent' });
    this.#host.onDiscarded();
  }

  #post(request: KernelRequest): void {
    if (this.#worker === null) this.#start();
    if (this.#status.state === 'ready') this.#send(request);
    else this.#waiting.push(request);
  }

  #start(): void {
    this.#setStatus({ state: 'fetching' });
    const worker = this.#host.startWorker();
    this.#worker = worker;
    worker.addEventListener('message', (message: MessageEvent<Event>) => {
      if (worker === this.#worker) this.#receive(message.data);
    });
    worker.addEventListener('error', (failure) => {
      failure.preventDefault();
      if (worker === this.#worker) this.#fail(this.#status.state === 'fetching' ? unreachable : crashed);
    });
    worker.addEventListener('messageerror', () => {
      if (worker === this.#worker) this.#fail(crashed);
    });
    worker.postMessage({ type: 'start', options: this.#host.startOptions() } satisfies Request);
  }

  #receive(event: Event): void {
    if (this.#status.state === 'fetching') this.#setStatus({ state: 'starting' });
    switch (event.type) {
      case 'started':
        this.#setStatus({ state: 'ready', report: event.report });
        for (const request of this.#waiting.splice(0)) this.#send(request);
        break;
      case 'start-failed':
      case 'lost':
        this.#fail(event.message);
        break;
      case 'answered':
        this.#settle(event.id)?.resolve(event.value);
        break;
      case 'refused':
        this.#settle(event.id)?.reject(
          event.isFault ? new Error(event.message) : new ReaderError(event.message),
        );
        break;
      case 'wasm-wanted':
        void this.#sendFile(async () => {
          const bytes = await this.#host.loadWasm(event.file);
          return { request: { type: 'wasm', file: event.file, bytes }, transfer: [bytes] };
        });
        break;
      case 'photographs-wanted':
        void this.#sendFile(async () => {
          const photographs = await this.#host.loadPhotographs();
          return { request: { type: 'photographs', photographs }, transfer: [] };
        });
        break;
      case 'run-ended':
        this.#settleRun();
        this.#host.onEvent(event);
        break;
      case 'output':
        if (event.output.kind === 'progress') this.#onProgress(performance.now());
        this.#host.onEvent(event);
        break;
      case 'cell-started':
        this.#progressAt = performance.now();
        this.#silence = null;
        this.#host.onEvent(event);
        break;
      default:
        this.#host.onEvent(event);
    }
  }

  /** A kernel that cannot get a file it waits for would wait for ever: it is given up instead. */
  async #sendFile(load: () => Promise<{ request: Request; transfer: Transferable[] }>): Promise<void> {
    const worker = this.#worker;
    try {
      const { request, transfer } = await load();
      if (worker === this.#worker) worker?.postMessage(request, transfer);
    } catch (error) {
      const message = explain(error);
      if (worker === this.#worker) this.#fail(message);
    }
  }

  /** Takes a question from those that wait for their answer. */
  #settle(id: number) {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    return asked;
  }

  #send(request: KernelRequest): void {
    if (request.type === 'run') this.#running = true;
    this.#worker?.postMessage(request);
  }

  #fail(message: string): void {
    this.#discard();
    this.#setStatus({ state: 'failed', message });
    this.#host.onEvent({ type: 'lost', message });
  }

  #discard(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#waiting = [];
    for (const { reject } of this.#asked.values()) reject(new KernelGoneError());
    this.#asked.clear();
    this.#settleRun();
  }

  #onProgress(at: number): void {
    this.#silence = Math.max(this.#silence ?? 0, at - this.#progressAt);
    this.#progressAt = at;
  }

  #settleRun(): void {
    this.#running = false;
    this.#silence = null;
    clearTimeout(this.#grace);
    this.#grace = undefined;
  }

  #setStatus(status: KernelStatus): void {
    this.#status = status;
    this.#host.onStatus(status);
  }
}
