/** What TypeScript says about one cell of the page, given those above it as they stand. */
import type { Arguments, Method, Result } from '../../language/messages';
import type { Program } from '../../language/service';
import { ignoreConnectionError } from '../errors/connection';
import { notebook } from '../document/notebook.svelte';
import { LanguageClient } from './language-client';
import { notifyOfMissing } from './notify-of-missing';

/** The cell that was asked about last. */
let current = '';

const client = new LanguageClient(
  () =>
    new Worker(new URL('../../language/language.worker.ts', import.meta.url), {
      type: 'module',
      name: 'TypeScript',
    }),
  () => notifyOfMissing(current),
);

type OfCells = Exclude<Method, 'format'>;
type Rest<M extends OfCells> = Arguments<M> extends [Program, ...infer R] ? R : never;

export class CellLanguage {
  readonly #cellId: string;

  constructor(cellId: string) {
    this.#cellId = cellId;
  }

  /**
   * Asks about the cell with this source; see the service for what it answers.
   *
   * @returns null also if the question was overtaken by another, or there is no service
   */
  async ask<M extends OfCells>(method: M, source: string, ...rest: Rest<M>): Promise<Result<M> | null> {
    const parameters = [await this.#program(source), ...rest] as unknown as Arguments<M>;
    current = this.#cellId;
    return client.ask(this.#cellId, method, ...parameters);
  }

  async #program(source: string): Promise<Program> {
    await notebook.ready.catch(ignoreConnectionError);
    const cells = notebook.sources();
    const own = cells.find(({ cell }) => cell.id === this.#cellId);
    const above = own?.above.map(({ cellId }) => cellId) ?? [];
    // What it is about may not have run yet; that it will is what the reader writes it for.
    const needed = [...above, own?.cell.after].filter((id, index, ids) => ids.indexOf(id) === index);
    const program = needed.flatMap((id) => {
      const found = cells.find(({ cell }) => cell.id === id);
      return found ? [{ id: found.cell.id, source: found.source }] : [];
    });
    return [...program, { id: this.#cellId, source }];
  }
}

/** The edits that lay the source of a cell out; null if there is no service, or a newer question of this kind. */
export async function formattingEdits(cellId: string, source: string): Promise<Result<'format'> | null> {
  current = cellId;
  return client.ask(cellId, 'format', source);
}
