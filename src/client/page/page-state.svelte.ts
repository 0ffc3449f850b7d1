/** What the cells of the page share beside the notebook: the last thing said, and what Tab does in editors. */
import { readPreference, writePreference } from '../keeping/preferences';

export interface Notice {
  /** The cell under which the notice stands. */
  cellId: string;
  text: string;
  /** What can be taken back, as `notebook.undoLabel` names it; null if nothing can. */
  undo: string | null;
}

class PageState {
  notice = $state.raw<Notice | null>(null);
  #tabIndents = $state(readPreference('tab', ['indents', 'moves']) === 'indents');

  get tabIndents(): boolean {
    return this.#tabIndents;
  }

  set tabIndents(on: boolean) {
    this.#tabIndents = on;
    writePreference('tab', on ? 'indents' : 'moves');
  }
}

export const pageState = new PageState();
