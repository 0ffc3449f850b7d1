/** The session of this tab: its cells fetched, what was kept taken up, and all that a reader does to them. */
import type { Cell } from '../../notebook/cell';
import {
  deleteCell,
  editCell,
  insertCell,
  redo,
  replaceSource,
  resetCell,
  resetCells,
  takeChanges,
  undo,
} from '../../notebook/change-session';
import { NO_CHANGES, type Changes } from '../../notebook/changes';
import { createSession, type Session } from '../../notebook/session';
import type { Stamped } from '../../notebook/stamp';
import { siteUrl } from '../addresses/site-url';
import { fetchFile, isNetworkError } from '../errors/network';
import { notify, notifyLasting } from '../errors/notices.svelte';
import { explain, unexpected } from '../errors/unexpected';
import type { Held, Keeper } from './keeper';
import type { Rival } from './notes';
import { channelOfTabs } from './channel';
import { adoptOrphan, offerFor, orphansOf, settleOffer, type Offer, type Orphan } from './offers';
import { leaveUnsaved, mayHoldSomething } from './unsaved';

export class ReaderSession {
  /** Null until the list of cells has been fetched. */
  #session = $state.raw<Session | null>(null);
  #rivals = $state.raw<readonly Rival[]>([]);
  #loading: Promise<void> | null = null;
  #keeper: Keeper | null = null;
  #awaking: Promise<Keeper> | null = null;
  /** Typed before the session was there. */
  #typed: Record<string, string> = {};

  protected get session(): Session | null {
    return this.#session;
  }

  protected set session(session: Session | null) {
    const before = this.#session;
    this.#session = session;
    // What a run prints is written when it has ended.
    if (session === null || (session.run !== null && session.changes === before?.changes)) return;
    this.#keeper?.changed();
  }

