/** The photograph's way through the network that the kernel holds. */
import type { Answer, Ask } from '../../kernel/questions';
import type { Unit } from '../../model/feature-maps';
import type { Network } from '../../model/layer';
import type { Contributions } from '../../notebook/contributions';
import type { Photograph } from '../../notebook/messages';
import type { LayerWeights } from '../../notebook/output';
import { ReaderError } from '../../notebook/reader-error';
import { makeTrace, withTrace, type Trace } from '../../notebook/trace';
import { notify } from '../errors/notices.svelte';
import { explain } from '../errors/unexpected';
import { Answers } from '../kernel/answers';
import { kernel } from '../kernel/kernel.svelte';
import { nameInKernel, networkInKernel, whyNotAsked } from '../network/live-network';
import { photograph } from '../photograph/chosen-photograph.svelte';

/** What the traces need of the tab. */
export interface TracesHost {
  /** Asks the kernel: it answers before it begins a run that is posted after. */
  readonly ask: Ask;
  /** Null if the kernel can be asked now, else why not, in words for the reader. */
  whyNot(): string | null;
  /** What the kernel holds; null if it holds none. */
  network(): Network | null;
  /** By which the kernel is asked about it; null for the one that it looks at by itself. */
  name(): string | null;
  /** @throws {ReaderError} */
  photograph(): Promise<Photograph>;
}

export class Traces {
  readonly #host: TracesHost;
  #current = $state.raw<Trace | null>(null);
  /** The newest first. */
  #drawn = $state.raw<readonly Trace[]>([]);
  #tracing = $state(false);
  #failure = $state<string | null>(null);
  /** The kernel may hold other weights than the current trace was made with. */
  #outdated = $state(false);
  #asked = 0;
  /** Of the current trace. */
  #weights = new Answers<LayerWeights>();
  /** Of the current trace. */
  #contributions = new Answers<Contributions>();

  constructor(host: TracesHost) {
    this.#host = host;
  }

  /** The last one; null before the first, and after one that failed: the network before it may be gone. */
  get current(): Trace | null {
    return this.#current;
  }

  /** Those that a cell may have been drawn from, the newest first. */
  get drawn(): readonly Trace[] {
    return this.#drawn;
  }

  /** The current one, to ask for its weights; null while the one that replaces it after a run is on its way. */
  get answerable(): Trace | null {
    return this.#outdated && this.#tracing ? null : this.#current;
  }

  /** A photograph is on its way through the network. */
  get tracing(): boolean {
    return this.#tracing;
  }

  /** Why the last photograph did not pass through the network, for the reader, while the next is on its way too. */
  get failure(): string | null {
    return this.#failure;
  }

  /**
   * Lets the photograph flow through the network, unless another trace begins before it is decoded.
   *
   * @returns settled when the kernel has been asked, or is not to be: a run posted then begins after the trace, which
   *   is of the network before that run
   */
  async trace(): Promise<void> {
    const asked = ++this.#asked;
    const isLast = () => asked === this.#asked;
    this.#tracing = true;
    let failure: string | null = null;
    const given = await this.#photograph((message) => (failure = message));
    if (!isLast()) return;
    const network = this.#host.network();
    if (given === null || network === null || network.undrawn !== undefined) {
      this.#end(failure);
      return;
    }
    this.#host.ask('trace', given, this.#host.name()).then(
      (answer) => isLast() && this.#take(network, given, answer),
      (error: unknown) => {
        const message = explain(error);
        if (isLast()) this.#end(message);
      },
    );
  }

  /**
   * Weights of a layer that a trace was made with.
   *
   * @param unit the filter or unit whose weights are wanted, from 0; null for all of the layer's
   * @throws {ReaderError} if they cannot be had now; those of an older trace never can
   */
  async weights(trace: Trace, layer: string, unit: number | null): Promise<LayerWeights> {
    this.#check(trace);
    return this.#weights.get(`${layer} ${unit ?? 'all'}`, () =>
      this.#host.ask('weights', layer, unit, this.#host.name()),
    );
  }

  /**
   * What each pixel contributed to a number of a trace.
   *
   * @throws {ReaderError} as for `weights`
   */
  async contributions(trace: Trace, layer: string, unit: Unit): Promise<Contributions> {
    this.#check(trace);
    return this.#contributions.get(`${layer} ${unit.join()}`, () =>
      this.#host.ask('contributions', trace.photograph, layer, unit, this.#host.name()),
    );
  }

  /** A run has ended: the network may have other weights. */
  outdate(): void {
    this.#outdated = true;
  }

  /** The kernel is gone: nobody is told of the trace that it was asked for. */
  abandon(): void {
    this.#asked++;
    this.#outdated = true;
    this.#tracing = false;
    this.#failure = null;
  }

  /** @throws {ReaderError} if the network that the kernel holds cannot be asked about this trace */
  #check(trace: Trace): void {
    const reason = this.#host.whyNot();
    if (reason !== null) throw new ReaderError(reason);
    if (trace !== this.#current || this.#outdated) {
      throw new ReaderError('The notebook has run since these numbers came: choose the photograph again.');
    }
  }

  #take(network: Network, given: Photograph, answer: Awaited<Answer<'trace'>>): void {
    const trace = makeTrace(network, given, answer);
    this.#weights = new Answers();
    this.#contributions = new Answers();
    this.#outdated = false;
    this.#current = trace;
    this.#drawn = withTrace(this.#drawn, trace);
    this.#tracing = false;
    this.#failure = null;
  }

  /** @param failure null if the kernel cannot be asked */
  #end(failure: string | null): void {
    this.#tracing = false;
    this.#failure = failure;
    if (failure === null) return;
    this.#current = null;
    notify(failure);
  }

  /**
   * The photograph, decoded.
   *
   * @param onFailure called with the reason if it cannot be decoded
   * @returns null then, and if the kernel cannot be asked, before or after
   */
  async #photograph(onFailure: (message: string) => void): Promise<Photograph | null> {
    if (this.#host.whyNot() !== null) return null;
    try {
      const given = await this.#host.photograph();
      return this.#host.whyNot() === null ? given : null;
    } catch (error) {
      onFailure(explain(error));
      return null;
    }
  }
}

export const ownTraces = new Traces({
  ask: kernel.ask,
  whyNot: whyNotAsked,
  network: networkInKernel,
  name: nameInKernel,
  photograph: () => photograph.decoded(),
});
