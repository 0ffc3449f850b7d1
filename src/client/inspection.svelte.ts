import type { LayerTime, LayerWeights } from '../notebook/output';
import type { ExportedModel, WeightPart } from '../notebook/exported-model';
import type { Event, Photograph, Request } from '../notebook/messages';
import type { LiveActivations, LiveInput } from '../notebook/activations';
import { Answers } from './answers';

export type Question = Extract<Request, { type: 'trace' | 'weights' | 'measure' | 'export' }>;
export type Answer = Extract<Event, { type: (typeof answerTypes)[number] }>;

const answerTypes = [
  'traced',
  'trace-failed',
  'weights-read',
  'weights-failed',
  'measured',
  'measure-failed',
  'exported',
  'part-exported',
  'export-failed',
] as const;

/** Whether the kernel answers a question of the inspection, and does not tell of a run. */
export function isAnswer(event: Event): event is Answer {
  return answerTypes.some((type) => type === event.type);
}

/** What the inspection asks of the notebook. */
export interface InspectionHost {
  post(question: Question): void;
  /** Null if the kernel can be asked now, else why not, in words for the reader. */
  whyNot(): string | null;
  /** @throws Error in words for the reader */
  photograph(): Promise<Photograph>;
  /** Tells the reader what went wrong where no component does. */
  tell(message: string): void;
}

const restarted = 'The kernel was started again: run the cells that build the network once more.';

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
  /** What the last trace was asked for. */
  #traced: Photograph | null = null;
  readonly #weights = new Answers<LayerWeights>();
  readonly #exports = new Answers<ExportedModel | Float32Array<ArrayBuffer>>();

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

  /** Lets the photograph flow through the network, unless another trace begins before it is decoded. */
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
    this.#traced = photograph;
    this.#host.post({ type: 'trace', traceId, photograph });
  }

  /**
   * Times every layer on the photograph: `times` is filled when it is done. What goes wrong is told to the reader
   * where the notebook tells its troubles.
   */
  async measure(): Promise<void> {
    if (this.#measuring) return;
    const reason = this.#host.whyNot();
    if (reason !== null) {
      this.#host.tell(reason);
      return;
    }
    const measureId = ++this.#measureId;
    this.#measuring = true;
    const photograph = await this.#photograph((message) => this.#host.tell(message));
    if (measureId !== this.#measureId) return;
    if (photograph === null) this.#measuring = false;
    else this.#host.post({ type: 'measure', measureId, photograph });
  }

  /**
   * A layer's weights, kept until the network runs again. Read in an effect or a template it is asked for anew then.
   *
   * @param unit the filter or unit whose weights are wanted, from 0; null for all of the layer's
   * @throws Error in words for the reader, if they cannot be had now
   */
  weights(layer: string, unit: number | null): Promise<LayerWeights> {
    const reason = this.#host.whyNot();
    if (reason !== null) return Promise.reject(new Error(reason));
    return this.#weights.ask(`${this.#age} ${layer} ${unit ?? 'all'}`, (weightsId) =>
      this.#host.post({ type: 'weights', weightsId, layer, unit }),
    );
  }

  /** What the network is, to take it away. @throws Error in words for the reader, if it cannot be had now */
  async exportModel(): Promise<ExportedModel> {
    return (await this.#export(null)) as ExportedModel;
  }

  /**
   * A part of the weights of what `exportModel` told.
   *
   * @throws Error in words for the reader, if the notebook has run since or runs now
   */
  async exportPart(part: WeightPart): Promise<Float32Array<ArrayBuffer>> {
    return (await this.#export(part)) as Float32Array<ArrayBuffer>;
  }

  async #export(part: WeightPart | null) {
    const reason = this.#host.whyNot();
    if (reason !== null) throw new Error(reason);
    const answer = this.#exports.ask('', (exportId) => this.#host.post({ type: 'export', exportId, part }));
    // All parts together are the whole network: none is kept.
    this.#exports.forget();
    return answer;
  }

  receive(answer: Answer): void {
    switch (answer.type) {
      case 'traced':
        if (answer.traceId === this.#traceId) this.#take(answer);
        break;
      case 'trace-failed':
        if (answer.traceId === this.#traceId) this.#endTrace(answer.message);
        break;
      case 'weights-read':
        this.#weights.resolve(answer.weightsId, answer.weights);
        break;
      case 'weights-failed':
        this.#weights.reject(answer.weightsId, answer.message);
        break;
      case 'exported':
        this.#exports.resolve(answer.exportId, answer.model);
        break;
      case 'part-exported':
        this.#exports.resolve(answer.exportId, answer.values);
        break;
      case 'export-failed':
        this.#exports.reject(answer.exportId, answer.message);
        break;
      case 'measured':
      case 'measure-failed':
        if (answer.measureId !== this.#measureId) return;
        this.#measuring = false;
        if (answer.type === 'measure-failed') this.#host.tell(answer.message);
        else this.#times = Object.fromEntries(answer.times.map((time) => [time.layer, time]));
    }
  }

  /** A run has ended: weights and times that were read before may no longer be the network's. */
  forget(): void {
    this.#weights.forget();
    this.#measureId++;
    this.#measuring = false;
    this.#times = {};
    this.#age++;
  }

  /** The kernel is gone: what it was asked will not be answered. */
  abandon(): void {
    this.#weights.rejectAll(restarted);
    this.#exports.rejectAll(restarted);
    this.#traceId++;
    this.#endTrace(null);
    this.forget();
  }

  #take({ traceId, input, activations }: Extract<Answer, { type: 'traced' }>): void {
    this.#endTrace(null);
    if (this.#traced === null) return;
    const { title: photograph, pixels } = this.#traced;
    const stamp = { photograph, traceId };
    if (input !== null) this.#input = { ...input, ...stamp, pixels };
    const given = activations.map((activation) => [activation.layer, { ...activation, ...stamp }] as const);
    this.#activations = { ...this.#activations, ...Object.fromEntries(given) };
  }

  /** @param failure null if the photograph passed, or the kernel cannot be asked */
  #endTrace(failure: string | null): void {
    this.#tracing = false;
    this.#traceFailure = failure;
    if (failure !== null) this.#host.tell(failure);
  }

  /** Null if the kernel cannot be asked, before or after it was decoded, or with what is told, if it cannot be. */
  async #photograph(tell: (message: string) => void): Promise<Photograph | null> {
    if (this.#host.whyNot() !== null) return null;
    try {
      const photograph = await this.#host.photograph();
      return this.#host.whyNot() === null ? photograph : null;
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
      return null;
    }
  }
}
