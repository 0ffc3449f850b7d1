/** The photograph's way through the network, layer after layer, at a pace that can be followed. */
import type { Row } from '../../../model/rows';
import { Clock } from './clock.svelte';
import { movementOf } from './movement';

export const speeds = [0.5, 1, 2, 4] as const;
export type Speed = (typeof speeds)[number];

/** Seconds for a layer at speed 1: one whose picture fills number by number, and one that is only passed. */
const filling = 4;
const passing = 1.8;

/** To be made while a component is. */
export class Flow {
  speed: Speed = $state(1);
  readonly #clock = new Clock();

  /** The photograph is on its way. */
  get running(): boolean {
    return this.#clock.running;
  }

  /** How far the layer that it is in has come, 0 to 1. */
  get progress(): number {
    return this.#clock.progress;
  }

  /** How long the layer takes. */
  seconds(row: Row | undefined): number {
    return (row && movementOf(row) ? filling : passing) / this.speed;
  }

  /** @param onEnd the layer is through */
  enter(row: Row | undefined, onEnd: () => void): void {
    this.#clock.start(0, () => this.seconds(row), onEnd);
  }

  stop(): void {
    this.#clock.stop();
  }
}

/** What moves is brought into view when the photograph begins to flow. To be called while a component is made. */
export function showWhileFlowing(flow: () => Flow, element: () => HTMLElement | undefined): void {
  const isFlowing = $derived(flow().running);
  $effect(() => {
    const place = isFlowing ? element() : undefined;
    const box = place?.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > innerHeight)) place?.scrollIntoView({ behavior: 'instant' });
  });
}

/** Nothing may move by itself. */
export function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
