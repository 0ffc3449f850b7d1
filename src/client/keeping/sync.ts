/**
 * Synchronises a tab's document with the one that the device keeps, and so with the other tabs. Every tab works on its
 * own, from a *base*: the version that it last had in common with the store. In one transaction the tab's *local*
 * version and the store's *remote* one become one (`merge-documents.ts`), which is written and is the next base; the
 * other tabs are told. Where both changed a cell, the remote text is *pending* until the reader resolves the conflict
 * (`conflicts.ts`). The five places where a text may be, and when it moves, are drawn in src/README.md.
 */
import * as v from 'valibot';
import type { Session } from '../../notebook/session';
import { keptFrom, restoreSession, withKept } from '../../notebook/kept';
import { notifyLasting } from '../errors/notices.svelte';
import { unexpected } from '../errors/unexpected';
import { channelOfTabs } from './channel';
import { mergeDocuments, EMPTY_DOCUMENT, type KeptDocument, type PendingVersion } from './merge-documents';
import { documentOfTyped, readDocument, readUnsaved, writeDocument } from './read-document';
import { changeStore, StoreRefusal, type StoreStep } from './store';
import { findUnsaved, forgetUnsaved, leaveUnsaved, noteThatKept, setUnsavedAside } from './unsaved';

export interface TabDocument {
  session: Session;
  pending: readonly PendingVersion[];
}

/** What the synchronisation needs of the tab. */
export interface Tab {
  /** Null until it has one. */
  document(): TabDocument | null;
  /** Shows what another tab did. */
  show(open: TabDocument): void;
  /** What the reader typed before it had one, by cell. */
  typed(): Readonly<Record<string, string>>;
}

/** Milliseconds from a change until it is written. */
const delay = 300;

interface Base {
  /** Of the record; null: there was none. */
  revision: string | null;
  document: KeptDocument;
}

interface Step {
  local: KeptDocument;
  base: Base;
  wrote: boolean;
}

export class DocumentSync {
  readonly #tab: Tab;
  readonly #id = crypto.getRandomValues(new Uint32Array(2)).join('-');
  readonly #channel = channelOfTabs();
  #base: Base = { revision: null, document: EMPTY_DOCUMENT };
  /** The tab has something that was not written. */
  #dirty = false;
  /** What it had may be on its way, and not there yet. */
  #writing = false;
  /** The record is of another version of the page, or this one fails to read it: it is not this tab's to touch. */
  #barred = false;
  /** The reader knows that nothing can be kept. */
  #notified = false;
  /** Tabs whose unsaved documents are in this one's, and not yet written. */
  readonly #takenUp: string[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #steps = Promise.resolve();

