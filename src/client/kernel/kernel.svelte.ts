/** The tab's kernel: how it fares, what it is asked, and the choice of its backend. Knows nothing of cells. */
import type { Ask } from '../../kernel/questions';
import type { BackendName, Event, HeldNetwork } from '../../notebook/messages';
import { notices, notify } from '../errors/notices.svelte';
import { readPreference, writePreference } from '../keeping/preferences';
import { loadPhotographs } from '../photograph/decode';
import { KernelClient, type KernelStatus, type RunRequest } from './kernel-client';
import { startWorker } from './kernel-worker';
import { loadSiteFile } from './site-files';
import { startOptions } from './start-options';
import { loadWasm } from './wasm-files';

const backendNames = ['auto', 'webgl', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendChoice = BackendName | 'auto';

/** What the kernel tells: its events; that it was thrown away on purpose; that another, empty, is in its place. */
export type KernelNews = Event | { type: 'discarded' } | { type: 'renewed' };

class TabKernel {
  #status = $state.raw<KernelStatus>({ state: 'absent' });
  #memory = $state.raw<{ tensors: number; bytes: number } | null>(null);
  #networks = $state.raw<readonly HeldNetwork[]>([]);
  #backend = $state.raw<BackendChoice>(readPreference('backend', backendNames) ?? 'auto');
  #stopping = $state(false);
  readonly #listeners = new Set<(news: KernelNews) => void>();
  readonly #client = new KernelClient({
    onEvent: (event) => this.#receive(event),
    onStatus: (status) => {
      this.#status = status;
      if (status.state !== 'ready') {
        this.#memory = null;
        this.#networks = [];
      }
      if (status.state === 'failed') notify(status.message);
    },
    onDiscarded: () => this.#receive({ type: 'discarded' }),
    onRenewed: () => {
      this.#receive({ type: 'renewed' });
      // After a run has begun again, which takes back what was told before.
      notify(
        'Something that a cell left behind, such as an endless loop in a timer, kept the kernel busy: a new one has taken its place. If it happens again, change that cell; nothing you wrote is lost.',
      );
    },
    startOptions: () => startOptions(this.#backend),
    loadPhotographs,
    loadWasm,
    loadFile: loadSiteFile,
    startWorker,
  });

  get status(): KernelStatus {
    return this.#status;
  }

  /** What the kernel holds; null before its first run. */
  get memory(): { tensors: number; bytes: number } | null {
    return this.#memory;
  }

  /** Those with layers that the last run has left, the one that the page looks at by itself first. */
  get networks(): readonly HeldNetwork[] {
    return this.#networks;
  }

  get backend(): BackendChoice {
    return this.#backend;
  }

  /** Stop was pressed, and the run has not ended yet. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Runs cells, starting a kernel if there is none. */
  run(request: RunRequest): void {
    notices.clearPassing();
    this.#client.run(request);
  }

  /** @param running there is a run to wait for */
  stop(running: boolean): void {
    this.#stopping = running;
    this.#client.stop();
  }

  /** Throws the kernel away; the cells keep what they show. */
  restart(): void {
    this.#client.restart();
    notices.clearPassing();
  }

  /** The choice takes effect with a new kernel. */
  chooseBackend(backend: BackendChoice): void {
    this.#backend = backend;
    writePreference('backend', backend);
    this.restart();
  }

  /** Asks the kernel, starting one if there is none. */
  readonly ask: Ask = (question, ...parameters) => this.#client.ask(question, ...parameters);

  /** Hands on what the kernel tells, to listeners in the order in which they came. Gives the function that ends it. */
  listen(listener: (news: KernelNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #receive(news: KernelNews): void {
    if (news.type === 'networks') this.#networks = news.networks;
    if (news.type === 'run-ended') this.#memory = { tensors: news.tensors, bytes: news.bytes };
    if (['run-ended', 'lost', 'discarded', 'renewed'].includes(news.type)) this.#stopping = false;
    for (const listener of this.#listeners) listener(news);
  }
}

export const kernel = new TabKernel();
