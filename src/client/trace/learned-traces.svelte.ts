/** The photograph's way through the page's network with the learned weights. Fetched when a reader first asks to see them. */
import { learnedPart, type LearnedPart } from '../../learned/network';
import type { Network } from '../../model/layer';
import { ShapeError } from '../../model/shapes';
import { writeBytes } from '../../drawing/writing/measures';
import type { Ask } from '../../kernel/questions';
import { sight } from '../learned/sight.svelte';
import { pageNetwork } from '../network/page-network.svelte';
import { photograph } from '../photograph/chosen-photograph.svelte';
import { LayerTimes } from './layer-times.svelte';
import { Traces } from './traces.svelte';

class Learned {
  readonly #part = $derived.by(() => partOf(pageNetwork.current));
  /** What a trace depends on: a network that is made anew is the same as long as its layers are. */
  readonly #key = $derived(JSON.stringify(this.#part?.network ?? null));
  readonly #ask = ((question, ...parameters) => sight.about(this.#network())(question, ...parameters)) as Ask;

  readonly traces = new Traces({
    ask: this.#ask,
    whyNot: () => null,
    network: () => this.part?.network ?? null,
    name: () => null,
    photograph: () => photograph.decoded(),
  });

  readonly times = new LayerTimes(
    this.#ask,
    () => photograph.decoded(),
    () => null,
  );

  /** How far the page's network is the trained one; null on a page without a network, or one whose layers do not fit. */
  get part(): LearnedPart | null {
    return this.#part;
  }

  /** What is being done, for the reader; null if nothing is. */
  get doing(): string | null {
    const { download, status } = sight;
    if (download !== null)
      return `Fetching the trained weights, once: ${writeBytes(download.received)} of ${writeBytes(download.total)}.`;
    if (!this.traces.tracing) return null;
    return status.state === 'ready'
      ? 'The photograph is on its way through the trained network.'
      : 'Starting TensorFlow.js.';
  }

  /** Lets the photograph flow through it whenever the network becomes another. Gives the function that ends it. */
  watch(): () => void {
    return $effect.root(() => {
      $effect(() => {
        if (this.#key === 'null') return;
        this.times.forget();
        void this.traces.trace();
      });
    });
  }

  #network(): Network {
    if (this.part === null) throw new Error('There is no network on this page.');
    return this.part.network;
  }
}

function partOf(network: Network | null): LearnedPart | null {
  if (network === null || network.undrawn !== undefined) return null;
  try {
    // What comes as an island's property is a proxy, which cannot be sent to a worker.
    const part = learnedPart($state.snapshot<Network>(network));
    return part.network.layers.length === 0 && part.end === null ? null : part;
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}

export const learned = new Learned();
