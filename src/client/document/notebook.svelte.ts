/** The notebook as a document: its cells, their sources, and all that a reader does to them. */
import type { Cell } from '../../notebook/cell';
import { cellView, type CellView } from '../../notebook/cell-view';
import {
  deleteCell,
  editCell,
  insertCell,
  redo,
  replaceSource,
  replaceSources,
  resetCell,
  resetCells,
  takeChanges,
  undo,
} from '../../notebook/change-session';
import { NO_CHANGES, type Changes } from '../../notebook/changes';
import type { Session } from '../../notebook/session';
import type { Stamped } from '../../notebook/stamp';
import {
  adoptOrphan,
  conflictAt,
  orphansOf,
  resolveConflict,
  type Conflict,
  type Orphan,
} from '../keeping/conflicts';
import { newId } from './new-id';
import { tabSession, type TabSession } from './tab-session.svelte';

export class Notebook {
  readonly #tab: TabSession;

  constructor(tab: TabSession) {
    this.#tab = tab;
  }

  /**
   * Resolves when the list of cells, and what was kept on this device, are there: asking for it fetches them.
   *
   * @throws {FetchError} if the list cannot be fetched; asking again tries again
   */
  get ready(): Promise<void> {
    return this.#tab.ready;
  }

  /** What the reader has made of the course. */
  get changes(): Changes {
    return this.#tab.current?.changes ?? NO_CHANGES;
  }

  /** What `undo` would take back, for the reader; null if there is nothing. */
  get undoLabel(): string | null {
    return this.#tab.current?.undo.at(-1)?.label ?? null;
  }

  /** What `redo` would do again, for the reader; null if there is nothing. */
  get redoLabel(): string | null {
    return this.#tab.current?.redo.at(-1)?.label ?? null;
  }

  /** The source of a cell as its author publishes it; null for the reader's own, and until `ready`. */
  publishedSource(cellId: string): string | null {
    return this.published.find(({ cell }) => cell.id === cellId)?.source ?? null;
  }

  /** Every cell as its author publishes it, in order; none until `ready`. */
  get published(): readonly Stamped[] {
    return this.#tab.current?.published ?? [];
  }

  /** All cells in order, the reader's own among them, with their sources as they stand; none until `ready`. */
  sources(): readonly Stamped[] {
    return this.#tab.current?.present ?? [];
  }

  /** What a cell shows; null while nothing has happened that could make it differ from what was published. */
  view(cellId: string): CellView | null {
    const session = this.#tab.current;
    // A cell of the reader's own may have just been taken out.
    const present = session?.present.some(({ cell }) => cell.id === cellId) ?? false;
    return session === null || !present ? null : cellView(session, cellId);
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
    this.#tab.keepEarly(cellId, source);
    this.#change((session) => editCell(session, cellId, source));
  }

  /** Gives a cell another source, as a step that can be taken back. */
  replace(cellId: string, label: string, source: string): void {
    this.#change((session) => replaceSource(session, cellId, label, source));
  }

  /** Gives several published cells other sources, as one step that can be taken back. */
  replaceAll(label: string, sources: Readonly<Record<string, string>>): void {
    this.#change((session) => replaceSources(session, label, sources));
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
  conflictAt(cellId: string): Conflict | null {
    const { document } = this.#tab;
    return document && conflictAt(document, cellId);
  }

  /** The cell says `source` from now on. */
  resolve(conflict: Conflict, source: string): void {
    this.#tab.resolve((document) => resolveConflict(document, conflict, source));
  }

  /** Texts of the reader's whose cells are gone. */
  get orphans(): readonly Orphan[] {
    const { document } = this.#tab;
    return document ? orphansOf(document) : [];
  }

  /** Makes such a text a cell of the reader's own, at the end of the course. */
  adopt(orphan: Orphan): void {
    this.#tab.resolve((document) => adoptOrphan(document, orphan, newId()));
  }

  #change(step: (session: Session) => Session): void {
    this.#tab.withSession((session) => this.#tab.advance(step(session)));
  }
}

export const notebook = new Notebook(tabSession);
