import { Clock } from './clock.svelte';
import { isStill, type Flow } from './flow.svelte';
import type { Movement } from './movement';
import { filledAt, progressAt } from './pace';

/** What slides. */
export interface Sliding {
  /** Another key, another start: of the layer, and where they can be chosen its channel and its first number. */
  key: string;
  movement: Movement;
  /** How many numbers the output picture has. */
  total: number;
  /** Which of them is looked at first. */
  start: number;
}

interface Position {
  /** Which number is looked at. */
  at: number;
  /** How many are there, in reading order. */
  filled: number;
  /** How much of the number that is looked at has been added up, 0 to 1. */
  phase: number;
}

/** Where it stands while nothing moves. */
interface Held extends Position {
  key: string;
  /** How far a sum had come when it was paused; null where the numbers that are there tell. */
  progress: number | null;
}

/** Seconds for the whole picture, and for one step, at speed 1. */
const whole = 4;
const oneStep = 1;
/** The share of the time in which a dense layer's one sum is added up. */
const summing = 0.85;

/** Which number of a layer is made just now: all by themselves, one after the other by hand, or as the flow goes. */
export class Slide {
  readonly #sliding: () => Sliding;
  readonly #flow: () => Flow;
  readonly #play = new Clock();
  readonly #step = new Clock();
  #held: Held | null = $state.raw(null);
  readonly #position: Position = $derived.by(() => this.#now());

  /** To be made while a component is. */
  constructor(sliding: () => Sliding, flow: () => Flow) {
    this.#sliding = sliding;
    this.#flow = flow;
    const key = $derived(sliding().key);
    const readKey = () => key;
    $effect(() => {
      // Read, so that this runs anew with each key: what was begun in another picture ends with it.
      readKey();
      return () => this.#halt();
    });
    $effect(() => {
      const now = flow();
      if (now.running) return () => this.#settle(now.progress);
      return undefined;
    });
  }

  get at(): number {
    return this.#position.at;
  }

  get filled(): number {
    return this.#position.filled;
  }

  get phase(): number {
    return this.#position.phase;
  }

  /** It goes on by itself. */
  get playing(): boolean {
    return this.#play.running;
  }

  /** It goes too fast to be read. */
  get rushing(): boolean {
    return (this.#play.running || this.#flow().running) && this.filled > 3;
  }

  get moving(): boolean {
    return this.#play.running || this.#step.running || this.#flow().running;
  }

  /** Goes on from here, from the start if all is there; or pauses. Where nothing may move there are steps alone. */
  toggle(): void {
    if (isStill()) return;
    if (this.#play.running) {
      this.pause();
      return;
    }
    this.#flow().stop();
    this.#step.stop();
    this.#play.start(
      this.#resumed(),
      () => whole / this.#flow().speed,
      () => this.#settle(1),
    );
  }

  pause(): void {
    if (!this.#play.running) return;
    this.#play.stop();
    this.#settle(this.#play.progress);
  }

  /** One number on, or back. On its way forward the sum is seen to grow, unless nothing may move. */
  step(by: 1 | -1): void {
    this.pause();
    this.#flow().stop();
    const { total } = this.#sliding();
    this.look(Math.min(total - 1, Math.max(0, this.#position.at + by)));
    if (by === 1 && !isStill()) {
      this.#step.start(
        0,
        () => oneStep / this.#flow().speed,
        () => undefined,
      );
    }
  }

  look(at: number): void {
    this.pause();
    this.#flow().stop();
    this.#step.stop();
    this.#hold(at, this.#position.filled);
  }

  #now(): Position {
    const { key, total, start } = this.#sliding();
    if (this.#flow().running) return this.#reached(isStill() ? 1 : this.#flow().progress);
    if (this.#play.running) return this.#reached(this.#play.progress);
    const { at, filled, phase } =
      this.#held?.key === key ? this.#held : { at: start, filled: total, phase: 1 };
    return { at, filled, phase: this.#step.running ? this.#step.progress : phase };
  }

  #reached(progress: number): Position {
    const { movement, total, start } = this.#sliding();
    if (progress >= 1) return { at: movement === 'sum' ? start : total - 1, filled: total, phase: 1 };
    if (movement === 'sum') {
      const left = (progress - summing) / (1 - summing);
      return {
        at: start,
        filled: Math.round(total * Math.max(0, left)),
        phase: Math.min(1, progress / summing),
      };
    }
    const filled = filledAt(progress, total);
    const at = Math.min(total - 1, Math.floor(filled));
    return { at, filled: at, phase: filled - at };
  }

  #settle(progress: number): void {
    const { key, movement } = this.#sliding();
    const reached = this.#reached(progress);
    if (movement === 'sum') this.#held = { key, ...reached, progress };
    else this.#hold(reached.at, reached.filled);
  }

  /** A number that is looked at is there. */
  #hold(at: number, filled: number): void {
    const { key } = this.#sliding();
    this.#held = { key, at, filled: Math.max(filled, at + 1), phase: 1, progress: null };
  }

  /** From where it goes on. */
  #resumed(): number {
    const { key, movement, total } = this.#sliding();
    const { filled } = this.#position;
    if (filled >= total) return 0;
    if (movement !== 'sum') return progressAt(filled, total);
    return (this.#held?.key === key ? this.#held.progress : null) ?? 0;
  }

  #halt(): void {
    this.#play.stop();
    this.#step.stop();
  }
}
