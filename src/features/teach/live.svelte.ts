/** Answers for what the camera shows, one after another, for as long as they are wanted. */
import { explain } from '../../client/errors/unexpected';
import { frameOf } from '../../client/camera/camera.svelte';

/** Rest between two answers, in milliseconds: the page and the device have other things to do. */
const REST = 200;

export type Answer = (pixels: Uint8ClampedArray<ArrayBuffer>) => Promise<ArrayLike<number>>;

export class LiveAnswers {
  #probabilities = $state.raw<ArrayLike<number> | null>(null);
  #failure = $state.raw<string | null>(null);

  /** Of the newest frame that was answered; null before one. */
  get probabilities(): ArrayLike<number> | null {
    return this.#probabilities;
  }

  /** Why there are no answers any more, for the reader; null if nothing is wrong. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Begins, and gives the function that ends it. Return it from an effect. */
  watch(video: HTMLVideoElement, answer: Answer): () => void {
    let isWanted = true;
    this.#failure = null;
    const next = async () => {
      const frame = frameOf(video);
      const probabilities = frame && (await answer(frame));
      if (!isWanted) return;
      this.#probabilities = probabilities;
      setTimeout(run, REST);
    };
    const run = () => {
      if (!isWanted) return;
      next().catch((error: unknown) => {
        const message = explain(error);
        if (isWanted) this.#failure = message;
      });
    };
    run();
    return () => {
      isWanted = false;
      this.#probabilities = null;
    };
  }
}
