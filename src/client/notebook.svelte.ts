/**
 * The page's notebook: one session, one kernel, one chosen photograph. Lives as long as the tab, through every
 * navigation between chapters; the components read it and call its actions.
 */
import { heldNetwork, madeNetwork } from '../notebook/built-network';
import { nameOf } from '../notebook/cell';
import { cellView, type CellView } from '../notebook/cell-view';
import type { Ask } from '../kernel/questions';
import type { Target } from '../notebook/plan';
import { courseSeed, type BackendName, type Event } from '../notebook/messages';
import {
  emptyQueue,
  isBusy,
  nextRequest,
  receive,
  requestRun,
  restartSession,
  type Requested,
  type Session,
} from '../notebook/session';
import type { Network } from '../model/layer';
import { addressOf } from './addresses/cell-address';
import { Inspection } from './inspection.svelte';
import { ReaderSession } from './keeping/reader-session.svelte';
import { describeKernel } from './kernel/describe-kernel';
import { KernelClient, type KernelStatus, type RunRequest } from './kernel/kernel-client';
import { loadWasm } from './kernel/wasm-files';
import { ChosenPhotograph } from './photograph/chosen-photograph.svelte';
import { loadPhotographs } from './photograph/decode';
import { notices, notify } from './errors/notices.svelte';
import { readPreference, writePreference } from './keeping/preferences';
import type { LiveNetwork } from './shown-network';
import type { LiveActivations } from '../notebook/activations';

