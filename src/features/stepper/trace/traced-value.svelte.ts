import { traceUnit } from '../../../model/trace/trace-unit';
import type { TracedUnit } from '../../../model/trace/traced';
import type { Unit } from '../../../model/feature-maps';
import type { Row } from '../../../model/rows';
import type { LayerActivation } from '../../../notebook/output';
import { traces } from '../../../client/trace/shown.svelte';
import { activationsAround } from './activations-around';
import { UnitWeights } from './unit-weights.svelte';
import { weightsIndex } from '../../../model/trace/weighted-sum';

/** The unit that is looked at: -1 is the row of the network's input. */
interface Looked {
  rows: readonly Row[];
  index: number;
  /** One that there is; null while the reader asks for another. */
  unit: Unit | null;
}

/** One number, recomputed from the last trace as soon as its weights are here. Made while a component is. */
export class TracedValue {
  readonly weights: UnitWeights;
  readonly #looked: () => Looked;
  readonly #around = $derived.by(() => {
    const { rows, index } = this.#looked();
    return activationsAround(rows, index, traces.current);
  });
  readonly #traced = $derived.by(() => this.#trace());

  constructor(looked: () => Looked) {
    this.#looked = looked;
    const row = $derived(looked().rows[looked().index]);
    const layer = $derived(row?.layer.name ?? '');
    const unit = $derived(this.#wanted());
    const isTraced = $derived(this.input !== null && this.given !== null);
    this.weights = new UnitWeights(() => (unit !== null && isTraced ? { layer, unit } : null));
  }

  /** What the layer was given; null for the network's input, and before a trace. */
  get input(): LayerActivation | null {
    return this.#around.input;
  }

  /** What the layer gave; null before a trace. */
  get given(): LayerActivation | null {
    return this.#around.given;
  }

  /** What the network was given; null before a trace. */
  get image(): LayerActivation | null {
    return this.#around.image;
  }

  /** Null before a trace, and until the weights are here. */
  get traced(): TracedUnit | null {
    return this.#traced;
  }

  #wanted(): number | null {
    const { rows, index, unit } = this.#looked();
    const row = rows[index];
    return row && unit ? weightsIndex(row, unit) : null;
  }

  #trace(): TracedUnit | null {
    const { rows, index, unit } = this.#looked();
    const row = rows[index];
    if (!row || !unit || !this.input || !this.given) return null;
    const wanted = this.#wanted();
    const weights = wanted === null ? null : this.weights.of(row.layer.name, wanted);
    return wanted !== null && weights === null ? null : traceUnit(row, this.input, unit, weights);
  }
}
