import type { Answer, Ask } from '../kernel/questions';
import type { LiveActivations, LiveInput } from '../notebook/activations';
import type { ExportedModel, WeightPart } from '../notebook/exported-model';
import type { Photograph } from '../notebook/messages';
import { ReaderError } from '../notebook/reader-error';
import type { LayerTime, LayerWeights } from '../notebook/output';
import { Answers } from './answers';
import { explain } from './errors/unexpected';

/** What the inspection needs of the notebook. */
export interface InspectionHost {
  /** Asks the kernel: it answers before it begins a run that is posted after. */
  readonly ask: Ask;
  /** Null if the kernel can be asked now, else why not, in words for the reader. */
  whyNot(): string | null;
  /** @throws {ReaderError} */
  photograph(): Promise<Photograph>;
  /** Shows the reader what went wrong where no component does. */
  notify(message: string): void;
}

/** What the page asks the kernel about the network that it holds, and what came of it. */
export class Inspection {
  readonly #host: InspectionHost;
  #activations = $state.raw<LiveActivations>({});
  #input = $state.raw<LiveInput | null>(null);
  #tracing = $state(false);
  #traceFailure = $state<string | null>(null);
  #times = $state.raw<Readonly<Record<string, LayerTime>>>({});
  #measuring = $state(false);
  /** Raised when the network may be another: what was read before is no longer to be trusted. State, so that whoever shows weights asks again. */
  #age = $state(0);
  #traceId = 0;
  #measureId = 0;
  readonly #weights = new Answers<LayerWeights>();

  constructor(host: InspectionHost) {
    this.#host = host;
  }

  /**
   * What the layers last gave on the photograph, by name. A layer that is gone keeps its own, for a stale cell that
   * still shows it: `liveOf` tells the two apart by their shape, `activationsAround` by their trace.
   */
  get activations(): LiveActivations {
    return this.#activations;
  }

  /** What the first layer was given: the photograph less its mean. Null before the first trace. */
  get input(): LiveInput | null {
    return this.#input;
  }

  /** A photograph is on its way through the network. */
  get tracing(): boolean {
    return this.#tracing;
  }

  /** Why the last photograph did not pass through the network, for the reader, while the next is on its way too. */
  get traceFailure(): string | null {
    return this.#traceFailure;
  }

  /** How long each layer takes on this device, by name; empty until it is measured, and again after a run. */
  get times(): Readonly<Record<string, LayerTime>> {
    return this.#times;
  }

  get measuring(): boolean {
    return this.#measuring;
  }

  /**
   * Lets the photograph flow through the network, unless another trace begins before it is decoded.
   *
   * @returns settled when the kernel has been asked, or is not to be: a run posted then begins after the trace, which
   *   is of the network before that run
   */
  async trace(): Promise<void> {
    const traceId = ++this.#traceId;
    this.#tracing = true;
    let failure: string | null = null;
    const photograph = await this.#photograph((message) => (failure = message));
    if (traceId !== this.#traceId) return;
    if (photograph === null) {
      this.#endTrace(failure);
      return;
    }
    this.#host.ask('trace', photograph).then(
      (trace) => traceId === this.#traceId && this.#take(traceId, photograph, trace),
      (error: unknown) => traceId === this.#traceId && this.#endTrace(explain(error)),
    );
  }

  /**
   * Times every layer on the photograph: `times` is filled when it is done. What goes wrong is shown where
   * the notebook shows its troubles.
   */
  async measure(): Promise<void> {
    if (this.#measuring) return;
    const reason = this.#host.whyNot();
    if (reason !== null) {
      this.#host.notify(reason);
      return;
    }
    const measureId = ++this.#measureId;
    const isOver = () => measureId !== this.#measureId;
    this.#measuring = true;
    const photograph = await this.#photograph((message) => this.#host.notify(message));
    if (isOver()) return;
    try {
      const times = photograph && (await this.#host.ask('measure', photograph));
      if (isOver()) return;
      if (times !== null) this.#times = Object.fromEntries(times.map((time) => [time.layer, time]));
    } catch (error) {
      if (isOver()) return;
      this.#host.notify(explain(error));
    }
    this.#measuring = false;
  }

  /**
   * A layer's weights, kept until the network runs again. Read in an effect or a template it is asked for anew then.
   *
   * @param unit the filter or unit whose weights are wanted, from 0; null for all of the layer's
   * @throws {ReaderError}, if they cannot be had now
   */
  async weights(layer: string, unit: number | null): Promise<LayerWeights> {
    const key = `${this.#age} ${layer} ${unit ?? 'all'}`;
    this.#refuse();
    return this.#weights.get(key, () => this.#host.ask('weights', layer, unit));
  }

  /** What the network is, to take it away. @throws {ReaderError}, if it cannot be had now */
  async exportModel(): Promise<ExportedModel> {
    this.#refuse();
    return this.#host.ask('exportModel');
  }

  /**
   * A part of the weights of the network that `exportModel` described. It is not kept: all parts together are the whole network.
   *
   * @throws {ReaderError}, if the notebook has run since or runs now
   */
  async exportPart(part: WeightPart): Promise<Float32Array<ArrayBuffer>> {
    this.#refuse();
    return this.#host.ask('exportPart', part);
  }

  /** A run has ended: weights and times that were read before may no longer be the network's. */
  forget(): void {
    this.#weights.forget();
    this.#measureId++;
    this.#measuring = false;
    this.#times = {};
    this.#age++;
  }

  /** The kernel is gone: its trace and its measurement end without a notice. */
  abandon(): void {
    this.#traceId++;
    this.#endTrace(null);
    this.forget();
  }

  #take(
    traceId: number,
    { title: photograph, pixels }: Photograph,
    { input, activations }: Awaited<Answer<'trace'>>,
  ): void {
    this.#endTrace(null);
    const stamp = { photograph, traceId };
    if (input !== null) this.#input = { ...input, ...stamp, pixels };
    const given = activations.map((activation) => [activation.layer, { ...activation, ...stamp }] as const);
    this.#activations = { ...this.#activations, ...Object.fromEntries(given) };
  }

  /** @param failure null if the photograph passed, or the kernel cannot be asked */
  #endTrace(failure: string | null): void {
    this.#tracing = false;
    this.#traceFailure = failure;
    if (failure !== null) this.#host.notify(failure);
  }

  /** @throws {ReaderError}, if the kernel cannot be asked now */
  #refuse(): void {
    const reason = this.#host.whyNot();
    if (reason !== null) throw new ReaderError(reason);
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
      const photograph = await this.#host.photograph();
      return this.#host.whyNot() === null ? photograph : null;
    } catch (error) {
      onFailure(explain(error));
      return null;
    }
  }
}
