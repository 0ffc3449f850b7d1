/** A lesson: every picture is seen once, and a head learns from those that are not held out. */
import { explain } from '../../client/errors/unexpected';
import type { TaughtClass } from '../../client/keeping/taught';
import { samePictures } from './classes';
import { answersOf, type Head } from './head';
import { heldOutResult, isHeldOut, type HeldOutResult } from './held-out';
import { inSlices } from './in-slices';
import { Seen, type See } from './seen';
import { trainHead, type Example } from './train-head';

export interface Taught {
  head: Head;
  /** As they were learned. */
  classes: readonly TaughtClass[];
  heldOut: HeldOutResult;
  /** Pictures that were learned from. */
  learned: number;
  /** From the press to the result. */
  seconds: number;
}

/** How far a lesson is. */
export interface LessonProgress {
  doing: 'seeing' | 'learning';
  done: number;
  all: number;
}

interface SeenExample extends Example {
  picture: string;
  isHeldOut: boolean;
}

export class Lesson {
  readonly #seen: Seen;
  #taught = $state.raw<Taught | null>(null);
  #progress = $state.raw<LessonProgress | null>(null);
  #failure = $state.raw<string | null>(null);
  #cancel: AbortController | null = null;

  constructor(see: See) {
    this.#seen = new Seen(see);
  }

  /** What the last lesson came to; null before one. */
  get taught(): Taught | null {
    return this.#taught;
  }

  /** Null while there is no lesson. */
  get progress(): LessonProgress | null {
    return this.#progress;
  }

  /** Why the last lesson came to nothing, for the reader; null if it did not fail. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Whether the pictures are others than those that were learned. */
  isStale(classes: readonly TaughtClass[]): boolean {
    return this.#taught !== null && !samePictures(this.#taught.classes, classes);
  }

  async teach(classes: readonly TaughtClass[]): Promise<void> {
    const startedAt = performance.now();
    this.#cancel?.abort();
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#failure = null;
    try {
      const examples = await this.#seeAll(classes, cancel.signal);
      const learned = examples.filter((each) => !each.isHeldOut);
      const head = await inSlices(
        trainHead(learned, classes.length),
        (done) => (this.#progress = { doing: 'learning', done, all: 1 }),
        cancel.signal,
      );
      const tested = examples
        .filter((each) => each.isHeldOut)
        .map(({ picture, label, features }) => ({
          picture,
          label,
          probabilities: answersOf(head, features),
        }));
      this.#taught = {
        head,
        classes,
        heldOut: heldOutResult(tested, classes.length),
        learned: learned.length,
        seconds: (performance.now() - startedAt) / 1000,
      };
    } catch (error) {
      if (!cancel.signal.aborted) this.#failure = explain(error);
    } finally {
      if (this.#cancel === cancel) {
        this.#cancel = null;
        this.#progress = null;
      }
    }
  }

  /** Ends the lesson. What was seen until then stays. */
  cancel(): void {
    this.#cancel?.abort();
  }

  /** Forgets what was learned. */
  forget(): void {
    this.cancel();
    this.#taught = null;
  }

  async #seeAll(classes: readonly TaughtClass[], signal: AbortSignal): Promise<readonly SeenExample[]> {
    const all = classes.flatMap(({ pictures }, label) =>
      pictures.map((picture, place) => ({ picture, label, isHeldOut: isHeldOut(place) })),
    );
    const seen: SeenExample[] = [];
    for (const each of all) {
      this.#progress = { doing: 'seeing', done: seen.length, all: all.length };
      const features = await this.#seen.of(each.picture);
      signal.throwIfAborted();
      seen.push({ ...each, features });
    }
    return seen;
  }
}
