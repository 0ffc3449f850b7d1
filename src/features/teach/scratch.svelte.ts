/** The same classes from scratch: a narrow copy of the notebook's network that begins with random weights. */
import { explain } from '../../client/errors/unexpected';
import type { TaughtClass } from '../../client/keeping/taught';
import type { sight } from '../../client/learned/sight.svelte';
import { heldOutResult, isHeldOut, type HeldOutResult, type Tested } from './held-out';

/** How often each picture is taken, cut and mirrored in another way each time. */
export const PASSES = 20;

export interface ScratchProgress {
  step: number;
  steps: number;
  /** Of the last step; null before one. */
  loss: number | null;
}

export interface FromScratch {
  classes: readonly TaughtClass[];
  /** 1 is the full network. */
  width: number;
  heldOut: HeldOutResult;
  /** Steps that were taken, of so many. */
  step: number;
  steps: number;
  seconds: number;
}

/** Why a training ends whose result nobody wants any more. */
const forgotten = 'forgotten';

type Ask = (typeof sight)['ask'];
type PixelsOf = (picture: string) => Promise<Uint8ClampedArray<ArrayBuffer>>;

export class Scratch {
  readonly #ask: Ask;
  readonly #pixelsOf: PixelsOf;
  #progress = $state.raw<ScratchProgress | null>(null);
  #result = $state.raw<FromScratch | null>(null);
  #failure = $state.raw<string | null>(null);
  #stop: AbortController | null = null;

  constructor(ask: Ask, pixelsOf: PixelsOf) {
    this.#ask = ask;
    this.#pixelsOf = pixelsOf;
  }

  /** Null while it does not train. */
  get progress(): ScratchProgress | null {
    return this.#progress;
  }

  get result(): FromScratch | null {
    return this.#result;
  }

  /** Why the last training came to nothing, for the reader. */
  get failure(): string | null {
    return this.#failure;
  }

  async train(classes: readonly TaughtClass[], width: number): Promise<void> {
    if (this.#stop !== null) return;
    const stop = new AbortController();
    this.#stop = stop;
    const startedAt = performance.now();
    this.#failure = null;
    this.#progress = { step: 0, steps: 0, loss: null };
    try {
      const passSteps = await this.#begin(classes, width);
      const steps = PASSES * passSteps;
      let step = 0;
      while (step < steps && !stop.signal.aborted) {
        const { loss } = await this.#ask('scratchStep');
        step++;
        this.#progress = { step, steps, loss };
      }
      const heldOut = heldOutResult(await this.#test(classes), classes.length);
      await this.#ask('scratchEnd');
      if (stop.signal.reason === forgotten) return;
      const seconds = (performance.now() - startedAt) / 1000;
      this.#result = { classes, width, heldOut, step, steps, seconds };
    } catch (error) {
      this.#failure = explain(error);
    } finally {
      this.#stop = null;
      this.#progress = null;
    }
  }

  /** Ends the training after its step: what it has learned by then is tested. */
  stop(): void {
    this.#stop?.abort();
  }

  /** Also what a training that is on its way will have learned. */
  forget(): void {
    this.#stop?.abort(forgotten);
    this.#result = null;
  }

  async #begin(classes: readonly TaughtClass[], width: number): Promise<number> {
    await this.#ask('scratchEnd');
    for (const [label, { pictures }] of classes.entries()) {
      for (const picture of pictures.filter((_, place) => !isHeldOut(place)))
        await this.#ask('scratchPicture', { pixels: await this.#pixelsOf(picture), label });
    }
    return this.#ask('scratchBegin', { width, classes: classes.length });
  }

  async #test(classes: readonly TaughtClass[]): Promise<readonly Tested[]> {
    const tested: Tested[] = [];
    for (const [label, { pictures }] of classes.entries()) {
      for (const picture of pictures.filter((_, place) => isHeldOut(place))) {
        const photograph = { id: 'own', title: 'Held out', pixels: await this.#pixelsOf(picture) };
        tested.push({ picture, label, probabilities: await this.#ask('scratchAnswers', photograph) });
      }
    }
    return tested;
  }
}
