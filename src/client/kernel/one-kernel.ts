/** One kernel, from its start to its end: what it is sent, what it asks for, what it tells. */
import type { BackendReport, Event, Photograph, Request, StartOptions } from '../../notebook/messages';
import { ReaderError } from '../../notebook/reader-error';
import { explain } from '../errors/unexpected';
import { keepFinding } from './start-options';
import type { KernelWorker, StartWorker } from './kernel-worker';

/** What a kernel is started with, and given when it asks. */
export interface KernelSupplies {
  startWorker: StartWorker;
  startOptions(): StartOptions;
  loadPhotographs(): Promise<readonly Photograph[]>;
  loadWasm(file: string): Promise<ArrayBuffer>;
  /**
   * Fetches a file of the site.
   * @throws {FetchError} if it does not arrive
   */
  loadFile(path: string): Promise<ArrayBuffer>;
}

export type KernelState =
  /** The worker's script, with TensorFlow.js in it, is on its way. */
  | { state: 'fetching' }
  /** The script runs and looks for a backend. */
  | { state: 'starting' }
  | { state: 'ready'; report: BackendReport }
  /** It is of no more use; `message` says what happened and what to do. */
  | { state: 'failed'; message: string };

export interface KernelListener {
  onState(state: KernelState): void;
  /** What comes of the cells. */
  onEvent(event: Event): void;
  /** It does not even take what it was sent, or go on to the next cell: something that a cell left behind keeps it busy. */
  onStuck(): void;
}

/** Requests that make sense before the kernel has started: they wait until it has. */
export type KernelRequest = Extract<Request, { type: 'run' | 'ask' }>;

/** The kernel that was asked is gone, and the network and variables that it held. */
export class KernelGoneError extends ReaderError {
  override readonly name = 'KernelGoneError';

  constructor() {
    super('The kernel was started again: run the cells that build the network once more.');
  }
}

/**
 * Milliseconds in which a kernel that does nothing takes what it is sent; and one that answers a question, which computes:
 * what a photograph contributed is a second's work here, and ten on a slow phone that has other things to do.
 */
export const patience = { idle: 2000, answering: 30_000 };
/** More messages in a second than a page can take: a kernel sends some hundreds at most. */
export const floodOfMessages = 3000;

const unreachable =
  'The kernel could not be loaded. Check the connection, then press Run again; nothing you wrote is lost.';
const crashed =
  'The kernel stopped unexpectedly, most likely because memory ran out. Press Run to start another; nothing you wrote is lost.';
const flooded =
  'A cell sent more than the page can show, so the kernel was ended. Press Run to start another; nothing you wrote is lost.';
const unreadable =
  'The kernel sent what the page cannot read, most likely because a cell has changed a part of JavaScript, so it was ended. Press Run to start another; nothing you wrote is lost.';

export class OneKernel {
  readonly #supplies: KernelSupplies;
  readonly #worker: KernelWorker;
  #listener: KernelListener | null;
  #state: KernelState = { state: 'fetching' };
  #isUsed = false;
  #isGone = false;
  /** In the order in which they were posted. */
  #waiting: KernelRequest[] = [];
  /** Questions that were asked and have no answer yet, by id. */
  readonly #asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  /** The run that it was sent: taken by it, at one of its cells, or between two. */
  #run: 'none' | 'sent' | 'taken' | 'at a cell' | 'between cells' = 'none';
  /** Questions that were sent and that it has not taken yet. */
  #untaken = 0;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #messages = { second: 0, count: 0 };

