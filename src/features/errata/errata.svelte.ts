/** The switches over the reader's cells: how they stand is read from the sources, and throwing one is an edit like any. */
import { notebook } from '../../client/document/notebook.svelte';
import type { Cell } from '../../notebook/cell';
import { explain } from '../../client/errors/unexpected';
import {
  switches,
  switchState,
  throwSwitch,
  throwToward,
  whyGone,
  type Sources,
  type Switchable,
  type SwitchState,
} from '../../errata/switches';

export type Target = 'notebook' | 'paper' | 'program';

const TARGETS: Readonly<Record<Target, string>> = {
  notebook: 'The notebook as published',
  paper: 'The paper’s network',
  program: 'The authors’ program',
};

class Errata {
  readonly #sources = $derived.by((): Sources | null => {
    const present = notebook.sources();
    return present.length === 0
      ? null
      : Object.fromEntries(present.map(({ cell, source }) => [cell.id, source]));
  });
  readonly #states = $derived.by((): ReadonlyMap<string, SwitchState> | null => {
    const sources = this.#sources;
    return sources && new Map(switches.map((own) => [own.id, switchState(sources, own)]));
  });
  /** Why the last press changed nothing, by the id of the switch, '' for the targets; and the cells of which that is true. */
  #refused = $state.raw<{ id: string; reason: string; cells: string } | null>(null);

  /** Null until the notebook is there. */
  stateOf(own: Switchable): SwitchState | null {
    return this.#states?.get(own.id) ?? null;
  }

  get on(): number {
    return [...(this.#states?.values() ?? [])].filter((state) => state === 'on').length;
  }

  /** The cells are there, and say what the switches are. */
  get ready(): boolean {
    return this.#states !== null;
  }

  /** The cells that it edits, in order. */
  cellsOf(own: Switchable): readonly Cell[] {
    return notebook
      .sources()
      .map(({ cell }) => cell)
      .filter(({ id }) => own.change.edits.some((edit) => edit.cell === id));
  }

  whyGone(own: Switchable): string {
    return this.#sources === null ? '' : whyGone(this.#sources, own);
  }

  refusalOf(id: string): string | null {
    const refused = this.#refused;
    return refused?.id === id && refused.cells === this.#cells() ? refused.reason : null;
  }

  throw(own: Switchable, position: 'on' | 'off'): Promise<void> {
    return this.#change(
      own.id,
      `${position === 'on' ? 'Switch on' : 'Switch off'}: ${own.change.label}`,
      (sources) => throwSwitch(sources, own, position),
    );
  }

  throwToward(target: Target): Promise<void> {
    return this.#change('', TARGETS[target], (sources) => throwToward(sources, target));
  }

  /** Fetches the cells, so that the switches can show how they stand. */
  async wake(): Promise<void> {
    await this.#change('', '', () => ({}));
  }

  async #change(id: string, label: string, change: (sources: Sources) => Sources | string): Promise<void> {
    try {
      await notebook.ready;
    } catch (error) {
      this.#refuse(id, explain(error));
      return;
    }
    const changed = change(this.#sources ?? {});
    if (typeof changed === 'string') this.#refuse(id, changed);
    else {
      this.#refused = null;
      if (Object.keys(changed).length > 0) notebook.replaceAll(label, changed);
    }
  }

  #refuse(id: string, reason: string): void {
    this.#refused = { id, reason, cells: this.#cells() };
  }

  /** All of them as they stand, in one string. */
  #cells(): string {
    return JSON.stringify(this.#sources);
  }
}

export const errata = new Errata();
