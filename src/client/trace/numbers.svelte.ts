import { onMount } from 'svelte';
import { explain } from '../errors/unexpected';
import { builtNetwork } from '../network/live-network';
import { rowsOf } from '../network/shown-network';
import { outputOf, traceOf } from '../../notebook/trace';
import type { Network } from '../../model/layer';
import type { Row } from '../../model/rows';
import { shown, traces } from './shown.svelte';
import { loadSample, type Sample, type SampleMaps } from './sample';

/** The output of one layer, which a widget computes with. */
export interface Numbers {
  values: ArrayLike<number>;
  /** [channels, height, width], or [units]; of the published numbers, what the sample holds of them. */
  shape: readonly number[];
  layer: string;
  /** Title of the photograph that flowed through the network. */
  photograph: string;
  /** Whether the network gave them in this visit, with the reader's weights or the learned ones. */
  live: boolean;
  /** Whose layer it is, before its name. */
  whose: 'your' | 'the trained';
}

/** The network that numbers are of: with the learned weights the page's, as far as it was learned. */
export function numberedNetwork(): Network | null {
  if (shown.weights === 'learned') return shown.learned?.part?.network ?? null;
  return builtNetwork()?.network ?? null;
}

/** What a widget finds in a network that it can show. */
export interface Found {
  /** The layer whose output it computes with. */
  row: Row;
}

/**
 * What the reader's network gave, if it ran in this visit and has what the widget looks for; until then the numbers
 * of the published run. Called while a component is set up.
 *
 * @param find looks for it in the rows of a network
 */
export class WidgetNumbers<Subject extends Found> {
  readonly #sample: Sample;
  readonly #find: (rows: readonly Row[]) => Subject | null;
  #published = $state.raw<SampleMaps | null>(null);
  #failure = $state<string | null>(null);

  constructor(sample: Sample, find: (rows: readonly Row[]) => Subject | null) {
    this.#sample = sample;
    this.#find = find;
    onMount(() => {
      loadSample(sample).then(
        (maps) => (this.#published = maps),
        (error: unknown) => (this.#failure = explain(error)),
      );
    });
  }

  readonly #live = $derived.by(() => {
    const network = numberedNetwork();
    if (network === null) return null;
    const subject = this.#find(rowsOf(network).rows);
    const trace = subject && traceOf(traces.drawn, [subject.row]);
    const output = subject && outputOf(trace, subject.row);
    return trace && output ? { subject, trace, output } : null;
  });

  /** What was found in the reader's network; null while the published numbers are shown. */
  get subject(): Subject | null {
    return this.#live?.subject ?? null;
  }

  /**
   * The numbers to show: of the reader's network if it ran, else the published ones. Null until these have
   * been fetched.
   */
  get current(): Numbers | null {
    const whose = shown.weights === 'learned' ? 'the trained' : 'your';
    if (this.#live) {
      const { layer, shape, values } = this.#live.output;
      return { layer, photograph: this.#live.trace.photograph.title, shape, values, live: true, whose };
    }
    const { layer, photograph, shape } = this.#sample;
    return (
      this.#published && { layer, photograph, shape, values: this.#published.values, live: false, whose }
    );
  }

  /** Why there are no numbers, for the reader. */
  get failure(): string | null {
    return this.current === null ? this.#failure : null;
  }
}
