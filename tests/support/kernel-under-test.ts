import { readFile } from 'node:fs/promises';
import { Kernel } from '../../src/kernel/kernel';
import type { Cell } from '../../src/notebook/cell';
import { joinOutput } from '../../src/notebook/join-output';
import type { Output } from '../../src/notebook/output';
import type { BackendName, Event, Photograph, RunStep } from '../../src/notebook/messages';
import { answerWeightsPart, readWeightsPath } from '../../src/notebook/weights-path';
import { cellsOfChapters } from './cells-of-mdx';
import { chapterFiles } from './chapters';
import { NOTEBOOK_CHAPTERS } from './notebook-chapters';

/** The notebook's cells, from the chapters themselves. */
export function courseCells(): readonly Cell[] {
  return allCells().filter(({ chapter, role }) => role === 'course' && NOTEBOOK_CHAPTERS.includes(chapter));
}

/** Every cell of every chapter, exercises too. */
export function allCells(): readonly Cell[] {
  return cellsOfChapters(chapterFiles);
}

/** A cell of the notebook with an eighth of each layer's width, where no test looks at the network's numbers. */
export function narrowed(source: string): string {
  return source.replaceAll(/(filters|units): (\d{2,})/g, (_, name, count) => `${name}: ${Number(count) / 8}`);
}

export function readWasm(file: string): Promise<ArrayBuffer> {
  const url = new URL(`../../node_modules/@tensorflow/tfjs-backend-wasm/dist/${file}`, import.meta.url);
  return readFile(url).then((bytes) => new Uint8Array(bytes).buffer);
}

/** A file of the site, as it stands in public/. */
export function readSiteFile(path: string): Promise<ArrayBuffer> {
  return readFile(new URL(`../../public/${path}`, import.meta.url)).then(
    (bytes) => new Uint8Array(bytes).buffer,
  );
}

/** A photograph without a file: colours run across it, so that no two crops are alike. */
export function gradientPhotograph(id = 'gradient'): Photograph {
  const pixels = new Uint8ClampedArray(256 * 256 * 4);
  for (let i = 0; i < 256 * 256; i++) pixels.set([i % 256, i >> 8, (i * 7) % 256, 255], 4 * i);
  return { id, title: id, pixels };
}

/** Runs cells and keeps what the kernel said. */
export class KernelUnderTest {
  readonly events: Event[] = [];
  /** The buffers that came with them. */
  readonly transferred: Transferable[] = [];
  /** Files of weights that the reader has brought, by name. */
  readonly weights = new Map<string, Blob>();
  readonly kernel = new Kernel({
    post: (event, transfer = []) => {
      this.events.push(event);
      this.transferred.push(...transfer);
    },
    wasm: readWasm,
    file: (path) => (path.startsWith('weights/') ? this.#readWeights(path) : readSiteFile(path)),
    photographs: () => Promise.resolve(['a', 'b', 'c'].map(gradientPhotograph)),
  });
  #runs = 0;

  static async start(backend: BackendName = 'cpu'): Promise<KernelUnderTest> {
    const started = new KernelUnderTest();
    await started.kernel.start({ backend, seed: 1 });
    return started;
  }

  async #readWeights(path: string): Promise<ArrayBuffer> {
    const part = readWeightsPath(path);
    const file = this.weights.get(part.name);
    if (file === undefined) throw new Error(`There is no file ${part.name}.`);
    return answerWeightsPart(part, file);
  }

  /** Runs sources as cells a, b, c, ..., or cells with ids, in an empty scope unless `fresh` is false. */
  async run(
    cells: readonly string[] | readonly Omit<RunStep, 'executionCount'>[],
    { fresh = true }: { fresh?: boolean } = {},
  ): Promise<RunResult> {
    const steps = cells.map((cell, i) => {
      const named = typeof cell === 'string' ? { cellId: String.fromCharCode(97 + i), source: cell } : cell;
      return { ...named, executionCount: 154 + i };
    });
    this.events.length = 0;
    await this.kernel.run({ type: 'run', runId: ++this.#runs, fresh, steps });
    return resultOf(this.events);
  }
}

export interface RunResult {
  /** By cell. */
  outputs: ReadonlyMap<string, readonly Output[]>;
  outcomes: readonly string[];
  ended: Extract<Event, { type: 'run-ended' }>;
}

function resultOf(events: readonly Event[]): RunResult {
  const outputs = new Map<string, readonly Output[]>();
  const outcomes: string[] = [];
  for (const event of events) {
    if (event.type === 'output') {
      outputs.set(event.cellId, joinOutput(outputs.get(event.cellId) ?? [], event.output));
    }
    if (event.type === 'cell-ended') outcomes.push(`${event.cellId} ${event.outcome}`);
  }
  const ended = events.find((event) => event.type === 'run-ended');
  if (!ended) throw new Error('The run did not end.');
  return { outputs, outcomes, ended };
}

/** All that a cell printed on its standard stream. */
export function printed({ outputs }: RunResult, cellId: string): string {
  const texts = (outputs.get(cellId) ?? []).flatMap((output) =>
    output.kind === 'text' && output.stream === 'out' ? [output.text] : [],
  );
  return texts.join('');
}
