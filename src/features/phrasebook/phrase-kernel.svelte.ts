/** The kernel of the rows: apart from the notebook's, one row at a time, each in an empty scope. */
import { KernelClient, type KernelStatus } from '../../client/kernel/kernel-client';
import { startWorker } from '../../client/kernel/kernel-worker';
import { loadSiteFile } from '../../client/kernel/site-files';
import { startOptions } from '../../client/kernel/start-options';
import { loadWasm } from '../../client/kernel/wasm-files';
import { loadPhotographs } from '../../client/photograph/decode';
import { joinOutput } from '../../notebook/join-output';
import type { Event } from '../../notebook/messages';
import type { Output } from '../../notebook/output';

/** What came of a row's run so far. */
export interface PhraseRun {
  state: 'running' | 'done' | 'error' | 'stopped' | 'lost';
  /** What ran. */
  source: string;
  outputs: readonly Output[];
  /** Of a run that was lost: what happened, and what to do. */
  message: string | null;
}

class PhraseKernel {
  #status = $state.raw<KernelStatus>({ state: 'absent' });
  #runs = $state.raw<Readonly<Record<string, PhraseRun>>>({});
  /** The row that runs; null if none does. */
  #running: string | null = null;
  #runId = 0;
  readonly #client = new KernelClient({
    onEvent: (event) => this.#receive(event),
    onStatus: (status) => (this.#status = status),
    onDiscarded: () => this.#end('stopped'),
    onRenewed: () => this.#end('stopped'),
    // The rows have no use for a graphics processor, and start at once without.
    startOptions: () => startOptions('cpu'),
    loadPhotographs,
    loadWasm,
    loadFile: loadSiteFile,
    startWorker,
  });

  /** Its script is on its way, or it looks for what it needs. */
  get isStarting(): boolean {
    return this.#status.state === 'fetching' || this.#status.state === 'starting';
  }

  /** Null for a row that has not run. */
  of(id: string): PhraseRun | null {
    return this.#runs[id] ?? null;
  }

  /** Runs a row; another that runs is stopped. */
  run(id: string, source: string): void {
    this.#end('stopped');
    this.#running = id;
    this.#set(id, { state: 'running', source, outputs: [], message: null });
    const step = { cellId: id, source, executionCount: ++this.#runId };
    this.#client.run({ type: 'run', runId: this.#runId, fresh: true, steps: [step] });
  }

  stop(): void {
    this.#client.stop();
  }

  #receive(event: Event): void {
    if (event.type === 'lost') this.#end('lost', event.message);
    if (!('runId' in event) || event.runId !== this.#runId || this.#running === null) return;
    const run = this.of(this.#running);
    if (event.type === 'output' && run !== null) {
      this.#set(this.#running, { ...run, outputs: joinOutput(run.outputs, event.output) });
    }
    if (event.type === 'run-ended') this.#end(event.outcome);
  }

  #end(state: PhraseRun['state'], message: string | null = null): void {
    const run = this.#running === null ? null : this.of(this.#running);
    if (this.#running !== null && run !== null) this.#set(this.#running, { ...run, state, message });
    this.#running = null;
  }

  #set(id: string, run: PhraseRun): void {
    this.#runs = { ...this.#runs, [id]: run };
  }
}

export const phraseKernel = new PhraseKernel();