  constructor(tab: Tab) {
    this.#tab = tab;
    this.#channel?.addEventListener('message', () => this.#sync());
    document.addEventListener('visibilitychange', () => {
      // A page that was frozen may have missed what it was told.
      this.#sync();
    });
    addEventListener('pagehide', () => {
      const open = tab.document();
      if (open === null || !(this.#dirty || this.#writing)) return;
      const [agreed, mine] = [this.#base.document, documentOf(open)].map(withoutOutputs).map(writeDocument);
      // As the first version of the page has named them.
      leaveUnsaved(this.#id, { agreed, mine });
    });
  }

  /**
   * Takes up what was kept. What the page fails to take up stays where it is kept, and the rest is shown.
   *
   * @param fresh a session in which nothing was changed
   */
  async restore(fresh: Session): Promise<TabDocument> {
    let document = await this.#readKept(fresh);
    for (const { tab, found } of findUnsaved()) {
      document = unlessFault(document, () => this.#takeUp(tab, readUnsaved(fresh, found), document));
    }
    const typed = this.#tab.typed();
    if (Object.keys(typed).length > 0) {
      document = unlessFault(document, () =>
        mergeDocuments(EMPTY_DOCUMENT, documentOfTyped(fresh, typed), document),
      );
    }
    if (document !== this.#base.document) this.changed();
    const session = unlessFault(null, () => restoreSession(fresh, document.kept).session);
    if (session === null) this.#barred = true;
    return { session: session ?? fresh, pending: document.pending };
  }

  #takeUp(tab: string, left: ReturnType<typeof readUnsaved>, document: KeptDocument): KeptDocument {
    if (left.local === null) {
      setUnsavedAside(tab);
      notifyLasting(left.trouble);
      return document;
    }
    const merged = mergeDocuments(left.base, left.local, document);
    this.#takenUp.push(tab);
    return merged;
  }

  /** The tab has changed: it is written soon. */
  changed(): void {
    this.#dirty = true;
    this.#timer ??= setTimeout(() => this.#sync(), delay);
  }

  async #readKept(fresh: Session): Promise<KeptDocument> {
    try {
      const { base, trouble } = await changeStore<{ base: Base; trouble: string | null }>((stored) => {
        if (stored === undefined) return { result: { base: this.#base, trouble: null } };
        const { document, trouble } = readDocument(fresh, stored);
        if (document === null) return { setAside: true, result: { base: this.#base, trouble } };
        return { result: { base: { revision: revisionOf(stored), document }, trouble } };
      });
      this.#base = base;
      if (trouble !== null) notifyLasting(trouble);
    } catch (error) {
      // Of a store that is refused the reader is told when there is something to keep.
      if (!(error instanceof StoreRefusal)) {
        this.#barred = true;
        unexpected(error);
      }
    }
    return this.#base.document;
  }

  #sync(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#steps = this.#steps.then(() => this.#step());
  }

  async #step(): Promise<void> {
    if (this.#barred) return;
    const dirty = this.#dirty;
    this.#writing = dirty;
    try {
      const step = await changeStore((stored) => this.#meet(stored));
      if (step === null) return;
      this.#base = step.base;
      this.#notified = false;
      this.#show(step);
      if (!step.wrote) return;
      noteThatKept();
      this.#channel?.postMessage(step.base.revision);
      for (const tab of [this.#id, ...this.#takenUp.splice(0)]) forgetUnsaved(tab);
    } catch (error) {
      this.#dirty ||= dirty;
      if (this.#dirty && !this.#notified) {
        if (error instanceof StoreRefusal) notifyLasting(whyNotKept(error));
        else unexpected(error);
      }
      this.#notified ||= this.#dirty;
    } finally {
      this.#writing = false;
    }
  }

  /** What becomes of the record and of this tab's document when they meet. Runs inside the transaction. */
  #meet(stored: unknown): StoreStep<Step | null> {
    const open = this.#tab.document();
    if (open === null) return { result: null };
    const local = documentOf(open);
    const revision = stored === undefined ? this.#base.revision : revisionOf(stored);
    const dirty = this.#dirty;
    // If the record is gone, the reader has cleared the store: that is no wish to lose what is on the screen.
    const news = stored !== undefined && revision !== this.#base.revision;
    if (!news && !dirty) return { result: null };
    let document = local;
    if (news) {
      const remote = readDocument(open.session, stored);
      if (remote.document === null) {
        this.#barred = true;
        notifyLasting(
          'Another tab has another version of this page open. Reload this tab: until then nothing more of it is kept.',
        );
        return { result: null };
      }
      document = dirty ? mergeDocuments(this.#base.document, local, remote.document) : remote.document;
    }
    this.#dirty = false;
    if (!dirty) return { result: { local, base: { revision, document }, wrote: false } };
    const next = crypto.getRandomValues(new Uint32Array(4)).join('-');
    return {
      write: { revision: next, ...writeDocument(document) },
      result: { local, base: { revision: next, document }, wrote: true },
    };
  }

  #show({ local, base: { document } }: Step): void {
    const open = this.#tab.document();
    if (open === null || document === local) return;
    // The reader may have typed on while the transaction went through.
    const { kept, pending } = this.#dirty ? mergeDocuments(local, documentOf(open), document) : document;
    this.#tab.show({ session: withKept(open.session, kept), pending });
  }
}

function documentOf({ session, pending }: TabDocument): KeptDocument {
  return { kept: keptFrom(session), pending };
}

/** Outputs come back when a cell runs, and may be large. */
function withoutOutputs({ kept, pending }: KeptDocument): KeptDocument {
  return { kept: { ...kept, outputs: {} }, pending };
}

function revisionOf(stored: unknown): string {
  const found = v.safeParse(v.object({ revision: v.string() }), stored);
  return found.success ? found.output.revision : '';
}

function whyNotKept({ isFull }: StoreRefusal): string {
  return isFull
    ? 'This device has no room left for your changes: they last until this tab is closed. To keep them, copy a link to them, or make room and change something.'
    : 'This browser lets the page keep nothing, as in some private windows: your changes last until this tab is closed. To keep them, copy a link to them.';
}

/** What the step gives; `otherwise`, if the page fails in it. */
function unlessFault<T>(otherwise: T, step: () => T): T {
  try {
    return step();
  } catch (error) {
    unexpected(error);
    return otherwise;
  }
}
