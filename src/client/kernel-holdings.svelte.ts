import type { Event, Request } from '../notebook/messages';
import type { Holdings, Preview } from '../notebook/variables';
import { Answers } from './answers';

export type VariableQuestion = Extract<Request, { type: 'variables' | 'preview' }>;

/** What it asks of the notebook. */
export interface HoldingsHost {
  /** The kernel has started and no cell runs. */
  isIdle(): boolean;
  ask(question: VariableQuestion): void;
}

/** What the kernel last said that it holds, for as long as somebody looks. */
export class KernelHoldings {
  readonly #host: HoldingsHost;
  #holdings = $state.raw<Holdings | null>(null);
  #trouble = $state.raw<string | null>(null);
  #asked = 0;
  readonly #previews = new Answers<Preview>();

  constructor(host: HoldingsHost) {
    this.#host = host;
  }

  /** Null before the first answer, and of a kernel that is gone. */
  get holdings(): Holdings | null {
    return this.#holdings;
  }

  /** Why there is no answer, for the reader. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Asks anew, unless the kernel is busy: it is asked when a run has ended. */
  refresh(): void {
    if (this.#host.isIdle()) this.#host.ask({ type: 'variables', variablesId: ++this.#asked });
  }

  /**
   * A value to look at, kept until the variables are read anew.
   *
   * @throws Error in words for the reader, if it cannot be had now
   */
  preview(name: string): Promise<Preview> {
    if (!this.#host.isIdle()) return Promise.reject(new Error('It can be looked at when the run has ended.'));
    return this.#previews.ask(name, (previewId) => this.#host.ask({ type: 'preview', previewId, name }));
  }

  hear(event: Event): void {
    switch (event.type) {
      case 'run-ended':
        this.refresh();
        break;
      case 'variables-read':
        if (event.variablesId !== this.#asked) return;
        this.#previews.forget();
        this.#holdings = event.holdings;
        this.#trouble = null;
        break;
      case 'variables-failed':
        if (event.variablesId === this.#asked) this.#trouble = event.message;
        break;
      case 'previewed':
        this.#previews.resolve(event.previewId, event.preview);
        break;
      case 'preview-failed':
        this.#previews.reject(event.previewId, event.message);
    }
  }

  /** The kernel is gone, and all it held. */
  forget(): void {
    this.#asked++;
    this.#holdings = null;
    this.#trouble = null;
    this.#previews.forget();
    this.#previews.rejectAll('The kernel was started again, and holds this no more.');
  }
}
