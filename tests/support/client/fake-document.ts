/** A document of nothing but cells: their order, and the one whose frame the keyboard is in. */
export class FakeDocument extends EventTarget {
  /** The id of the cell with the focus; null if none has it. */
  focused: string | null = null;
  readonly #ids: () => readonly string[];

  /** @param ids of the cells in the page, in order, as they are when it is asked */
  constructor(ids: () => readonly string[]) {
    super();
    this.#ids = ids;
  }

  get activeElement() {
    return { closest: () => (this.focused === null ? null : elementOf(this.focused)) };
  }

  querySelectorAll() {
    return this.#ids().map(elementOf);
  }

  /** @param selector of the frame of a cell */
  querySelector(selector: string) {
    const id = /data-cell="(.*?)"/.exec(selector)?.[1] ?? '';
    if (!this.#ids().includes(id)) return null;
    return { focus: () => (this.focused = id), scrollIntoView: () => undefined };
  }
}

function elementOf(id: string) {
  return { dataset: { cell: id } };
}
