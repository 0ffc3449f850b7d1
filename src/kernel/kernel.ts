import * as tf from '@tensorflow/tfjs';
import { describe } from '../engine/describe';
import { LayerTimer } from '../engine/layer-timer';
import { EngineSession, StopError, type AddedLayers } from '../engine/session';
import { traceModel } from '../engine/trace';
import { readWeights } from '../engine/weights';
import type { Event, Photograph, Request, RunStep, StartOptions } from '../notebook/protocol';
import { cellConsole, redirectGlobalConsole } from './console';
import { courseModules } from './course-modules';
import { display } from './display';
import { evaluate, type Evaluation } from './evaluate';
import { explain } from './explain';
import { OutputStream } from './output-stream';
import { Scope } from './scope';

type RunRequest = Extract<Request, { type: 'run' }>;
type TraceRequest = Extract<Request, { type: 'trace' }>;
type MeasureRequest = Extract<Request, { type: 'measure' }>;
type WeightsRequest = Extract<Request, { type: 'weights' }>;
type Outcome = Evaluation['outcome'];

/** What the kernel asks of whoever runs it: a worker, or the build. */
export interface KernelHost {
  /** @param transfer buffers of the event that the kernel has done with */
  readonly post: (event: Event, transfer?: Transferable[]) => void;
  /** The bytes of a binary of the wasm backend, by file name. */
  wasm(file: string): Promise<ArrayBuffer>;
  photographs(): Promise<readonly Photograph[]>;
}

/** While a network is measured, messages may wait this long and the layer that is being timed. */
const LONGEST_WITHOUT_BREATH_MS = 50;

/** Everything from one fresh start to the next. */
interface Generation {
  scope: Scope;
  console: Console;
}

/** Runs cells and answers questions about what they built, one request after another. Knows no worker. */
export class Kernel {
  readonly #host: KernelHost;
  #engine: EngineSession | null = null;
  #generation: Generation;
  /** The cell that runs, or ran last: what is printed belongs to it. */
  #stream: OutputStream | null = null;
  /** The network the page looks at. */
  #network: tf.LayersModel | null = null;
  #busy: Promise<void> = Promise.resolve();
  /** Measures the network between other requests. */
  #timer: LayerTimer | null = null;
  #stopping = false;
  #runs = 0;

  constructor(host: KernelHost) {
    this.#host = host;
    this.#generation = this.#nextGeneration();
  }

