/**
 * Keeps a tab's notes on the device and in step with the other tabs. Every tab works on its own; what it changed is
 * brought together with the store's record in one transaction, and the other tabs are told.
 */
import * as v from 'valibot';
import { withChanges } from '../../notebook/change-session';
import type { Session } from '../../notebook/session';
import { keptFrom, restoreSession } from '../../notebook/kept';
import { notifyLasting } from '../errors/notices.svelte';
import { unexpected } from '../errors/unexpected';
import { channelOfTabs } from './channel';
import { mergeNotes, NO_NOTES, type Notes, type Rival } from './notes';
import { notesOfTyped, readNotes, readUnsaved } from './read-notes';
import { changeStore, StoreRefusal, type StoreStep } from './store';
import { findUnsaved, forgetUnsaved, leaveUnsaved, noteThatKept, setUnsavedAside } from './unsaved';

export interface Held {
  session: Session;
  rivals: readonly Rival[];
}

/** The tab as the keeper sees it. */
export interface Tab {
  /** Null until it has one. */
  held(): Held | null;
  /** Shows what another tab did. */
  show(held: Held): void;
  /** What the reader typed before it had one, by cell. */
  typed(): Readonly<Record<string, string>>;
}

/** Milliseconds from a change until it is written. */
const delay = 300;

interface Agreed {
  /** Of the record; null: there was none. */
  revision: string | null;
  notes: Notes;
}

interface Step {
  mine: Notes;
  agreed: Agreed;
  wrote: boolean;
}

export class Keeper {
  readonly #tab: Tab;
  readonly #id = crypto.getRandomValues(new Uint32Array(2)).join('-');
  readonly #channel = channelOfTabs();
  #agreed: Agreed = { revision: null, notes: NO_NOTES };
  /** The tab has something that was not written. */
  #dirty = false;
  /** What it had may be on its way, and not there yet. */
  #writing = false;
  /** The record is of another version of the page, or this one fails to read it: it is not this tab's to touch. */
  #barred = false;
  /** The reader knows that nothing can be kept. */
  #told = false;
  /** Tabs whose unsaved notes are in this one's, and not yet written. */
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
      const held = tab.held();
      if (held === null || !(this.#dirty || this.#writing)) return;
      const [agreed, mine] = [this.#agreed.notes, notesOf(held)].map(withoutOutputs);
      leaveUnsaved(this.#id, { agreed, mine });
    });
  }

  /**
   * Takes up what was kept. What the page fails to take up stays where it is kept, and the rest is shown.
   *
   * @param fresh a session in which nothing was changed
   */
  async restore(fresh: Session): Promise<Held> {
    let notes = await this.#readKept(fresh);
    for (const { tab, found } of findUnsaved()) {
      notes = unlessFault(notes, () => this.#takeUp(tab, readUnsaved(fresh, found), notes));
    }
    const typed = this.#tab.typed();
    if (Object.keys(typed).length > 0) {
      notes = unlessFault(notes, () => mergeNotes(NO_NOTES, notesOfTyped(fresh, typed), notes));
    }
    if (notes !== this.#agreed.notes) this.changed();
    const session = unlessFault(null, () => restoreSession(fresh, notes.kept).session);
    if (session === null) this.#barred = true;
    return { session: session ?? fresh, rivals: notes.rivals };
  }

  #takeUp(tab: string, left: ReturnType<typeof readUnsaved>, notes: Notes): Notes {
    if (left.mine === null) {
      setUnsavedAside(tab);
      notifyLasting(left.trouble);
      return notes;
    }
    const merged = mergeNotes(left.agreed, left.mine, notes);
    this.#takenUp.push(tab);
    return merged;
  }

  /** The tab has changed: it is written soon. */
  changed(): void {
    this.#dirty = true;
    this.#timer ??= setTimeout(() => this.#sync(), delay);
  }

  async #readKept(fresh: Session): Promise<Notes> {
    try {
      const { agreed, trouble } = await changeStore<{ agreed: Agreed; trouble: string | null }>((stored) => {
        if (stored === undefined) return { result: { agreed: this.#agreed, trouble: null } };
        const { notes, trouble } = readNotes(fresh, stored);
        if (notes === null) return { setAside: true, result: { agreed: this.#agreed, trouble } };
        return { result: { agreed: { revision: revisionOf(stored), notes }, trouble } };
      });
      this.#agreed = agreed;
      if (trouble !== null) notifyLasting(trouble);
    } catch (error) {
      // Of a store that is refused the reader is told when there is something to keep.
      if (!(error instanceof StoreRefusal)) {
        this.#barred = true;
        unexpected(error);
      }
    }
    return this.#agreed.notes;
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
      this.#agreed = step.agreed;
      this.#told = false;
      this.#show(step);
      if (!step.wrote) return;
      noteThatKept();
      this.#channel?.postMessage(step.agreed.revision);
      for (const tab of [this.#id, ...this.#takenUp.splice(0)]) forgetUnsaved(tab);
    } catch (error) {
      this.#dirty ||= dirty;
      if (this.#dirty && !this.#told) {
        if (error instanceof StoreRefusal) notifyLasting(whyNotKept(error));
        else unexpected(error);
      }
      this.#told ||= this.#dirty;
    } finally {
      this.#writing = false;
    }
  }

  /** What becomes of the record and of this tab's notes when they meet. Runs inside the transaction. */
  #meet(stored: unknown): StoreStep<Step | null> {
    const held = this.#tab.held();
    if (held === null) return { result: null };
    const mine = notesOf(held);
    const revision = stored === undefined ? this.#agreed.revision : revisionOf(stored);
    const dirty = this.#dirty;
    // If the record is gone, the reader has cleared the store: that is no wish to lose what is on the screen.
    const news = stored !== undefined && revision !== this.#agreed.revision;
    if (!news && !dirty) return { result: null };
    let notes = mine;
    if (news) {
      const theirs = readNotes(held.session, stored);
      if (theirs.notes === null) {
        this.#barred = true;
        notifyLasting(
          'Another tab has another version of this page open. Reload this tab: until then nothing more of it is kept.',
        );
        return { result: null };
      }
      notes = dirty ? mergeNotes(this.#agreed.notes, mine, theirs.notes) : theirs.notes;
    }
    this.#dirty = false;
    if (!dirty) return { result: { mine, agreed: { revision, notes }, wrote: false } };
    const next = crypto.getRandomValues(new Uint32Array(4)).join('-');
    return {
      write: { revision: next, ...notes },
      result: { mine, agreed: { revision: next, notes }, wrote: true },
    };
  }

  #show({ mine, agreed: { notes } }: Step): void {
    const held = this.#tab.held();
    if (held === null || notes === mine) return;
    // The reader may have typed on while the transaction went through.
    const { kept, rivals } = this.#dirty ? mergeNotes(mine, notesOf(held), notes) : notes;
    const { changes, undo, redo, done = [] } = kept;
    this.#tab.show({ session: { ...withChanges(held.session, changes), undo, redo, done }, rivals });
  }
}

function notesOf({ session, rivals }: Held): Notes {
  return { kept: keptFrom(session), rivals };
}

/** Outputs come back when a cell runs, and may be large. */
function withoutOutputs({ kept, rivals }: Notes): Notes {
  return { kept: { ...kept, outputs: {} }, rivals };
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
