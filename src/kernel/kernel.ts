import * as tf from '@tensorflow/tfjs';
import { describe } from '../engine/describe';
import { LearnedModels } from '../engine/learned-models';
import { EngineSession, StopError, type AddedLayers } from '../engine/session';
import { learnedFiles } from '../learned/format';
import { messageOf } from '../model/message-of';
import type { Event, Photograph, Request, RunStep, StartOptions } from '../notebook/messages';
import type { Recording } from '../notebook/recording';
import { CellMemory } from './cell-memory';
import { cellConsole, redirectGlobalConsole } from './console';
import { courseModules } from './course-modules';
import { display } from './display';
import { evaluate, type Evaluation } from './evaluate';
import { explain } from './explain';
import { judge } from './judge';
import { endTrainings } from './left-training';
import { heldNetworks, namedNetworks } from './named-networks';
import { OutputStream } from './output-stream';
import { answer, kernelQuestions, type KernelQuestions } from './questions';
import { isInstance } from './reader-value';
import { Scope } from './scope';
import { TaskQueue, yieldToEventLoop } from './task-queue';

/** Of a slow cell that cannot be recalled. */
const NOT_RECORDED =
  'The cells below see what this cell has made until the kernel begins afresh, as it does when a cell runs a second time or ends in an error. Only what model.fit trains without callbacks is kept for longer.';

type RunRequest = Extract<Request, { type: 'run' }>;
type AskRequest = Extract<Request, { type: 'ask' }>;
type Outcome = Evaluation['outcome'];

/** What the kernel needs of whoever runs it: a worker, the build, or an exported project. */
export interface KernelHost {
  /**
   * Sends the page an event.
   *
   * @param transfer buffers of the event that nothing in the kernel reads any more
   */
  post(event: Event, transfer?: readonly Transferable[]): void;
  /** The bytes of a binary of the wasm backend, by file name. */
  wasm(file: string): Promise<ArrayBuffer>;
  /**
   * A file of the site, by its path.
   * @throws {ReaderError} if it does not come
   */
  file(path: string): Promise<ArrayBuffer>;
  photographs(): Promise<readonly Photograph[]>;
  /** Called now and then while a cell loops, when no message gets through. */
  whileLooping?(): void;
}

/** Everything from one fresh start to the next. */
interface Generation {
  scope: Scope;
  console: Console;
}

/** Runs cells and answers questions about what they built, one request after another. Knows no worker. */
export class Kernel {
  readonly questions: KernelQuestions;
  readonly #host: KernelHost;
  #engine: EngineSession | null = null;
  #generation: Generation;
  /** What the cells of this generation hold; null before the start. */
  #memory: CellMemory | null = null;
  /** Models with the learned weights, which the page may look at; null before the start. */
  #learned: LearnedModels | null = null;
  /** The cell that runs, or ran last: what is printed belongs to it. */
  #stream: OutputStream | null = null;
  /** Of the slow cell that ran last; null if nothing brings back what it made. */
  #recording: Recording | null = null;
  /** The network that the page's questions are about; null before a cell has built one. */
  #network: tf.LayersModel | null = null;
  readonly #queue = new TaskQueue();
  /** Aborted when the next run begins: what was asked about the network before may not hold any more. */
  #untilNextRun = new AbortController();
  /** One for each run that was asked for and has not ended, in this order. */
  readonly #stops: AbortController[] = [];

