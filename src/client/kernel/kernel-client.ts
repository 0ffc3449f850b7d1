import type { Answer, KernelQuestions, QuestionName } from '../../kernel/questions';
import type { Event } from '../../notebook/messages';
import { OneKernel, type KernelRequest, type KernelState, type KernelSupplies } from './one-kernel';

/** The state of the kernel itself; what it runs is the state of the session. */
export type KernelStatus = { state: 'absent' } | KernelState;

export interface KernelHost extends KernelSupplies {
  onEvent(event: Event): void;
  onStatus(status: KernelStatus): void;
  /** The kernel was thrown away on purpose, and the run it may have had with it. */
  onDiscarded(): void;
  /** Something that a cell left behind kept the kernel from what it was sent: another, empty, has taken its place. */
  onRenewed(): void;
}

export type RunRequest = Extract<KernelRequest, { type: 'run' }>;

/** Milliseconds that a stopped run is given to end by itself before its worker is terminated. */
export const stopGraceMilliseconds = 1000;
/** Milliseconds of rest after a run in which a spare kernel is not started yet: what follows a run comes first. */
export const restMilliseconds = 1000;
/** A training ends after its batch, so its grace is this many of the longest silences its progress has made so far. */
const silencesOfGrace = 3;

/**
 * Owns the kernels: starts one at the first request, hands on its events, and replaces it when it is lost. A fresh
 * start is a new kernel, so that nothing a cell has done outlives it; a spare one waits, so that it is not felt.
 * Holds no state of the notebook.
 */
export class KernelClient {
  readonly #host: KernelHost;
  #kernel: OneKernel | null = null;
  /** Started, and given nothing yet; null until there has been a rest after a run. */
  #spare: OneKernel | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** The one before, while it answers what it was asked before the run that made a fresh start. */
  #former: OneKernel | null = null;
  #lastId = 0;
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
    clearTimeout(this.#rest);
    if (request.fresh && this.#kernel?.isUsed) this.#replace();
    this.#present().run(request);
  }

  /**
   * Asks the kernel, starting one if there is none. It serves runs and questions in the order in which they come here.
   *
   * @returns the answer
   * @throws {KernelGoneError} if the kernel ends before it has answered
   * @throws {ReaderError} with what the kernel says, if it cannot answer; any other error if it failed at it
   */
  ask<Q extends QuestionName>(question: Q, ...parameters: Parameters<KernelQuestions[Q]>): Answer<Q> {
    return this.#present().ask({ type: 'ask', id: ++this.#lastId, question, parameters }) as Answer<Q>;
  }

  /**
   * Stops the run in progress: asks first, and after one second takes the worker away and starts another. A training
   * whose batches take longer is waited for, so that the weights it has reached are kept.
   * A run that still waits for its kernel is dropped at once.
   */
  stop(): void {
    const waited = this.#kernel?.takeBackRun() ?? null;
    if (waited !== null) {
      this.#host.onEvent({
        type: 'run-ended',
        runId: waited.runId,
        outcome: 'stopped',
        tensors: 0,
        bytes: 0,
      });
      return;
    }
    if (!this.#kernel?.running || this.#grace !== undefined) return;
    this.#kernel.stop();
    const grace = Math.max(stopGraceMilliseconds, silencesOfGrace * (this.#silence ?? 0));
    this.#grace = setTimeout(() => {
      this.#discard();
      this.#host.onDiscarded();
      this.#present();
    }, grace);
  }

  /** Throws every kernel away, and what it was doing. The next request starts another. */
  restart(): void {
    clearTimeout(this.#rest);
    this.#spare?.end();
    this.#spare = null;
    this.#discard();
    this.#host.onStatus({ state: 'absent' });
    this.#host.onDiscarded();
  }

  /** The kernel that is asked and that runs cells: the spare one or a new one, if there is none. */
  #present(): OneKernel {
    if (this.#kernel !== null) return this.#kernel;
    const spare = this.#spare?.state.state === 'failed' ? null : this.#spare;
    const kernel = spare ?? new OneKernel(this.#host, null);
    this.#spare = null;
    this.#kernel = kernel;
    kernel.listen({
      onState: (state) => this.#setState(state),
      onEvent: (event) => this.#receive(event),
      onStuck: () => {
        this.#discard();
        this.#present();
        this.#host.onRenewed();
      },
    });
    this.#setState(kernel.state);
    return kernel;
  }

  /** Makes room for an empty kernel. What the one before was asked before the fresh start it still answers. */
  #replace(): void {
    this.#former?.end();
    this.#former = this.#kernel;
    this.#former?.listen(null);
    this.#kernel = null;
    this.#endFormer();
    this.#settleRun();
  }

  #prepareSpare(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.#spare ??= new OneKernel(this.#host, null)), restMilliseconds);
  }

  /** Ends the kernel of before the fresh start, once it has answered. */
  #endFormer(): void {
    if (this.#former?.answering) return;
    this.#former?.end();
    this.#former = null;
  }

  #receive(event: Event): void {
    switch (event.type) {
      case 'run-ended':
        this.#settleRun();
        this.#former?.end();
        this.#former = null;
        this.#host.onEvent(event);
        this.#prepareSpare();
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

  #setState(state: KernelState): void {
    if (state.state === 'failed') this.#discard();
    this.#host.onStatus(state);
    if (state.state === 'failed') this.#host.onEvent({ type: 'lost', message: state.message });
  }

  /** Ends the present kernel and the one before. */
  #discard(): void {
    this.#kernel?.end();
    this.#kernel = null;
    this.#former?.end();
    this.#former = null;
    this.#settleRun();
  }

  #onProgress(at: number): void {
    this.#silence = Math.max(this.#silence ?? 0, at - this.#progressAt);
    this.#progressAt = at;
  }

  #settleRun(): void {
    this.#silence = null;
    clearTimeout(this.#grace);
    this.#grace = undefined;
  }
}
