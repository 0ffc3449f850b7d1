import type { Ask } from '../../kernel/questions';
import { ReaderError } from '../../notebook/reader-error';
import type { Holdings, Preview } from '../../notebook/variables';
import { Answers } from './answers';
import { explain } from '../errors/unexpected';
import { KernelGoneError } from './one-kernel';

/** What `KernelHoldings` needs of the notebook. */
export interface HoldingsHost {
  /** The kernel has started and no cell runs. */
  isIdle(): boolean;
  readonly ask: Ask;
}

/** What the kernel last answered that it holds, for as long as the variables are shown. */
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

  /** Asks anew, unless the kernel is busy: call it when a run has ended. Only the last answer counts. */
  async refresh(): Promise<void> {
    if (!this.#host.isIdle()) return;
    const asked = ++this.#asked;
    try {
      const holdings = await this.#host.ask('variables');
      if (asked !== this.#asked) return;
      this.#previews.forget();
      this.#holdings = holdings;
      this.#trouble = null;
    } catch (error) {
      const message = explain(error);
      if (asked === this.#asked) this.#trouble = message;
    }
  }

  /**
   * A value to look at, kept until the variables are read anew.
   *
   * @throws {ReaderError}, if it cannot be had now
   */
  async preview(name: string): Promise<Preview> {
    if (!this.#host.isIdle()) throw new ReaderError('It can be looked at when the run has ended.');
    try {
      return await this.#previews.get(name, () => this.#host.ask('preview', name));
    } catch (error) {
      if (!(error instanceof KernelGoneError)) throw error;
      throw new ReaderError('The kernel was started again, and holds this no more.', { cause: error });
    }
  }

  /** The kernel is gone, and all it held. */
  forget(): void {
    this.#asked++;
    this.#holdings = null;
    this.#trouble = null;
    this.#previews.forget();
  }
}