  constructor(host: KernelHost) {
    this.#host = host;
    this.#generation = this.#nextGeneration();
    this.questions = kernelQuestions({
      queue: this.#queue,
      network: () => this.#network,
      untilNextRun: () => this.#untilNextRun.signal,
      memory: () => this.#started().memory,
      learned: () => this.#started().learned,
      session: () => this.#started().engine,
      look: (network) => (this.#network = network),
    });
  }

  /** Chooses a backend and starts on it: posts 'started' or 'start-failed'. */
  start(options: StartOptions): Promise<void> {
    return this.#queue.add(async () => {
      try {
        this.#engine = await EngineSession.start(
          options.backend,
          {
            wasm: (file) => this.#host.wasm(file),
            lost: (message) => this.#host.post({ type: 'lost', message }),
            notice: (message) => this.#stream?.print('notice', message),
          },
          { seed: options.seed, ...(options.finding !== undefined && { finding: options.finding }) },
        );
        this.#memory = new CellMemory(this.#engine, this.#generation.scope);
        this.#learned = this.#learnedModels(this.#engine);
        this.#host.post({ type: 'started', report: this.#engine.report });
      } catch (error) {
        // That this machine has no such backend is in the message; where a fault is in it, so is the stack.
        console.error(error);
        this.#host.post({ type: 'start-failed', message: messageOf(error) });
      }
    });
  }

  /** Runs the steps until one does not end well, and posts what comes of them. */
  run({ runId, fresh, steps }: RunRequest): Promise<void> {
    const stop = new AbortController();
    this.#stops.push(stop);
    return this.#queue.add(async () => {
      try {
        const { engine } = this.#started();
        this.#networkMayChange();
        if (fresh) this.#startAfresh(engine);
        this.#generation.scope.signal = stop.signal;
        engine.signal = stop.signal;
        let outcome: Outcome = 'done';
        for (const step of steps) {
          outcome = await this.#runStep(runId, step, stop.signal);
          if (outcome !== 'done') break;
          await yieldToEventLoop();
        }
        engine.signal = null;
        this.#host.post({ type: 'networks', networks: heldNetworks(this.#named()) });
        const { tensors, bytes } = engine;
        this.#host.post({ type: 'run-ended', runId, outcome, tensors, bytes });
      } catch (error) {
        // What cells throw has been shown under them: this is a fault of the kernel, whose state nobody knows now.
        console.error(error);
        this.#host.post({ type: 'lost', message: describeFault(error) });
      } finally {
        this.#stops.shift();
      }
    });
  }

  /** Answers a question of the page: posts 'answered' or 'refused'. */
  answer(request: AskRequest): Promise<void> {
    return answer(this.questions, request, (event, transfer) => this.#host.post(event, transfer));
  }

  /** Prints an error that no cell was waiting for any more, where the last cell prints. */
  reportUnhandled(error: unknown): void {
    if (isInstance(error, StopError)) return;
    if (this.#stream === null) {
      console.error(error);
      return;
    }
    const { name, message } = explain(error);
    this.#stream.print('warning', `Uncaught ${name}: ${message}`);
  }

  /** Leaves TensorFlow.js as it was before `start`, once everything asked for is done. */
  end(): Promise<void> {
    return this.#queue.add(async () => {
      this.#networkMayChange();
      this.#engine?.end();
      this.#engine = null;
      this.#memory = null;
      this.#learned = null;
    });
  }

  /** Stops the first run that has not ended, begun or not: a cell of it ends where it next looks, the others do not begin. */
  stop(): void {
    this.#stops[0]?.abort();
  }

  #networkMayChange(): void {
    this.#untilNextRun.abort();
    this.#untilNextRun = new AbortController();
  }

  async #runStep(runId: number, step: RunStep, stop: AbortSignal): Promise<Outcome> {
    const { cellId } = step;
    const post = (event: Event): void => this.#host.post(event);
    const stream = new OutputStream((output) => {
      // What a recalled cell showed still stands.
      if (step.recalled && output.kind !== 'error') return;
      post({ type: 'output', runId, cellId, output });
    });
    this.#stream = stream;
    post({ type: 'cell-started', runId, cellId });
    const startedAt = performance.now();
    const ended = stop.aborted ? ({ outcome: 'stopped' } as const) : await this.#evaluate(stream, step);
    const outcome = stop.aborted ? 'stopped' : ended.outcome;
    if (ended.outcome === 'error' && outcome === 'error') stream.show(ended.error);
    const recording = step.isSlow && !step.recalled && outcome === 'done' ? this.#recording : undefined;
    if (recording === null) stream.print('notice', NOT_RECORDED);
    stream.end();
    const milliseconds = performance.now() - startedAt;
    post({
      type: 'cell-ended',
      runId,
      cellId,
      outcome,
      milliseconds,
      ...(recording !== undefined && { recording }),
    });
    if (ended.outcome === 'error' && isInstance(ended.thrown, WebAssembly.RuntimeError)) {
      post({ type: 'lost', message: 'WebAssembly ran out of memory: the kernel has to be started again.' });
    }
    return outcome;
  }

  async #evaluate(stream: OutputStream, cell: RunStep): Promise<Evaluation> {
    const { engine, memory } = this.#started();
    const { scope, console } = this.#generation;
    const restore = redirectGlobalConsole(console);
    engine.progressListener = (progress) => stream.show(progress);
    engine.countsApart = cell.isApart ?? false;
    if (cell.isSlow) engine.slowCellBegins(cell.recalled ?? null);
    memory.cellBegins();
    try {
      const modules = courseModules(engine, this.#host);
      const evaluation = await evaluate(cell, { scope, modules, console });
      const done = evaluation.outcome === 'done';
      await endTrainings(engine, { cellId: cell.cellId, done }, (notice) => stream.print('notice', notice));
      if (evaluation.outcome === 'done') {
        const shown = await display(evaluation.value);
        if (shown) stream.show(shown);
        const added = engine.takeAdded();
        this.#showNetwork(added, stream);
        this.#showOthers(added, engine.takeTrained(), stream);
        const notice = memory.lostBy(cell.cellId, evaluation.value);
        if (notice !== null) stream.print('notice', notice);
        const { cellId, check } = cell;
        const verdict =
          check === undefined ? null : await judge({ cellId, check }, { scope, modules, console });
        if (verdict) stream.show(verdict);
      }
      return evaluation;
    } catch (thrown) {
      // the value could not be shown: a tensor read back from a GPU that is gone, for one
      return { outcome: 'error', error: explain(thrown), thrown };
    } finally {
      restore();
      this.#recording = engine.slowCellEnds();
      engine.progressListener = null;
      memory.cellEnded();
    }
  }

  /** The scope's `model` if there is one, or else what was changed last. */
  #showNetwork(added: readonly AddedLayers[], stream: OutputStream): void {
    const { model: named } = this.#generation.scope.names;
    const network = isInstance(named, tf.LayersModel) ? named : (added.at(-1)?.model ?? this.#network);
    this.#network = network;
    const grown = added.find(({ model }) => model === network);
    if (network && grown) stream.show({ kind: 'model', network: describe(network), added: grown.added });
  }

  /** Under another name than the network that the page looks at by itself: what a cell trained, or made that branches. */
  #showOthers(
    added: readonly AddedLayers[],
    trained: ReadonlySet<tf.LayersModel>,
    stream: OutputStream,
  ): void {
    for (const [model, variable] of this.#named()) {
      if (variable === null || model === this.#network) continue;
      const network = describe(model);
      const isMade = network.takes !== undefined && added.some((each) => each.model === model);
      if (!isMade && !trained.has(model)) continue;
      stream.show({ kind: 'model', network, added: network.layers.map(({ name }) => name), variable });
    }
  }

  #named(): ReadonlyMap<tf.LayersModel, string | null> {
    return namedNetworks(this.#network, this.#generation.scope.declared);
  }

  #startAfresh(engine: EngineSession): void {
    this.#generation.scope.signal = AbortSignal.abort();
    this.#generation = this.#nextGeneration();
    this.#network = null;
    engine.reset();
    this.#memory = new CellMemory(engine, this.#generation.scope);
    this.#learned = this.#learnedModels(engine);
  }

  #learnedModels(engine: EngineSession): LearnedModels {
    return new LearnedModels(engine, (layer) => this.#host.file(`learned/${learnedFiles[layer].file}`));
  }

  #nextGeneration(): Generation {
    const generation: Generation = {
      scope: new Scope(() => {
        this.#stream?.flushIfDue();
        this.#host.whileLooping?.();
      }),
      // what an older generation still prints is dropped
      console: cellConsole(() => (generation === this.#generation ? this.#stream : null)),
    };
    return generation;
  }

  #started(): { engine: EngineSession; memory: CellMemory; learned: LearnedModels } {
    if (!this.#engine || !this.#memory || !this.#learned) throw new Error('The kernel has not started.');
    return { engine: this.#engine, memory: this.#memory, learned: this.#learned };
  }
}

function describeFault(error: unknown): string {
  return `The kernel has failed, through no fault of your code: “${messageOf(error)}” Press Run to start another; nothing you wrote is lost.`;
}