const backendNames = ['auto', 'webgl', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendChoice = BackendName | 'auto';

class Notebook extends ReaderSession {
  readonly photograph = new ChosenPhotograph();
  /** What the page asks of the network that the kernel holds. */
  readonly inspection = new Inspection({
    ask: (question, ...parameters) => this.#client.ask(question, ...parameters),
    whyNot: () => this.#whyNotInspected(),
    photograph: () => this.photograph.decoded(),
    notify,
  });
  #kernel = $state.raw<KernelStatus>({ state: 'absent' });
  #memory = $state.raw<{ tensors: number; bytes: number } | null>(null);
  #backend = $state.raw<BackendChoice>(readPreference('backend', backendNames) ?? 'auto');
  #stopping = $state(false);

  readonly #client: KernelClient;
  readonly #listeners = new Set<(event: Event) => void>();
  /** Cells in the page, and whether each shows a model. */
  readonly #inPage = new Map<string, boolean>();

  constructor() {
    super();
    this.#client = new KernelClient({
      onEvent: (event) => this.#receive(event),
      onStatus: (status) => {
        this.#kernel = status;
        if (status.state !== 'ready') this.#memory = null;
        if (status.state === 'failed') notify(status.message);
      },
      onDiscarded: () => {
        this.#stopping = false;
        this.inspection.abandon();
        if (this.session !== null) this.session = restartSession(this.session);
      },
      startOptions: () => ({ backend: this.#backend, seed: courseSeed }),
      loadPhotographs,
      loadWasm,
      startWorker: () =>
        new Worker(new URL('../kernel/kernel.worker.ts', import.meta.url), {
          type: 'module',
          name: 'AlexNet kernel',
        }),
    });
  }

  get kernel(): KernelStatus {
    return this.#kernel;
  }

  /** What the kernel holds; null before its first run. */
  get memory(): { tensors: number; bytes: number } | null {
    return this.#memory;
  }

  get backend(): BackendChoice {
    return this.#backend;
  }

  /** What the layers last gave on the photograph. */
  get activations(): LiveActivations {
    return this.inspection.activations;
  }

  /** How the page names the cell that runs now; null if none does. */
  get runningCellName(): string | null {
    const session = this.session;
    const running = session?.present.find(({ cell }) => cellView(session, cell.id).state === 'running')?.cell;
    return running === undefined ? null : nameOf(running);
  }

  /** What the kernel is doing, in a few words. */
  get doing(): string {
    return describeKernel(this.#kernel, this.runningCellName);
  }

  /** Cells run or wait for their turn: there is something to stop. */
  get busy(): boolean {
    return this.session !== null && isBusy(this.session);
  }

  /** The kernel is at work on cells, and answers no questions. */
  get running(): boolean {
    return this.session !== null && this.session.run !== null;
  }

  /** Stop was pressed, and the run has not ended yet. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** The network that the cells which ran in this visit made; null while it has no layers. */
  get built(): LiveNetwork | null {
    const built = this.builtThrough(null);
    return built?.network.layers.length === 0 ? null : built;
  }

  /** The same as far as the end of a chapter, without layers too; null or one without cells: all of it. */
  builtThrough(chapter: string | null): LiveNetwork | null {
    const made = this.session && madeNetwork(this.session, chapter);
    if (made === null) return null;
    const addresses = this.session?.present.map(({ cell }) => [cell.id, addressOf(cell)] as const);
    const addressOfCell = new Map(addresses);
    const cellOf = Object.fromEntries(
      Object.entries(made.madeBy).map(([layer, cellId]) => [layer, addressOfCell.get(cellId) ?? '']),
    );
    return { network: made.network, cellOf, reached: made.reached };
  }

  /** The network that the kernel holds now; null if there is none. */
  get held(): Network | null {
    return this.session && this.#memory && heldNetwork(this.session);
  }

  /** What a cell shows; null while nothing has happened that could make it differ from what was published. */
  view(cellId: string): CellView | null {
    const session = this.session;
    // A cell of the reader's own may have just been taken out.
    const present = session?.present.some(({ cell }) => cell.id === cellId) ?? false;
    return session === null || !present ? null : cellView(session, cellId);
  }

  /** Says that a cell is in the page, and whether it shows a model. Gives the function that takes it back. */
  enter(cellId: string, showsModel: boolean): () => void {
    this.#inPage.set(cellId, showsModel);
    return () => this.#inPage.delete(cellId);
  }

  run(cellId: string): void {
    this.#request({ scope: 'cell', cellId });
  }

  runAll(): void {
    this.withSession((session) => {
      const first = session.present[0];
      if (first !== undefined) this.#advance(requestRun(session, { scope: 'all', cellId: first.cell.id }));
    });
  }

  runAbove(cellId: string): void {
    this.#request({ scope: 'above', cellId });
  }

  runBelow(cellId: string): void {
    this.#request({ scope: 'below', cellId });
  }

  stop(): void {
    if (this.session !== null) this.session = emptyQueue(this.session);
    this.#stopping = this.running;
    this.#client.stop();
  }

  /** Throws the kernel away; the cells keep what they show. */
  restart(): void {
    this.#client.restart();
    notices.clearPassing();
  }

  /** Asks the kernel, starting one if there is none. */
  readonly ask: Ask = (question, ...parameters) => this.#client.ask(question, ...parameters);

  /** Hands on the kernel's events to a part of the page that is fetched when it is opened. Gives the function that ends it. */
  listen(hear: (event: Event) => void): () => void {
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  tellOfMissingEditor(): void {
    notify('The editor could not be fetched. Check the connection, then press the code again.');
  }

  /** The choice takes effect with a new kernel. */
  chooseBackend(backend: BackendChoice): void {
    this.#backend = backend;
    writePreference('backend', backend);
    this.restart();
  }

  /**
   * Lets one of the course's photographs flow through the network, and first runs what the page's cells need.
   *
   * @throws Error in words for the reader, if it cannot be loaded
   */
  async choosePhotograph(id: string): Promise<void> {
    await this.photograph.choose(id);
    this.#flow();
  }

  /**
   * The same with a picture of the reader's, which never leaves the device.
   *
   * @throws Error in words for the reader, if the file is no picture
   */
  async chooseOwnPicture(file: Blob): Promise<void> {
    await this.photograph.chooseOwn(file);
    this.#flow();
  }

  #flow(): void {
    const wanted = [...this.#inPage].filter(([, showsModel]) => showsModel).map(([cellId]) => cellId);
    this.withSession((session) => {
      // What a cell shows may be older than the kernel: a stop or a restart has emptied it since.
      const held = session.history?.map(({ cellId }) => cellId) ?? [];
      const behind = wanted.filter((cellId) => !held.includes(cellId));
      const last = session.present.findLast(({ cell }) => behind.includes(cell.id));
      if (last !== undefined && session.run === null) this.run(last.cell.id);
      else void this.inspection.trace();
    });
  }

  #request(target: Target): void {
    this.withSession((session) => this.#advance(requestRun(session, target)));
  }

  #advance({ session, request }: Requested): void {
    this.session = session;
    if (request !== null) this.#post(request);
  }

  #receive(event: Event): void {
    if (event.type === 'lost') this.inspection.abandon();
    if (event.type === 'run-ended') {
      this.#memory = { tensors: event.tensors, bytes: event.bytes };
      this.inspection.forget();
    }
    if (event.type === 'run-ended' || event.type === 'lost') this.#stopping = false;
    if (this.session !== null) this.#hear(event, this.session);
    for (const hear of this.#listeners) hear(event);
  }

  #hear(event: Event, session: Session): void {
    this.session = receive(session, event, performance.now());
    if (event.type === 'cell-ended' && event.outcome === 'error') this.#tellOfDistantError(event.cellId);
    // A run that waits may be a long training: what has been built is drawn before it. The kernel serves what it is
    // asked in the order in which that is posted, so the run is posted once the trace has been.
    if (event.type === 'run-ended') void this.inspection.trace().then(() => this.#advanceQueue());
    else this.#advanceQueue();
  }

  #advanceQueue(): void {
    if (this.session !== null) this.#advance(nextRequest(this.session));
  }

  /** A cell of another page that had to run first and failed would otherwise fail unseen. */
  #tellOfDistantError(cellId: string): void {
    const cell = this.session?.present.find((stamped) => stamped.cell.id === cellId)?.cell;
    if (cell === undefined || this.#inPage.has(cellId)) return;
    notify(`An error ended ${nameOf(cell)}, which had to run first.`, addressOf(cell));
  }

  /** Why the kernel cannot be asked about its network, for the reader; null if it can. */
  #whyNotInspected(): string | null {
    if (this.running) return 'The notebook is running. The network can be looked into when it has ended.';
    if (this.held !== null && this.#kernel.state === 'ready') return null;
    return 'The network has to run first: nothing of it is in this browser yet.';
  }

  #post(request: RunRequest): void {
    notices.clearPassing();
    this.#client.run(request);
  }
}

export const notebook = new Notebook();
