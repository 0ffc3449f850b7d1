/** What pictures show: the photograph's way through the network, and its layers' times, with the weights that the reader chose to see. */
import { ReaderError } from '../../notebook/reader-error';
import { notify } from '../errors/notices.svelte';
import { explain } from '../errors/unexpected';
import { chosenWeights, type WeightsChoice } from '../learned/chosen-weights.svelte';
import { ownTimes, type LayerTimes } from './layer-times.svelte';
import { ownTraces, type Traces } from './traces.svelte';

const fetchLearned = () => import('./learned-traces.svelte');
type Learned = Awaited<ReturnType<typeof fetchLearned>>['learned'];

class Shown {
  #learned = $state.raw<Learned | null>(null);
  #endWatch: (() => void) | null = null;

  constructor() {
    if (typeof document !== 'undefined') void this.#follow();
  }

  get weights(): WeightsChoice {
    return chosenWeights.current;
  }

  /** The network with the learned weights; null while its own are shown, and until what shows it has been fetched. */
  get learned(): Learned | null {
    return this.weights === 'learned' ? this.#learned : null;
  }

  choose(weights: WeightsChoice): void {
    chosenWeights.choose(weights);
    void this.#follow();
  }

  async #follow(): Promise<void> {
    if (this.weights === 'learned' && this.#learned === null) await this.#fetch();
    this.#endWatch?.();
    // They may have chosen otherwise since.
    this.#endWatch = this.learned?.watch() ?? null;
  }

  async #fetch(): Promise<void> {
    try {
      this.#learned = (await fetchLearned()).learned;
    } catch (error) {
      notify(explain(error));
      chosenWeights.choose('random');
    }
  }
}

export const shown = new Shown();

/** What the learned network has not given yet. */
const nothing: Pick<
  Traces,
  'current' | 'drawn' | 'answerable' | 'tracing' | 'failure' | 'weights' | 'contributions'
> = {
  current: null,
  drawn: [],
  answerable: null,
  tracing: true,
  failure: null,
  weights: () => Promise.reject(new ReaderError('The trained network is on its way.')),
  contributions: () => Promise.reject(new ReaderError('The trained network is on its way.')),
};

const noTimes: Pick<LayerTimes, 'times' | 'measuring' | 'measure'> = {
  times: {},
  measuring: false,
  measure: () => Promise.resolve(),
};

function chosen() {
  return shown.weights === 'learned' ? (shown.learned?.traces ?? nothing) : ownTraces;
}

/** As `Traces` has them, of the chosen weights. */
export const traces = {
  get current() {
    return chosen().current;
  },
  get drawn() {
    return chosen().drawn;
  },
  get answerable() {
    return chosen().answerable;
  },
  get tracing() {
    return chosen().tracing;
  },
  get failure() {
    return chosen().failure;
  },
  weights: (...parameters: Parameters<Traces['weights']>) => chosen().weights(...parameters),
  contributions: (...parameters: Parameters<Traces['contributions']>) =>
    chosen().contributions(...parameters),
};

/** As `LayerTimes` has them, of the chosen weights. */
export const layerTimes = {
  get times() {
    return times().times;
  },
  get measuring() {
    return times().measuring;
  },
  measure: () => times().measure(),
};

function times() {
  return shown.weights === 'learned' ? (shown.learned?.times ?? noTimes) : ownTimes;
}
