/**
 * A kernel that computes nothing: it answers the page's messages with networks out of `model/` and numbers made up.
 * A source is a sign of what its cell does: `console.log('x')` prints x, `throw` fails, `while (true)` goes on until
 * it is stopped. What a cell adds to the network is set beside it.
 */
import type { KernelQuestions } from '../../src/kernel/questions';
import type { Layer, Network } from '../../src/model/layer';
import { messageOf } from '../../src/model/message-of';
import { notebookLayers } from '../../src/model/networks';
import { rows } from '../../src/model/rows';
import type { ExportedWeight, Training } from '../../src/notebook/exported-model';
import type { Event, Request, RunStep } from '../../src/notebook/messages';
import type { Output } from '../../src/notebook/output';
import { inputOf, throughLayers } from './fake-numbers';
import { spread } from './samples';

type Run = Extract<Request, { type: 'run' }>;

export class FakeKernel {
  /** What each cell adds to the network: as in the notebook, unless a test has set it otherwise. */
  readonly layers = new Map<string, readonly Layer[]>(Object.entries(notebookLayers()));
  /** How the network is compiled. */
  training: Training | null = null;
  /** Every request so far, of all workers. */
  readonly received: Request[] = [];
  workers = 0;
  /** Called when the run in progress is to stop. */
  #stop: (() => void) | null = null;
  #network: readonly Layer[] = [];
  #ranIn: MessagePort | null = null;

  get network(): Network {
    return { name: '', inputShape: [3, 227, 227], layers: this.#network };
  }

  /** Ids of the cells that were to run, in order. */
  get ran(): string[] {
    return this.received.flatMap((request) =>
      request.type === 'run' ? request.steps.map(({ cellId }) => cellId) : [],
    );
  }

  /** @param worker the port of the worker that was asked: another than before begins with nothing */
  async onRequest(request: Request, worker: MessagePort): Promise<void> {
    const post = (event: Event) => worker.postMessage(event);
    this.received.push(request);
    switch (request.type) {
      case 'start':
        this.workers++;
        post({
          type: 'started',
          report: { backend: 'cpu', renderer: null, software: false, reason: 'It is a fake.' },
        });
        break;
      case 'run':
        post({ type: 'taken', request: 'run' });
        if (request.fresh || worker !== this.#ranIn) this.#network = [];
        this.#ranIn = worker;
        await this.#run(request, post);
        break;
      case 'stop':
        this.#stop?.();
        break;
      case 'wasm':
      case 'photographs':
        break;
      case 'ask':
        post({ type: 'taken', request: 'ask' });
        post(await this.#answer(request));
    }
  }

  async #run({ runId, steps }: Run, post: (event: Event) => void): Promise<void> {
    let outcome: 'done' | 'error' | 'stopped' = 'done';
    for (const step of steps) {
      const { cellId } = step;
      post({ type: 'cell-started', runId, cellId });
      if (step.source.includes('while (true)')) {
        await new Promise<void>((resolve) => (this.#stop = resolve));
        outcome = 'stopped';
      } else {
        for (const output of this.#outputsOf(step)) {
          post({ type: 'output', runId, cellId, output });
          if (output.kind === 'error') outcome = 'error';
        }
      }
      post({ type: 'cell-ended', runId, cellId, outcome, milliseconds: 1 });
      if (outcome !== 'done') break;
    }
    post({ type: 'run-ended', runId, outcome, tensors: 0, bytes: 0 });
  }

  #outputsOf({ cellId, source }: RunStep): Output[] {
    const outputs: Output[] = [...source.matchAll(/console\.log\(['"](.*?)['"]\)/g)].map(([, text]) => ({
      kind: 'text',
      stream: 'out',
      text: `${text ?? ''}\n`,
    }));
    const line = source.split('\n').findIndex((text) => text.includes('throw')) + 1;
    if (line > 0) {
      const failure = { name: 'Error', message: 'It was thrown.', line, column: 1, hint: null };
      return [...outputs, { kind: 'error', ...failure }];
    }
    const added = this.layers.get(cellId) ?? [];
    if (added.length === 0) return outputs;
    this.#network = [...this.#network, ...added];
    return [...outputs, { kind: 'model', network: this.network, added: added.map(({ name }) => name) }];
  }

  /** Names of networks that it holds besides the one of the page. */
  others: readonly string[] = [];
  /** What there is to take away of the weights of each. */
  weights: readonly ExportedWeight[] = [];
  /** Its answers about what was learned, which a test sets. */
  insights: Partial<KernelQuestions> = {};
  /** Its other answers, by the names of the kernel's own questions. */
  readonly #questions: Partial<KernelQuestions> = {
    trace: async () => ({ input: inputOf(), activations: throughLayers(this.network) }),
    weights: async (name, unit) => {
      const row = rows(this.network).find(({ layer }) => layer.name === name);
      const layer = row?.layer;
      if (layer?.type !== 'conv2d' && layer?.type !== 'dense') throw new Error(`${name} has no weights.`);
      const units = unit !== null ? 1 : layer.type === 'conv2d' ? layer.filters : layer.units;
      const inputs =
        layer.type === 'conv2d' ? [...layer.kernelSize, row?.input[0] ?? 0] : [...(row?.input ?? [])];
      const kernelShape = [...inputs, units];
      const kernel = spread(
        kernelShape.reduce((product, size) => product * size, 1),
        unit ?? 1,
      );
      return { layer: name, unit, kernelShape, kernel, bias: new Float32Array(units) };
    },
    measure: async () =>
      this.#network.map(({ name }, index) => ({
        layer: name,
        milliseconds: index,
        runs: 1,
        timedBy: 'clock',
      })),
    training: async () => this.training,
    networks: async () =>
      ['model', ...this.others].map((name) => ({ name, layers: this.#network.length, parameters: 0 })),
    exportModel: async (name) => ({
      network: { ...this.network, name: name ?? '' },
      training: this.training,
      weights: this.weights,
      beyond: [],
      worded: [],
      scale: 1,
    }),
    exportPart: async () => new Float32Array(0),
    variables: async () => ({
      variables: [],
      leaks: [],
      memory: { tensors: 0, bytes: 0, gpuBytes: null },
    }),
    preview: async () => ({ outputs: [], planes: null }),
    // The colour of the middle.
    features: async ({ pixels }) => Float32Array.from(pixels.subarray(4 * 32_896, 4 * 32_896 + 3)),
  };

  async #answer({ id, question, parameters }: Extract<Request, { type: 'ask' }>): Promise<Event> {
    const methods: Record<string, (...parameters: never[]) => Promise<unknown>> = {
      ...this.#questions,
      ...this.insights,
    };
    try {
      return { type: 'answered', id, value: await methods[question]?.(...(parameters as never[])) };
    } catch (error) {
      return { type: 'refused', id, message: messageOf(error), isFault: false };
    }
  }
}

/** What the page gets in place of a worker. Of other workers than the kernel's nothing is ever heard. */
export function workerOf(kernel: FakeKernel) {
  return class extends EventTarget {
    #port: MessagePort | null = null;

    postMessage(_message: unknown, [port]: readonly MessagePort[] = []): void {
      if (port === undefined) return;
      this.#port = port;
      port.onmessage = ({ data }: MessageEvent<Request>) => void kernel.onRequest(data, port);
    }

    terminate(): void {
      this.#port?.close();
    }
  };
}
