/**
 * The kernel that sees: it holds the learned weights, and keeps them while the reader's kernels come and go. It never
 * runs a cell. Started when it is first asked.
 */
import type { Answer, Ask, KernelQuestions, QuestionName } from '../../kernel/questions';
import type { Network } from '../../model/layer';
import { ReaderError } from '../../notebook/reader-error';
import { kernel } from '../kernel/kernel.svelte';
import type { KernelStatus } from '../kernel/kernel-client';
import { startWorker } from '../kernel/kernel-worker';
import { KernelGoneError, OneKernel } from '../kernel/one-kernel';
import { loadSiteFile } from '../kernel/site-files';
import { startOptions } from '../kernel/start-options';
import { loadWasm } from '../kernel/wasm-files';
import { loadPhotographs } from '../photograph/decode';
import { learnedDownload, type DownloadProgress } from '../kernel/learned-files.svelte';

class Sight {
  #status = $state.raw<KernelStatus>({ state: 'absent' });
  #kernel: OneKernel | null = null;
  #lastId = 0;

  get status(): KernelStatus {
    return this.#status;
  }

  /** Bytes of the weights while some are on their way; else null. */
  get download(): DownloadProgress | null {
    return learnedDownload.progress;
  }

  /**
   * Asks it, and starts it if it is not there.
   *
   * @throws {ReaderError} if it cannot answer, or ends before it has: the weights did not come, for one
   */
  readonly ask: Ask = <Q extends QuestionName>(
    question: Q,
    ...parameters: Parameters<KernelQuestions[Q]>
  ) => {
    const answer = this.#present().ask({ type: 'ask', id: ++this.#lastId, question, parameters });
    return answer.catch((error: unknown) => {
      if (!(error instanceof KernelGoneError)) throw error;
      const { status } = this;
      throw new ReaderError(
        status.state === 'failed' ? status.message : 'The trained network was put away: try again.',
      );
    }) as Answer<Q>;
  };

  /**
   * Asks about a network with the learned weights: its trace, its weights, its times.
   *
   * @param network as `learnedPart` gives it
   */
  about(network: Network): Ask {
    return (async (question, ...parameters) => {
      // Both at once: nothing comes between them.
      const [, answer] = await Promise.all([
        this.ask('takeLearned', network),
        this.ask(question, ...parameters),
      ]);
      return answer;
    }) as Ask;
  }

  /** Ends it: the next question starts another. */
  end(): void {
    this.#kernel?.end();
    this.#kernel = null;
    this.#status = { state: 'absent' };
  }

  #present(): OneKernel {
    if (this.#kernel !== null) return this.#kernel;
    const started = new OneKernel(
      {
        // What starts as the reader's kernel does computes as fast.
        startOptions: () => startOptions(kernel.backend),
        loadPhotographs,
        loadWasm,
        loadFile: loadSiteFile,
        startWorker,
      },
      {
        onState: (status) => {
          this.#status = status;
          if (status.state === 'failed') this.#kernel = null;
        },
        onEvent: () => undefined,
        onStuck: () => undefined,
      },
    );
    this.#kernel = started;
    this.#status = started.state;
    return started;
  }
}

export const sight = new Sight();
