/** The landing page's figure answers: the volume that is looked at is named, and its picture enlarged, in a place of its own. */

const photograph = 'photograph';
const ways: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
};

export class Lens {
  readonly #figure: HTMLElement;
  /** The volumes, each a link into the stepper. */
  readonly #links: readonly HTMLAnchorElement[];
  #seen = photograph;

  /** @param figure holds the tower, the panel beside it, and the table that has the panel's words */
  constructor(figure: HTMLElement) {
    this.#figure = figure;
    this.#links = [...figure.querySelectorAll<HTMLAnchorElement>('a[data-layer]')];
    const tower = figure.querySelector<HTMLElement>('[data-tower]');
    /** A finger's first tap names, its second opens. */
    let named = false;
    tower?.addEventListener('pointerover', (event) => {
      if (event.pointerType === 'mouse') this.show(layerOf(event));
    });
    tower?.addEventListener('focusin', (event) => this.show(layerOf(event)));
    tower?.addEventListener('pointerdown', (event) => {
      const layer = layerOf(event);
      named = event.pointerType !== 'mouse' && layer !== null && layer !== this.#seen;
    });
    tower?.addEventListener('click', (event) => {
      if (!named) return;
      named = false;
      event.preventDefault();
      this.show(layerOf(event));
    });
    tower?.addEventListener('keydown', (event) => {
      named = false;
      const way = ways[event.key];
      if (way === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.#neighbour(way)?.focus();
    });
    for (const button of figure.querySelectorAll<HTMLElement>('[data-way]')) {
      const layer = () => this.#neighbour(Number(button.dataset['way']))?.dataset['layer'];
      button.addEventListener('click', () => this.show(layer() ?? null));
    }
    this.show(photograph);
  }

  /** @param layer its name, or 'photograph'; nothing changes for null */
  show(layer: string | null): void {
    if (layer === null) return;
    this.#seen = layer;
    for (const link of this.#links) {
      const isSeen = link.dataset['layer'] === layer;
      link.toggleAttribute('data-seen', isSeen);
      link.tabIndex = isSeen ? 0 : -1;
    }
    const row = this.#row();
    const [name = '', ...words] = [...(row?.cells ?? [])].map(({ textContent }) => textContent.trim());
    for (const [index, part] of ['name', 'what', 'shape', 'face'].entries()) {
      const place = this.#figure.querySelector(`[data-of='${part}']`);
      if (place) place.textContent = [name, ...words][index] ?? '';
    }
    const open = this.#figure.querySelector<HTMLAnchorElement>('a[data-of=open]');
    const address = row?.querySelector('a')?.href;
    if (open && address !== undefined) open.href = address;
    this.refresh(layer);
  }

  /** What is on a layer's face has changed. */
  refresh(layer: string): void {
    if (layer !== this.#seen) return;
    const link = this.#links.find(({ dataset }) => dataset['layer'] === layer);
    if (!link) return;
    const [, what = '', shape = '', face = ''] = [...(this.#row()?.cells ?? [])].map(
      ({ textContent }) => textContent,
    );
    const isOut = this.#figure.dataset['firstLook'] === 'looking' && link.dataset['lit'] === undefined;
    const kind = shape.includes('×') ? 'channel' : 'vector';
    for (const picture of this.#figure.querySelectorAll<HTMLImageElement>('img[data-enlarged]')) {
      // A layer's picture is there once for each theme.
      const image =
        link.querySelector(`image.${picture.classList.item(0) ?? ''}`) ?? link.querySelector('image');
      picture.src = image?.getAttribute('href') ?? '';
      picture.alt = layer === photograph ? what : `Of ${layer}: ${face}`;
      picture.dataset['enlarged'] = layer === photograph ? photograph : kind;
      picture.toggleAttribute('data-out', isOut);
    }
  }

  /** Another one is shown, of which the layers have made nothing yet. */
  photographIs(title: string): void {
    const cell = this.#figure.querySelector<HTMLTableRowElement>(`tr[data-row=${photograph}]`)?.cells[1];
    if (cell) cell.textContent = title;
    this.show(photograph);
  }

  #row(): HTMLTableRowElement | null {
    return this.#figure.querySelector(`tr[data-row='${CSS.escape(this.#seen)}']`);
  }

  #neighbour(way: number): HTMLAnchorElement | undefined {
    const at = this.#links.findIndex(({ dataset }) => dataset['layer'] === this.#seen);
    return this.#links[Math.min(this.#links.length - 1, Math.max(0, at + way))];
  }
}

function layerOf({ target }: Event): string | null {
  const link = target instanceof Element ? target.closest<HTMLElement>('a[data-layer]') : null;
  return link?.dataset['layer'] ?? null;
}
