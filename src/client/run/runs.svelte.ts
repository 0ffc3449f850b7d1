/** Runs of cells: what is asked of the kernel, and what its events make of the session. */
import { cellView, nameAsShown } from '../../notebook/cell-view';
import type { Event } from '../../notebook/messages';
import { goalsOf, type Target } from '../../notebook/plan';
import {
  emptyQueue,
  isBusy,
  nextRequest,
  receive,
  renewSession,
  requestRun,
  restartSession,
  type Requested,
  type Session,
} from '../../notebook/session';
import { nameOf } from '../../notebook/cell';
import { addressOf } from '../addresses/cell-address';
import { tabSession } from '../document/tab-session.svelte';
import { notify } from '../errors/notices.svelte';
import { describeKernel } from '../kernel/describe-kernel';
import { kernel, type KernelNews } from '../kernel/kernel.svelte';
import { ownTimes } from '../trace/layer-times.svelte';
import { shown } from '../trace/shown.svelte';
import { ownTraces } from '../trace/traces.svelte';

class Runs {
  /** Cells in the page, and whether each shows a model. */
  readonly #inPage = new Map<string, boolean>();
  /** Ids of the cells that were asked for since nothing ran; the others run because those need them. */
  #wanted: ReadonlySet<string> = new Set();

  constructor() {
    kernel.listen((news) => this.#onNews(news));
  }

  /** What the kernel is doing, in a few words. */
  get doing(): string {
    const cell = this.#runningCell();
    const atOnce = ownTraces.tracing ? 'Drawing the photograph' : ownTimes.measuring ? 'Timing layers' : null;
    return describeKernel(kernel.status, cell === null ? atOnce : `Running ${cell}`);
  }

  /** Cells run or wait for their turn: there is something to stop. */
  get busy(): boolean {
    return tabSession.current !== null && isBusy(tabSession.current);
  }

  /** The kernel is at work on cells, and answers no questions. */
  get running(): boolean {
    return tabSession.current !== null && tabSession.current.run !== null;
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
    tabSession.withSession((session) => {
      const first = session.present[0];
      if (first !== undefined) this.#request({ scope: 'all', cellId: first.cell.id });
    });
  }

  runAbove(cellId: string): void {
    this.#request({ scope: 'above', cellId });
  }

  runBelow(cellId: string): void {
    this.#request({ scope: 'below', cellId });
  }

  stop(): void {
    if (tabSession.current !== null) tabSession.advance(emptyQueue(tabSession.current));
    kernel.stop(this.running);
  }

  /**
   * Lets the photograph flow through the network, and first runs what the page's cells need to show it. With the learned
   * weights, nothing has to run.
   */
  showPhotograph(): void {
    if (shown.weights === 'learned') {
      void shown.learned?.traces.trace();
      void ownTraces.trace();
      return;
    }
    const wanted = [...this.#inPage].filter(([, showsModel]) => showsModel).map(([cellId]) => cellId);
    tabSession.withSession((session) => {
      // What a cell shows may be older than the kernel: a stop or a restart has emptied it since.
      const held = session.history?.map(({ cellId }) => cellId) ?? [];
      const behind = wanted.filter((cellId) => !held.includes(cellId));
      const last = session.present.findLast(({ cell }) => behind.includes(cell.id));
      if (last !== undefined && session.run === null) this.run(last.cell.id);
      else void ownTraces.trace();
    });
  }

  /** How the page names the cell that runs now; null if none does. */
  #runningCell(): string | null {
    const session = tabSession.current;
    const running = session?.present.find(({ cell }) => cellView(session, cell.id).state === 'running')?.cell;
    return running === undefined ? null : nameOf(running);
  }

  #request(target: Target): void {
    tabSession.withSession((session) => {
      const wanted = goalsOf(session.present, target).flat();
      this.#wanted = new Set([...(isBusy(session) ? this.#wanted : []), ...wanted]);
      this.#advance(requestRun(session, target));
    });
  }

  #advance({ session, request }: Requested): void {
    tabSession.advance(session);
    if (request !== null) kernel.run(request);
  }

  #onNews(news: KernelNews): void {
    if (['lost', 'discarded', 'renewed'].includes(news.type)) ownTraces.abandon();
    if (news.type === 'run-ended') ownTraces.outdate();
    if (['lost', 'discarded', 'renewed', 'run-ended'].includes(news.type)) ownTimes.forget();
    const session = tabSession.current;
    if (session === null) return;
    if (news.type === 'discarded') tabSession.advance(restartSession(session));
    else if (news.type === 'renewed') this.#advance(nextRequest(renewSession(session)));
    else this.#receive(session, news);
  }

  #receive(session: Session, event: Event): void {
    tabSession.advance(receive(session, event, performance.now()));
    if (event.type === 'cell-ended' && event.outcome === 'error') this.#notifyOfDistantError(event.cellId);
    // A run that waits may be a long training: what has been built is drawn before it.
    if (event.type === 'run-ended') void ownTraces.trace().finally(() => this.#advanceQueue());
    else this.#advanceQueue();
  }

  #advanceQueue(): void {
    if (tabSession.current !== null) this.#advance(nextRequest(tabSession.current));
  }

  /** A cell of another page that failed would otherwise fail unseen. */
  #notifyOfDistantError(cellId: string): void {
    const session = tabSession.current;
    const cell = session?.present.find((stamped) => stamped.cell.id === cellId)?.cell;
    if (!session || cell === undefined || this.#inPage.has(cellId)) return;
    const why = this.#wanted.has(cellId) ? '' : ', which had to run first';
    notify(`An error ended ${nameAsShown(session, cell)}${why}.`, addressOf(cell));
  }
}

export const runs = new Runs();