  /**
   * Resolves when the list of cells, and what was kept on this device, are there: asking for it fetches them.
   *
   * @throws {FetchError} if the list cannot be fetched; asking again tries again
   */
  get ready(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  /** What the reader has made of the course. */
  get changes(): Changes {
    return this.#session?.changes ?? NO_CHANGES;
  }

  /** What `undo` would take back, for the reader; null if there is nothing. */
  get undoLabel(): string | null {
    return this.#session?.undo.at(-1)?.label ?? null;
  }

  /** What `redo` would do again, for the reader; null if there is nothing. */
  get redoLabel(): string | null {
    return this.#session?.redo.at(-1)?.label ?? null;
  }

  /** The source of a cell as its author publishes it; null for the reader's own, and until `ready`. */
  publishedSource(cellId: string): string | null {
    return this.#session?.published.find(({ cell }) => cell.id === cellId)?.source ?? null;
  }

  /** Every cell as its author publishes it, in order; none until `ready`. */
  get published(): readonly Stamped[] {
    return this.#session?.published ?? [];
  }

  /** All cells in order, the reader's own among them, with their sources as they stand; none until `ready`. */
  sources(): readonly Stamped[] {
    return this.#session?.present ?? [];
  }

  /**
   * The reader's own cells that stand directly below a published one, in order.
   *
   * @param anchor null for those at the top of the chapter
   */
  scratchBeside(anchor: string | null, chapter: string): readonly Cell[] {
    const cells = this.sources()
      .map(({ cell }) => cell)
      .filter((cell) => cell.chapter === chapter);
    const start = anchor === null ? 0 : cells.findIndex(({ id }) => id === anchor) + 1;
    if (anchor !== null && start === 0) return [];
    const below = cells.slice(start);
    const end = below.findIndex(({ role }) => role !== 'scratch');
    return end < 0 ? below : below.slice(0, end);
  }

  edit(cellId: string, source: string): void {
    if (this.#session === null) this.#typed[cellId] = source;
    this.#change((session) => editCell(session, cellId, source));
  }

  /** Gives a cell another source, as a step that can be taken back. */
  replace(cellId: string, label: string, source: string): void {
    this.#change((session) => replaceSource(session, cellId, label, source));
  }

  /** Puts in a cell of the reader's own and gives its id. It is there at once if the session is `ready`. */
  insert(beside: string, where: 'above' | 'below', source = ''): string {
    const id = newId();
    this.#change((session) => insertCell(session, { beside, where }, { id, source }));
    return id;
  }

  /** Takes out a cell of the reader's own. Published ones stay. */
  remove(cellId: string): void {
    this.#change((session) => deleteCell(session, cellId));
  }

  reset(cellId: string): void {
    this.#change((session) => resetCell(session, cellId));
  }

  resetChapter(slug: string): void {
    this.#change((session) => resetCells(session, slug));
  }

  resetAll(): void {
    this.#change((session) => resetCells(session, null));
  }

  undo(): void {
    this.#change(undo);
  }

  redo(): void {
    this.#change(redo);
  }

  /** Puts changes that come from elsewhere in place of the reader's, as a step that can be taken back. */
  take(label: string, changes: Changes): void {
    this.#change((session) => takeChanges(session, label, changes));
  }

  /** What waits for the reader at a cell of which there are two versions; null if nothing does. */
  offerFor(cellId: string): Offer | null {
    const held = this.#held();
    return held && offerFor(held, cellId);
  }

  /** The cell says `source` from now on. */
  settle(offer: Offer, source: string): void {
    this.#settle((held) => settleOffer(held, offer, source));
  }

  /** Texts of the reader's whose cells are gone. */
  get orphans(): readonly Orphan[] {
    const held = this.#held();
    return held ? orphansOf(held) : [];
  }

  /** Makes such a text a cell of the reader's own, at the end of the course. */
  adopt(orphan: Orphan): void {
    this.#settle((held) => adoptOrphan(held, orphan, newId()));
  }

  #settle(step: (held: Held) => Held): void {
    this.withSession((session) => {
      const next = step({ session, rivals: this.#rivals });
      this.#rivals = next.rivals;
      this.session = next.session;
    });
  }

  #held(): Held | null {
    return this.#session && { session: this.#session, rivals: this.#rivals };
  }

  #change(step: (session: Session) => Session): void {
    this.withSession((session) => (this.session = step(session)));
  }

  /** Acts at once if the session is there, else as soon as it is. Notifies the reader if it cannot be fetched. */
  protected withSession(act: (session: Session) => void): void {
    if (this.#session !== null) {
      act(this.#session);
      return;
    }
    this.ready.then(
      () => {
        if (this.#session !== null) act(this.#session);
      },
      (error: unknown) => notify(explain(error)),
    );
  }

  async #load(): Promise<void> {
    const cells = await fetchFile(
      siteUrl('cells.json'),
      async (response) => (await response.json()) as Cell[],
      'The list of cells could not be fetched. Check the connection and try again.',
    );
    const fresh = createSession(cells);
    try {
      const keeper = await this.#awake();
      this.#show(await keeper.restore(fresh));
      this.#keeper = keeper;
      this.#typed = {};
    } catch (error) {
      // Without a keeper nothing is written: what is kept stays as it is.
      this.#session = fresh;
      if (isNetworkError(error)) {
        notifyLasting('What keeps your changes could not be fetched: they last until this tab is closed.');
      } else unexpected(error);
    }
  }

  /** Call it when the page is alive: what was kept on this device is taken up, and what other tabs do from then on. */
  wake(): void {
    const load = () => this.withSession(() => undefined);
    if (mayHoldSomething()) load();
    channelOfTabs()?.addEventListener('message', load);
    addEventListener('pagehide', () => {
      const typed = this.#typed;
      if (Object.keys(typed).length > 0) leaveUnsaved(newId(), { typed });
    });
  }

  #awake(): Promise<Keeper> {
    this.#awaking ??= import('./keeper').then(
      ({ Keeper }) =>
        new Keeper({
          held: () => this.#held(),
          show: (held) => this.#show(held),
          typed: () => this.#typed,
        }),
    );
    this.#awaking.catch(() => (this.#awaking = null));
    return this.#awaking;
  }

  /** No change of this tab's. */
  #show({ session, rivals }: Held): void {
    this.#session = session;
    this.#rivals = rivals;
  }
}

/** An id that no other cell has, in this tab or another. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return `own-${Array.from(bytes, (byte) => byte.toString(36).padStart(2, '0')).join('')}`;
}
