import type { LayerWeights } from '../../../notebook/output';
import { explain } from '../../../client/errors/unexpected';
import { notebook } from '../../../client/notebook.svelte';

type Loading =
  { state: 'loading' } | { state: 'failed'; message: string } | { state: 'ready'; weights: LayerWeights };

/** The weights of the unit that is traced: one filter, or one column. */
export class UnitWeights {
  #loaded = $state.raw<Loading>({ state: 'loading' });
  #attempt = $state(0);

  /** @param wanted whose weights; null for a layer without weights, or before a trace. Read in an effect. */
  constructor(wanted: () => { layer: string; unit: number } | null) {
    $effect(() => {
      const asked = this.#attempt >= 0 ? wanted() : null;
      this.#loaded = { state: 'loading' };
      if (asked === null) return;
      let isWanted = true;
      notebook.inspection.weights(asked.layer, asked.unit).then(
        (weights) => {
          if (isWanted) this.#loaded = { state: 'ready', weights };
        },
        (error: unknown) => {
          const message = explain(error);
          if (isWanted) this.#loaded = { state: 'failed', message };
        },
      );
      return () => (isWanted = false);
    });
  }

  /** Those of this layer and unit; null while they are on their way. */
  of(layer: string, unit: number): LayerWeights | null {
    if (this.#loaded.state !== 'ready') return null;
    const { weights } = this.#loaded;
    return weights.layer === layer && weights.unit === unit ? weights : null;
  }

  /** Why there are none, for the reader; null if nothing went wrong. */
  get failure(): string | null {
    return this.#loaded.state === 'failed' ? this.#loaded.message : null;
  }

  retry(): void {
    this.#attempt++;
  }
}
