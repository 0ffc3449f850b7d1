import type { KernelWorker, WorkerListener } from '../../../src/client/kernel/kernel-worker';
import type { BackendReport, Event, Request } from '../../../src/notebook/messages';

/** What the client uses of the kernel's worker, and the test's hand on it. */
export class FakeWorker implements KernelWorker {
  posted: Request[] = [];
  terminated = false;
  /** False for a kernel that hears nothing of what it is sent. */
  hears = true;
  readonly #listener: WorkerListener;

  constructor(listener: WorkerListener) {
    this.#listener = listener;
  }

  post(request: Request): void {
    this.posted.push(request);
    const { type } = request;
    if (this.hears && (type === 'run' || type === 'ask')) this.says({ type: 'taken', request: type });
  }

  terminate(): void {
    this.terminated = true;
  }

  says(event: Event): void {
    if (!this.terminated) this.#listener.onEvent(event);
  }

  /** Tells what is no event. */
  babbles(): void {
    this.#listener.onUnreadable();
  }

  fails(): void {
    this.#listener.onFailure();
  }

  get types(): string[] {
    return this.posted.map(({ type }) => type);
  }
}

const report: BackendReport = { backend: 'wasm', renderer: null, software: false, reason: 'A test.' };

/** The workers of a page, in the order in which they were started. */
export class FakeWorkers {
  readonly all: FakeWorker[] = [];
  #areReady = false;

  readonly startWorker = (listener: WorkerListener): FakeWorker => {
    const worker = new FakeWorker(listener);
    this.all.push(worker);
    if (this.#areReady) queueMicrotask(() => this.start());
    return worker;
  };

  /** The one that was given a run or a question last; the first, if none was. */
  get present(): FakeWorker {
    const found =
      this.all.findLast(({ types }) => types.includes('run') || types.includes('ask')) ?? this.all[0];
    if (found === undefined) throw new Error('No kernel was started.');
    return found;
  }

  /** Those that wait for it say that they have started, and so will all that come. */
  start(): void {
    this.#areReady = true;
    for (const worker of this.all) {
      if (worker.types.join() === 'start') worker.says({ type: 'started', report });
    }
  }
}