  /** Starts it. @param listener null as long as nobody needs to know how it fares */
  constructor(supplies: KernelSupplies, listener: KernelListener | null) {
    this.#supplies = supplies;
    this.#listener = listener;
    this.#worker = supplies.startWorker({
      onEvent: (event) => (this.#isFlood() ? this.#fail(flooded) : this.#receive(event)),
      onUnreadable: () => this.#fail(unreadable),
      onFailure: () => this.#fail(this.#state.state === 'fetching' ? unreachable : crashed),
    });
    this.#worker.post({ type: 'start', options: supplies.startOptions() });
  }

  get state(): KernelState {
    return this.#state;
  }

  /** It has been given a run: its scope may not be empty any more. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** It has been sent a run and has not ended it. */
  get running(): boolean {
    return this.#run !== 'none';
  }

  /** Some of what it was asked has no answer yet. */
  get answering(): boolean {
    return this.#asked.size > 0;
  }

  /** Whom it tells how it fares, from now on; null: nobody. What it was asked it answers nevertheless. */
  listen(listener: KernelListener | null): void {
    this.#listener = listener;
  }

  run(request: Extract<Request, { type: 'run' }>): void {
    this.#isUsed = true;
    this.#post(request);
  }

  /** @throws {ReaderError} with what the kernel says, if it cannot answer; any other error if it failed at it */
  ask(request: Extract<Request, { type: 'ask' }>): Promise<unknown> {
    const answer = new Promise<unknown>((resolve, reject) =>
      this.#asked.set(request.id, { resolve, reject }),
    );
    this.#post(request);
    return answer;
  }

  /** Asks the run in progress to end. */
  stop(): void {
    this.#worker.post({ type: 'stop' });
  }

  /** Takes back the run that waits for the kernel to start. Gives it; null if none waits. */
  takeBackRun(): Extract<Request, { type: 'run' }> | null {
    const waited = this.#waiting.find((request) => request.type === 'run') ?? null;
    this.#waiting = this.#waiting.filter((request) => request !== waited);
    return waited;
  }

  /** Throws it away. What has no answer yet is rejected with a KernelGoneError. */
  end(): void {
    this.#isGone = true;
    this.#listener = null;
    this.#worker.terminate();
    clearTimeout(this.#alarm);
    for (const { reject } of this.#asked.values()) reject(new KernelGoneError());
    this.#asked.clear();
  }

  #post(request: KernelRequest): void {
    if (this.#state.state === 'ready') this.#send(request);
    else this.#waiting.push(request);
  }

  #send(request: KernelRequest): void {
    if (request.type === 'run') this.#run = 'sent';
    else this.#untaken++;
    this.#worker.post(request);
    this.#watch();
  }

  /** A cell may take as long as it likes, and what is asked meanwhile waits: the reader can stop it. */
  #watch(): void {
    clearTimeout(this.#alarm);
    if (this.#run === 'at a cell' || (this.#run === 'none' && this.#untaken === 0)) return;
    const mayAnswer = this.#run !== 'between cells' && this.#asked.size > this.#untaken;
    this.#alarm = setTimeout(
      () => this.#listener?.onStuck(),
      mayAnswer || this.#run === 'taken' ? patience.answering : patience.idle,
    );
  }

  #isFlood(): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#messages.second) this.#messages = { second, count: 0 };
    return ++this.#messages.count > floodOfMessages;
  }

  #receive(event: Event): void {
    if (this.#state.state === 'fetching') this.#setState({ state: 'starting' });
    switch (event.type) {
      case 'started':
        keepFinding(event.report);
        this.#setState({ state: 'ready', report: event.report });
        for (const request of this.#waiting.splice(0)) this.#send(request);
        break;
      case 'start-failed':
      case 'lost':
        this.#fail(event.message);
        break;
      case 'taken':
        if (event.request === 'run') this.#run = 'taken';
        else this.#untaken--;
        this.#watch();
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
        void this.#sendFile(async () => ({
          type: 'wasm',
          file: event.file,
          bytes: await this.#supplies.loadWasm(event.file),
        }));
        break;
      case 'file-wanted':
        void this.#sendFile(() => this.#loadFile(event.path));
        break;
      case 'photographs-wanted':
        void this.#sendFile(async () => ({
          type: 'photographs',
          photographs: await this.#supplies.loadPhotographs(),
        }));
        break;
      case 'cell-started':
      case 'cell-ended':
        this.#run = event.type === 'cell-started' ? 'at a cell' : 'between cells';
        this.#watch();
        this.#listener?.onEvent(event);
        break;
      case 'run-ended':
        this.#run = 'none';
        this.#watch();
        this.#listener?.onEvent(event);
        break;
      default:
        this.#listener?.onEvent(event);
    }
  }

  /** A file that does not come spoils the answer that needs it, and not the kernel. */
  async #loadFile(path: string): Promise<Request> {
    try {
      return { type: 'file', path, bytes: await this.#supplies.loadFile(path) };
    } catch (error) {
      return { type: 'no-file', path, message: explain(error) };
    }
  }

  /** A kernel that cannot get a file it waits for would wait for ever: it is given up instead. */
  async #sendFile(load: () => Promise<Request>): Promise<void> {
    try {
      const request = await load();
      if (!this.#isGone) this.#worker.post(request);
    } catch (error) {
      const message = explain(error);
      if (!this.#isGone) this.#fail(message);
    }
  }

  /** Takes a question from those that wait for their answer. */
  #settle(id: number) {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    this.#watch();
    return asked;
  }

  #fail(message: string): void {
    const listener = this.#listener;
    this.end();
    this.#state = { state: 'failed', message };
    listener?.onState(this.#state);
  }

  #setState(state: KernelState): void {
    this.#state = state;
    this.#listener?.onState(state);
  }
}
