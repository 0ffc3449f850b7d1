/** What the cells of the page share beside the notebook: the last thing said, and what Tab does in editors. */
import { tabSession } from '../document/tab-session.svelte';
import { NO_CHANGES } from '../../notebook/changes';
import { readPreference, writePreference } from '../keeping/preferences';

export interface Notice {
  /** The cell under which the notice stands. */
  cellId: string;
  text: string;
  /** What can be taken back, as `notebook.undoLabel` names it; null if nothing can. */
  undo: string | null;
  /** The cell waits to be run: that is offered. */
  runs?: true;
  /** It is about neither the cells nor their runs: it stays until something else is said. */
  lasts?: true;
}

class PageState {
  #said = $state.raw<{ notice: Notice; of: readonly unknown[] } | null>(null);
  #tabIndents = $state(readPreference('tab', ['indents', 'moves']) === 'indents');

  /** The last thing said; null as soon as it may be true no more: after the next edit, step or run. */
  get notice(): Notice | null {
    if (this.#said?.notice.lasts) return this.#said.notice;
    const now = subject();
    return this.#said?.of.every((each, index) => each === now[index]) ? this.#said.notice : null;
  }

  set notice(notice: Notice | null) {
    this.#said = notice && { notice, of: subject() };
  }

  get tabIndents(): boolean {
    return this.#tabIndents;
  }

  set tabIndents(on: boolean) {
    this.#tabIndents = on;
    writePreference('tab', on ? 'indents' : 'moves');
  }
}

/** What a notice may be about: what the cells say, and what has been asked to run. */
function subject(): readonly unknown[] {
  const session = tabSession.current;
  return [session?.changes ?? NO_CHANGES, session?.nextRunId ?? 1];
}

export const pageState = new PageState();
