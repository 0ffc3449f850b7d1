/** How long each layer takes on this device. */
import type { Ask } from '../../kernel/questions';
import type { Photograph } from '../../notebook/messages';
import type { LayerTime } from '../../notebook/output';
import { notify } from '../errors/notices.svelte';
import { explain } from '../errors/unexpected';
import { askNetwork, nameInKernel } from '../network/live-network';
import { photograph } from '../photograph/chosen-photograph.svelte';

export class LayerTimes {
  readonly #ask: Ask;
  readonly #photograph: () => Promise<Photograph>;
  readonly #name: () => string | null;
  #times = $state.raw<Readonly<Record<string, LayerTime>>>({});
  #measuring = $state(false);
  #asked = 0;

  /**
   * @param ask rejects with words for the reader if the kernel cannot be asked now
   * @param photograph the one that is measured with
   * @param name by which the kernel is asked about the network; null for the one that it looks at by itself
   */
  constructor(ask: Ask, photograph: () => Promise<Photograph>, name: () => string | null) {
    this.#ask = ask;
    this.#photograph = photograph;
    this.#name = name;
  }

  /** By layer name; empty until they are measured, and again after a run. */
  get times(): Readonly<Record<string, LayerTime>> {
    return this.#times;
  }

  get measuring(): boolean {
    return this.#measuring;
  }

  /** Times every layer on the photograph: `times` is filled when it is done. The reader is notified of what goes wrong. */
  async measure(): Promise<void> {
    if (this.#measuring) return;
    const asked = ++this.#asked;
    const isOver = () => asked !== this.#asked;
    this.#measuring = true;
    try {
      const given = await this.#photograph();
      if (isOver()) return;
      const times = await this.#ask('measure', given, this.#name());
      if (isOver()) return;
      this.#times = Object.fromEntries(times.map((time) => [time.layer, time]));
    } catch (error) {
      const message = explain(error);
      if (isOver()) return;
      notify(message);
    }
    this.#measuring = false;
  }

  /** A run has ended, or the kernel is gone: what was measured, or is being, is no longer the network's. */
  forget(): void {
    this.#asked++;
    this.#measuring = false;
    this.#times = {};
  }
}

export const ownTimes = new LayerTimes(askNetwork, () => photograph.decoded(), nameInKernel);