  /** Chooses a backend and starts on it: posts 'started' or 'start-failed'. */
  start(options: StartOptions): Promise<void> {
    return this.#inTurn(async () => {
      try {
        this.#engine = await EngineSession.start(
          options.backend,
          {
            wasm: (file) => this.#host.wasm(file),
            lost: (message) => this.#host.post({ type: 'lost', message }),
            notice: (message) => this.#stream?.print('notice', message),
          },
          { seed: options.seed },
        );
        this.#host.post({ type: 'started', report: this.#engine.report });
      } catch (error) {
        this.#host.post({ type: 'start-failed', message: messageOf(error) });
      }
    });
  }

  /** Runs the steps until one does not end well, and posts what comes of them. */
  run(request: RunRequest): Promise<void> {
    this.#runs++;
    return this.#inTurn(async () => {
      const engine = this.#started();
      this.#endTimer();
      if (request.fresh) this.#startAfresh(engine);
      let outcome: Outcome = 'done';
      for (const step of request.steps) {
        outcome = await this.#runStep(engine, request.runId, step);
        if (outcome !== 'done') break;
        await breath();
      }
      this.#runs--;
      this.#stopping = false;
      engine.resume();
      const { tensors, bytes } = engine;
      this.#host.post({ type: 'run-ended', runId: request.runId, outcome, tensors, bytes });
    });
  }

  /** Runs the photograph through the network as it is: posts 'traced' or 'trace-failed'. */
  trace({ traceId, photograph }: TraceRequest): Promise<void> {
    return this.#inTurn(async () => {
      const startedAt = performance.now();
      try {
        const trace = this.#network
          ? await traceModel(this.#network, photograph)
          : { input: null, activations: [] };
        const milliseconds = performance.now() - startedAt;
        const given = trace.input ? [trace.input, ...trace.activations] : trace.activations;
        this.#host.post(
          { type: 'traced', traceId, ...trace, milliseconds },
          given.map(({ values }) => values.buffer),
        );
      } catch (error) {
        this.#host.post({ type: 'trace-failed', traceId, message: messageOf(error) });
      }
    });
  }

  /** Reads a layer's weights: posts 'weights-read' or 'weights-failed'. */
  weights({ weightsId, layer, unit }: WeightsRequest): Promise<void> {
    return this.#inTurn(async () => {
      try {
        const weights = await readWeights(this.#built(), layer, unit);
        const { kernel, bias } = weights;
        this.#host.post(
          { type: 'weights-read', weightsId, weights },
          bias ? [kernel.buffer, bias.buffer] : [kernel.buffer],
        );
      } catch (error) {
        this.#host.post({ type: 'weights-failed', weightsId, message: messageOf(error) });
      }
    });
  }

  /**
   * Times every layer of the network: posts 'measured' or 'measure-failed'. Other requests are served in between, and
   * a run ends it.
   */
  async measure({ measureId, photograph }: MeasureRequest): Promise<void> {
    let timer: LayerTimer | null = null;
    try {
      timer = await this.#inTurn(() => this.#startTimer(photograph));
      for (let waitedAt = performance.now(); !timer.done;) {
        await this.#inTurn(async () => {
          if (this.#timer !== timer) throw new Error('Something else came between: measure again.');
          await timer.next();
        });
        if (performance.now() - waitedAt < LONGEST_WITHOUT_BREATH_MS) continue;
        await breath();
        waitedAt = performance.now();
      }
      this.#host.post({ type: 'measured', measureId, times: timer.times });
    } catch (error) {
      this.#host.post({ type: 'measure-failed', measureId, message: messageOf(error) });
    } finally {
      if (this.#timer === timer) this.#endTimer();
    }
  }

  /** Tells of an error that no cell was waiting for any more. */
  reportUnhandled(error: unknown): void {
    if (error instanceof StopError) return;
    const { name, message } = explain(error, null, []);
    this.#stream?.print('warning', `Uncaught ${name}: ${message}`);
  }

  /** Leaves TensorFlow.js as it was before `start`, once everything asked for is done. */
  end(): Promise<void> {
    return this.#inTurn(async () => {
      this.#endTimer();
      this.#engine?.end();
      this.#engine = null;
    });
  }

  /** Stops the run in progress, as soon as it looks. */
  stop(): void {
    if (this.#runs === 0) return;
    this.#stopping = true;
    this.#generation.scope.stopped = true;
    this.#engine?.stop();
  }

  async #runStep(engine: EngineSession, runId: number, { cellId, source }: RunStep): Promise<Outcome> {
    const { post } = this.#host;
    const stream = new OutputStream((output) => post({ type: 'output', runId, cellId, output }));
    this.#stream = stream;
    post({ type: 'cell-started', runId, cellId });
    const startedAt = performance.now();
    const ended = this.#stopping
      ? ({ outcome: 'stopped' } as const)
      : await this.#evaluate(engine, stream, { cellId, source });
    const outcome = this.#stopping ? 'stopped' : ended.outcome;
    if (ended.outcome === 'error' && outcome === 'error') stream.show(ended.error);
    stream.end();
    const milliseconds = performance.now() - startedAt;
    post({ type: 'cell-ended', runId, cellId, outcome, milliseconds });
    if (ended.outcome === 'error' && ended.thrown instanceof WebAssembly.RuntimeError) {
      post({ type: 'lost', message: 'WebAssembly ran out of memory: the kernel has to be started again.' });
    }
    return outcome;
  }

  async #evaluate(
    engine: EngineSession,
    stream: OutputStream,
    cell: Pick<RunStep, 'cellId' | 'source'>,
  ): Promise<Evaluation> {
    const { scope, console } = this.#generation;
    const restore = redirectGlobalConsole(console);
    engine.progressListener = (progress) => stream.show(progress);
    try {
      const modules = courseModules(engine, () => this.#host.photographs());
      const evaluation = await evaluate(cell, { scope, modules, console });
      if (evaluation.outcome === 'done') {
        const shown = await display(evaluation.value);
        if (shown) stream.show(shown);
        this.#showNetwork(engine.takeAdded(), stream);
      }
      return evaluation;
    } catch (thrown) {
      // the value could not be shown: a tensor read back from a GPU that is gone, for one
      return { outcome: 'error', error: explain(thrown, null, []), thrown };
    } finally {
      restore();
      engine.progressListener = null;
    }
  }

  /** The scope's `model` if there is one, or else what was changed last. */
  #showNetwork(added: readonly AddedLayers[], stream: OutputStream): void {
    const { model: named } = this.#generation.scope.names;
    const network = named instanceof tf.LayersModel ? named : (added.at(-1)?.model ?? this.#network);
    this.#network = network;
    const grown = added.find(({ model }) => model === network);
    if (network && grown) stream.show({ kind: 'model', network: describe(network), added: grown.added });
  }

  #startAfresh(engine: EngineSession): void {
    this.#generation.scope.stopped = true;
    this.#generation = this.#nextGeneration();
    this.#network = null;
    engine.reset();
  }

  #nextGeneration(): Generation {
    const generation: Generation = {
      scope: new Scope(() => this.#stream?.flushIfDue()),
      // what an older generation still prints, nobody hears
      console: cellConsole(() => (generation === this.#generation ? this.#stream : null)),
    };
    return generation;
  }

  #started(): EngineSession {
    if (!this.#engine) throw new Error('The kernel has not started.');
    return this.#engine;
  }

  #built(): tf.LayersModel {
    if (!this.#network?.layers.length)
      throw new Error('The kernel holds no network yet: run a cell that builds one.');
    return this.#network;
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

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#busy.then(work);
    this.#busy = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }
}

/** Lets messages come in, a stop above all. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
