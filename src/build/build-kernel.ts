import * as tf from '@tensorflow/tfjs';
import { UnanswerableError } from '../engine/unanswerable';
import { Kernel } from '../kernel/kernel';
import type { LearnedAnswer } from '../learned/classes';
import { learnedNetwork } from '../learned/network';
import { joinOutput } from '../notebook/join-output';
import type { Event, Photograph, RunStep } from '../notebook/messages';
import type { LayerActivation, Output } from '../notebook/output';

/** Seconds that a cell may take while the site is built. The slowest take a few. */
const LIMIT = 120;

export interface PublishOptions {
  photograph: Photograph;
  seed: number;
  /** The bytes of a binary of the wasm backend, by file name. */
  readonly wasm: (file: string) => Promise<ArrayBuffer>;
  /** A file of the site, by its path in public/. */
  readonly file: (path: string) => Promise<ArrayBuffer>;
  /** Seconds that a cell may take; 120 if left out. */
  limit?: number;
}

/** The page's kernel in Node, for one cell after the other, none of which may fail or go on without an end. */
export class BuildKernel {
  readonly #kernel: Kernel;
  readonly #photograph: Photograph;
  readonly #limit: number;
  #events: Event[] = [];
  #runs = 0;
  /** When the cell that runs has had its time, as `performance.now` gives it. */
  #deadline = Infinity;
  /** It waits for what never comes, and would not end. */
  #stuck = false;

  private constructor({ photograph, wasm, file, limit = LIMIT }: PublishOptions) {
    this.#photograph = photograph;
    this.#limit = limit;
    this.#kernel = new Kernel({
      post: (event) => void this.#events.push(event),
      wasm,
      file,
      photographs: () => Promise.resolve([photograph]),
      whileLooping: () => {
        if (performance.now() > this.#deadline) this.#kernel.stop();
      },
    });
  }

  static async start(options: PublishOptions): Promise<BuildKernel> {
    // or its first use prints an advertisement for another package into a cell
    tf.env().set('IS_NODE', false);
    const started = new BuildKernel(options);
    await started.#kernel.start({ backend: 'wasm', seed: options.seed });
    return started;
  }

  /** @throws if the cell fails, or has not ended after the limit; the message names it */
  async run(step: RunStep, fresh: boolean): Promise<readonly Output[]> {
    this.#events = [];
    this.#deadline = performance.now() + 1e3 * this.#limit;
    const isInTime = await this.#inTime(
      this.#kernel.run({ type: 'run', runId: ++this.#runs, fresh, steps: [step] }),
    );
    const events = this.#events;
    const stopped = events.some((event) => event.type === 'cell-ended' && event.outcome === 'stopped');
    if (!isInTime || stopped) {
      throw new Error(
        `Cell "${step.cellId}" had not ended after ${this.#limit} seconds: look for a loop, or an await, without an end. A cell that takes long on purpose is marked slow.`,
      );
    }
    const outputs = events.reduce<readonly Output[]>(
      (joined, event) => (event.type === 'output' ? joinOutput(joined, event.output) : joined),
      [],
    );
    const error = outputs.find((output) => output.kind === 'error');
    if (error) {
      throw new Error(`Cell "${step.cellId}", line ${error.line ?? '?'}: ${error.name}: ${error.message}`);
    }
    return outputs;
  }

  /** What each layer makes of the photograph; nothing if the network takes none: its strip says so. */
  async activations(): Promise<readonly LayerActivation[]> {
    try {
      return (await this.#kernel.questions.trace(this.#photograph)).activations;
    } catch (error) {
      if (error instanceof UnanswerableError) return [];
      throw error;
    }
  }

  /** What the learned network makes of the photograph: what each layer gives, and its five answers. */
  async look(): Promise<{
    answers: readonly LearnedAnswer[];
    activations: readonly LayerActivation[];
  }> {
    const { questions } = this.#kernel;
    await questions.takeLearned(learnedNetwork());
    const { activations } = await questions.trace(this.#photograph);
    return { activations, answers: await questions.answers(this.#photograph) };
  }

  async end(): Promise<void> {
    if (!this.#stuck) await this.#kernel.end();
  }

  /** False if it is late. What loops is stopped, so that it ends; what only waits does not. */
  async #inTime(run: Promise<void>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), 1e3 * this.#limit);
    });
    const isInTime = await Promise.race([run.then(() => true), late]);
    clearTimeout(timer);
    this.#stuck = !isInTime;
    return isInTime;
  }
}
