/** The session of this tab: its cells are fetched and what was kept is taken up when it is first wanted. */
import { createSession, type Session } from '../../notebook/session';
import { siteUrl } from '../addresses/site-url';
import { fetchFile, isConnectionError } from '../errors/connection';
import { notify, notifyLasting } from '../errors/notices.svelte';
import { explain, unexpected } from '../errors/unexpected';
import { channelOfTabs } from '../keeping/channel';
import type { TabDocument, DocumentSync } from '../keeping/sync';
import type { PendingVersion } from '../keeping/merge-documents';
import { leaveUnsaved, mayHoldSomething } from '../keeping/unsaved';
import { newId } from './new-id';

export class TabSession {
  #current = $state.raw<Session | null>(null);
  #pending = $state.raw<readonly PendingVersion[]>([]);
  #loading: Promise<void> | null = null;
  #sync: DocumentSync | null = null;
  #fetching: Promise<DocumentSync> | null = null;
  /** Typed before the session was there. */
  #typed: Record<string, string> = {};

  /** Null until the list of cells has been fetched. */
  get current(): Session | null {
    return this.#current;
  }

  /** Puts the session that follows in place of the current one; what changed in it is kept. */
  advance(session: Session): void {
    const before = this.#current;
    this.#current = session;
    // What a run prints is written when it has ended.
    if (session.run !== null && session.changes === before?.changes) return;
    this.#sync?.changed();
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

  /** Acts at once if the session is there, else as soon as it is. Notifies the reader if it cannot be fetched. */
  withSession(act: (session: Session) => void): void {
    if (this.#current !== null) {
      act(this.#current);
      return;
    }
    this.ready.then(
      () => {
        if (this.#current !== null) act(this.#current);
      },
      (error: unknown) => notify(explain(error)),
    );
  }

  /** Keeps what a reader types before the session is there: it survives the page. */
  keepEarly(cellId: string, source: string): void {
    if (this.#current === null) this.#typed[cellId] = source;
  }

  /** The session with what waits for the reader's word; null until it is there. */
  get document(): TabDocument | null {
    return this.#current && { session: this.#current, pending: this.#pending };
  }

  /** As `advance`, for a step that also settles what waits for the reader's word. */
  resolve(step: (document: TabDocument) => TabDocument): void {
    this.withSession((session) => {
      const next = step({ session, pending: this.#pending });
      this.#pending = next.pending;
      this.advance(next.session);
    });
  }

  /** Call it when the page is hydrated: what was kept on this device is taken up, and what other tabs do from then on. */
  wake(): void {
    const load = () => this.withSession(() => undefined);
    if (mayHoldSomething()) load();
    channelOfTabs()?.addEventListener('message', load);
    addEventListener('pagehide', () => {
      const typed = this.#typed;
      if (Object.keys(typed).length > 0) leaveUnsaved(newId(), { typed });
    });
  }

  async #load(): Promise<void> {
    const cells = await fetchFile(
      siteUrl('cells.json'),
      async (response) => {
        const { readCells } = await import('./cells-schema');
        return readCells(await response.json());
      },
      'The list of cells could not be fetched. Check the connection and try again.',
    );
    const fresh = createSession(cells);
    try {
      const sync = await this.#fetchSync();
      this.#show(await sync.restore(fresh));
      this.#sync = sync;
      this.#typed = {};
    } catch (error) {
      // Without a sync nothing is written: what is kept stays as it is.
      this.#current = fresh;
      if (isConnectionError(error)) {
        notifyLasting('What keeps your changes could not be fetched: they last until this tab is closed.');
      } else unexpected(error);
    }
  }

  #fetchSync(): Promise<DocumentSync> {
    this.#fetching ??= import('../keeping/sync').then(
      ({ DocumentSync }) =>
        new DocumentSync({
          document: () => this.document,
          show: (document) => this.#show(document),
          typed: () => this.#typed,
        }),
    );
    // Of any failure `#load` hears: here it only makes room for fetching again.
    this.#fetching.catch(() => (this.#fetching = null));
    return this.#fetching;
  }

  /** Shows what is no change of this tab's. */
  #show({ session, pending }: TabDocument): void {
    this.#current = session;
    this.#pending = pending;
  }
}

export const tabSession = new TabSession();
