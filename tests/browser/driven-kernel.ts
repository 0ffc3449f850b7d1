import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { startWorker, type KernelWorker } from '../../src/client/kernel/kernel-worker';
import type { Answer, Ask, QuestionName } from '../../src/kernel/questions';
import { joinOutput } from '../../src/notebook/join-output';
import type { Output } from '../../src/notebook/output';
import type { BackendName, Event, Photograph, Request, RunStep } from '../../src/notebook/messages';
import { cellsOfChapters } from '../support/cells-of-mdx';
import { NOTEBOOK_CHAPTERS } from '../support/notebook-chapters';

type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;
type Step = Pick<RunStep, 'cellId' | 'source'>;

/** What came of a run. */
export interface RunResult {
  /** By cell. */
  outputs: ReadonlyMap<string, readonly Output[]>;
  outcomes: readonly string[];
  ended: EventOf<'run-ended'>;
}

/** The real worker, driven by hand: what the page's client does for a reader is not in the way. */
export class DrivenKernel {
  readonly events: Event[] = [];
  readonly #worker: KernelWorker;
  readonly #waiting = new Set<() => void>();
  #runs = 0;
  #asked = 0;

  private constructor() {
    this.#worker = startWorker({
      onEvent: (event) => this.#receive(event),
      onUnreadable: () => this.#receive({ type: 'lost', message: 'The kernel told what is no event.' }),
      onFailure: () => this.#receive({ type: 'lost', message: 'The worker has failed.' }),
    });
  }

  static async start(backend: BackendName | 'auto'): Promise<DrivenKernel> {
    const kernel = new DrivenKernel();
    kernel.post({ type: 'start', options: { backend, seed: 1 } });
    await kernel.event('started');
    return kernel;
  }

  post(request: Request): void {
    this.#worker.post(request);
  }

  /** @throws Error with what the kernel says, if it cannot answer */
  readonly ask: Ask = <Q extends QuestionName>(question: Q, ...parameters: readonly unknown[]) =>
    this.#ask(question, parameters) as Answer<Q>;

  async #ask(question: QuestionName, parameters: readonly unknown[]): Promise<unknown> {
    const id = ++this.#asked;
    this.post({ type: 'ask', id, question, parameters });
    return Promise.race([
      this.event('answered', (event) => event.id === id).then(({ value }) => value),
      this.event('refused', (event) => event.id === id).then(({ message }) =>
        Promise.reject(new Error(message)),
      ),
    ]);
  }

  /** The first event of this kind, now or later. */
  event<Type extends Event['type']>(
    type: Type,
    matches: (event: EventOf<Type>) => boolean = () => true,
  ): Promise<EventOf<Type>> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.events.find(
          (event): event is EventOf<Type> => event.type === type && matches(event as EventOf<Type>),
        );
        if (!found) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Posts a run in an empty scope, of sources as cells a, b, c, ... or of cells with ids. */
  begin(cells: readonly string[] | readonly Step[]): number {
    const runId = ++this.#runs;
    const steps = cells.map((cell, i) => {
      const named = typeof cell === 'string' ? { cellId: String.fromCharCode(97 + i), source: cell } : cell;
      return { ...named, executionCount: 154 + i };
    });
    this.post({ type: 'run', runId, fresh: true, steps });
    return runId;
  }

  async run(cells: readonly string[] | readonly Step[]): Promise<RunResult> {
    const runId = this.begin(cells);
    const ended = await this.event('run-ended', (event) => event.runId === runId);
    const outputs = new Map<string, readonly Output[]>();
    const outcomes: string[] = [];
    for (const event of this.events) {
      if (!('runId' in event) || event.runId !== runId) continue;
      if (event.type === 'output') {
        outputs.set(event.cellId, joinOutput(outputs.get(event.cellId) ?? [], event.output));
      }
      if (event.type === 'cell-ended') outcomes.push(`${event.cellId} ${event.outcome}`);
    }
    return { outputs, outcomes, ended };
  }

  terminate(): void {
    this.#worker.terminate();
  }

  #receive(event: Event): void {
    this.events.push(event);
    if (event.type === 'wasm-wanted') void this.#sendWasm(event.file);
    if (event.type === 'photographs-wanted') this.post({ type: 'photographs', photographs: [photograph()] });
    for (const look of [...this.#waiting]) look();
  }

  async #sendWasm(file: string): Promise<void> {
    const response = await fetch(simd);
    this.post({ type: 'wasm', file, bytes: await response.arrayBuffer() });
  }
}

/** All that a cell printed on its standard stream. */
export function printed({ outputs }: RunResult, cellId: string): string {
  const texts = (outputs.get(cellId) ?? []).flatMap((output) =>
    output.kind === 'text' && output.stream === 'out' ? [output.text] : [],
  );
  return texts.join('');
}

/** A photograph without a file: colours run across it. */
export function photograph(): Photograph {
  const pixels = new Uint8ClampedArray(256 * 256 * 4);
  for (let i = 0; i < 256 * 256; i++) pixels.set([i % 256, i >> 8, (i * 7) % 256, 255], 4 * i);
  return { id: 'gradient', title: 'A gradient', pixels };
}

const chapters = import.meta.glob<string>('../../content/*/index.mdx', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The notebook's cells, from the chapters themselves. */
export const courseCells = cellsOfChapters(
  Object.entries(chapters).map(([path, text]) => ({
    slug: path.replace(/^.*content\/\d+-|\/index\.mdx$/g, ''),
    mdx: text,
  })),
).filter(({ chapter, role }) => role === 'course' && NOTEBOOK_CHAPTERS.includes(chapter));
