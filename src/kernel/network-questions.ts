import type { LayersModel } from '@tensorflow/tfjs';
import { exportedModel, readWeightPart } from '../engine/export-weights';
import { LayerTimer } from '../engine/layer-timer';
import { traceModel } from '../engine/trace';
import { readWeights } from '../engine/weights';
import type { Photograph, Request } from '../notebook/messages';
import { messageOf } from './message-of';
import type { Post } from './post';
import { breath, type Turns } from './turns';

type ExportRequest = Extract<Request, { type: 'export' }>;
type TraceRequest = Extract<Request, { type: 'trace' }>;
type MeasureRequest = Extract<Request, { type: 'measure' }>;
type WeightsRequest = Extract<Request, { type: 'weights' }>;

/** While a network is measured, messages may wait this long and the layer that is being timed. */
const LONGEST_WITHOUT_BREATH_MS = 50;

/** Answers what the page asks of the network that stands. */
export class NetworkQuestions {
  readonly #post: Post;
  readonly #turns: Turns;
  readonly #network: () => LayersModel | null;
  /** Measures the network between other requests. */
  #timer: LayerTimer | null = null;
  /** The network that is being taken away; its weights are the same until the next run. */
  #exporting: LayersModel | null = null;

  /** @param network the one the page looks at; null before there is one */
  constructor(post: Post, turns: Turns, network: () => LayersModel | null) {
    this.#post = post;
    this.#turns = turns;
    this.#network = network;
  }

  /** Runs the photograph through the network as it is: posts 'traced' or 'trace-failed'. */
  trace({ traceId, photograph }: TraceRequest): Promise<void> {
    return this.#turns.take(async () => {
      const startedAt = performance.now();
      try {
        const network = this.#network();
        const trace = network ? await traceModel(network, photograph) : { input: null, activations: [] };
        const milliseconds = performance.now() - startedAt;
        const given = trace.input ? [trace.input, ...trace.activations] : trace.activations;
        this.#post(
          { type: 'traced', traceId, ...trace, milliseconds },
          given.map(({ values }) => values.buffer),
        );
      } catch (error) {
        this.#post({ type: 'trace-failed', traceId, message: messageOf(error) });
      }
    });
  }

  /** Reads a layer's weights: posts 'weights-read' or 'weights-failed'. */
  weights({ weightsId, layer, unit }: WeightsRequest): Promise<void> {
    return this.#turns.take(async () => {
      try {
        const weights = await readWeights(this.#built(), layer, unit);
        const { kernel, bias } = weights;
        this.#post(
          { type: 'weights-read', weightsId, weights },
          bias ? [kernel.buffer, bias.buffer] : [kernel.buffer],
        );
      } catch (error) {
        this.#post({ type: 'weights-failed', weightsId, message: messageOf(error) });
      }
    });
  }

  /**
   * Times every layer of the network: posts 'measured' or 'measure-failed'. Other requests are served in between, and
   * a run ends it.
   */
  async measure({ measureId, photograph }: MeasureRequest): Promise<void> {
    let started: LayerTimer | null = null;
    try {
      const timer = await this.#turns.take(() => this.#startTimer(photograph));
      started = timer;
      for (let waitedAt = performance.now(); !timer.done;) {
        await this.#turns.take(async () => {
          if (this.#timer !== timer) throw new Error('Something else came between: measure again.');
          await timer.next();
        });
        if (performance.now() - waitedAt < LONGEST_WITHOUT_BREATH_MS) continue;
        await breath();
        waitedAt = performance.now();
      }
      this.#post({ type: 'measured', measureId, times: timer.times });
    } catch (error) {
      this.#post({ type: 'measure-failed', measureId, message: messageOf(error) });
    } finally {
      if (this.#timer === started) this.#endTimer();
    }
  }

  /**
   * Tells what the network is, or reads a part of a weight: posts 'exported', 'part-exported' or 'export-failed'. Other
   * requests are served in between; after a run, parts of what was told before are refused.
   */
  export({ exportId, part }: ExportRequest): Promise<void> {
    return this.#turns.take(async () => {
      try {
        if (part === null) {
          this.#exporting = this.#built();
          this.#post({ type: 'exported', exportId, model: exportedModel(this.#exporting) });
          return;
        }
        if (!this.#exporting) throw new Error('The notebook has run in the meantime: export it again.');
        const values = await readWeightPart(this.#exporting, part);
        this.#post({ type: 'part-exported', exportId, values }, [values.buffer]);
      } catch (error) {
        this.#post({ type: 'export-failed', exportId, message: messageOf(error) });
      }
    });
  }

  /** Frees what a measurement holds. One that is in progress fails, and so does an export. */
  endMeasuring(): void {
    this.#endTimer();
    this.#exporting = null;
  }

  #built(): LayersModel {
    const network = this.#network();
    if (!network?.layers.length)
      throw new Error('The kernel holds no network yet: run a cell that builds one.');
    return network;
  }

  async #startTimer(photograph: Photograph): Promise<LayerTimer> {
    this.#endTimer();
    const timer = await LayerTimer.start(this.#built(), photograph);
    this.#timer = timer;
    return timer;
  }

  #endTimer(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }
}
