import type { LayerWeights } from '../../../notebook/output';
import type { Trace } from '../../../notebook/trace';
import { whileWanted } from '../../../client/errors/while-wanted';
import { traces } from '../../../client/trace/shown.svelte';

type Loading =
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; trace: Trace; weights: LayerWeights };

/** The weights of the unit that is traced: one filter, or one column. */
export class UnitWeights {
  #loaded = $state.raw<Loading>({ state: 'loading' });
  #attempt = $state(0);

  /** @param wanted whose weights; null for a layer without weights, or before a trace. Read in an effect. */
  constructor(wanted: () => { layer: string; unit: number } | null) {
    $effect(() => {
      const asked = this.#attempt >= 0 ? wanted() : null;
      const trace = traces.answerable;
      if (trace === null) return;
      this.#loaded = { state: 'loading' };
      if (asked === null) return;
      return whileWanted(
        traces.weights(trace, asked.layer, asked.unit),
        (weights) => (this.#loaded = { state: 'ready', trace, weights }),
        (message) => (this.#loaded = { state: 'failed', message }),
      );
    });
  }

  /** Those of this layer and unit that the current trace was made with; null while they are on their way. */
  of(layer: string, unit: number): LayerWeights | null {
    if (this.#loaded.state !== 'ready' || this.#loaded.trace !== traces.current) return null;
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
