/** What the tab tells its reader where no cell or form of the page can: one notice at a time, in a banner. */
export interface Notice {
  /** What happened, and what to do. */
  message: string;
  /** The cell to look at, if it stands on another page. */
  href: string | null;
}

class Notices {
  /** Goes when the next run begins. */
  #passing = $state.raw<Notice | null>(null);
  /** Stays, behind what passes, until the reader closes it. */
  #lasting = $state.raw<Notice | null>(null);

  /** What is to be read now; null if nothing is. */
  get current(): Notice | null {
    return this.#passing ?? this.#lasting;
  }

  notify(message: string, href: string | null): void {
    this.#passing = { message, href };
  }

  notifyLasting(message: string): void {
    this.#lasting = { message, href: null };
  }

  /** A run begins: what went wrong before is of no interest any more. */
  clearPassing(): void {
    this.#passing = null;
  }

  /** The reader has closed the current one. */
  dismiss(): void {
    if (this.#passing === null) this.#lasting = null;
    this.#passing = null;
  }
}

export const notices = new Notices();

/** @param href the cell to look at, if it stands on another page */
export function notify(message: string, href: string | null = null): void {
  notices.notify(message, href);
}

/** Tells what does not go with the next run: it stays until the reader closes it. */
export function notifyLasting(message: string): void {
  notices.notifyLasting(message);
}
