/** The grey square on its way over a picture: one question to the network for a few places at a time. */
import { sight } from '../../client/learned/sight.svelte';
import { explain } from '../../client/errors/unexpected';
import { learnedClasses } from '../../learned/classes';
import type { CoveredAnswer } from '../../notebook/insight';
import type { Photograph } from '../../notebook/messages';
import { placeOf, PLACES, squareAt } from './squares';

/** Places that go through the network together: a third of a second without a graphics processor. */
const TOGETHER = 5;

export class Sliding {
  #photograph: Photograph | null = null;
  #answer = $state.raw<{ index: number; probability: number } | null>(null);
  #covered = $state.raw<readonly CoveredAnswer[]>([]);
  #running = $state(false);
  #trouble = $state.raw<string | null>(null);
  /** Counts up when what was asked is not wanted any more. */
  #turn = 0;

  /** What the network answers to the picture as it is; null before it has. */
  get answer(): { index: number; probability: number } | null {
    return this.#answer;
  }

  /** The answers with the square, place by place, as far as it has come. */
  get covered(): readonly CoveredAnswer[] {
    return this.#covered;
  }

  get running(): boolean {
    return this.#running;
  }

  get trouble(): string | null {
    return this.#trouble;
  }

  /** Slides over a picture; over the same one it goes on where it was stopped. */
  async start(loading: Promise<Photograph>): Promise<void> {
    const turn = ++this.#turn;
    const wanted = () => turn === this.#turn;
    this.#running = true;
    this.#trouble = null;
    try {
      const photograph = await loading;
      if (!wanted()) return;
      if (photograph !== this.#photograph) {
        this.#answer = null;
        this.#covered = [];
      }
      this.#photograph = photograph;
      if (this.#answer === null) {
        const [best] = await sight.ask('answers', photograph, 1);
        if (!best || !wanted()) return;
        this.#answer = { index: learnedClasses.indexOf(best.name), probability: best.probability };
      }
      while (wanted() && this.#covered.length < PLACES * PLACES) {
        const begin = this.#covered.length;
        const count = Math.min(TOGETHER, PLACES * PLACES - begin);
        const squares = Array.from({ length: count }, (_, index) => squareAt(placeOf(begin + index)));
        const answers = await sight.ask('answersCovered', photograph, squares, this.#answer.index);
        if (wanted()) this.#covered = [...this.#covered, ...answers];
      }
    } catch (error) {
      const message = explain(error);
      if (wanted()) this.#trouble = message;
    } finally {
      if (wanted()) this.#running = false;
    }
  }

  /** What has been found stays. */
  stop(): void {
    this.#turn++;
    this.#running = false;
  }

  forget(): void {
    this.stop();
    this.#answer = null;
    this.#covered = [];
    this.#trouble = null;
  }
}
