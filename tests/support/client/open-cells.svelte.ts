import { flushSync } from 'svelte';
import { vi } from 'vitest';
import type { CellInPage, FormatOutcome } from '../../../src/client/page/cells-in-page';
import type { CommandId } from '../../../src/features/cell/palette/commands';
import { cellsOf } from '../notebook/cells';
import { FakeDocument } from './fake-document';
import { FakePage } from './fake-page';
import { FakeWorkers } from './fake-worker';

const cells = [...cellsOf('ab'), ...cellsOf('c').map((cell) => ({ ...cell, chapter: 'other' }))];

export type CellsPage = Awaited<ReturnType<typeof openCells>>;

/**
 * The page of the chapter with the cells a and b.
 *
 * @param files what can be fetched
 */
export async function openCells(files: Readonly<Record<string, unknown>> = { 'cells.json': cells }) {
  const page = new FakePage(files);
  const logged: unknown[] = [];
  const workers = new FakeWorkers();
  vi.spyOn(console, 'error').mockImplementation((error) => logged.push(error));
  vi.doMock('../../../src/client/kernel/kernel-worker', () => workers);
  vi.stubGlobal('CSS', { escape: (id: string) => id });
  const [{ act, press }, { enterPage }, { notebook }, { pageState }, { runs }] = await Promise.all([
    import('../../../src/features/cell/palette/act'),
    import('../../../src/client/page/cells-in-page'),
    import('../../../src/client/document/notebook.svelte'),
    import('../../../src/client/page/page-state.svelte'),
    import('../../../src/client/run/runs.svelte'),
  ]);
  const ids = () => {
    const there = notebook.sources().filter(({ cell }) => cell.chapter === 'chapter');
    return there.length === 0 ? ['a', 'b'] : there.map(({ cell }) => cell.id);
  };
  const document = new FakeDocument(ids);
  vi.stubGlobal('document', document);

  /** What cells were told, with their ids. */
  const told: string[] = [];
  /** What a cell does when it is told. */
  const on = {
    run: (): void => undefined,
    edit: (): Promise<void> => Promise.resolve(),
    format: (): Promise<FormatOutcome> => Promise.resolve('changed'),
  };
  const made: Record<string, CellInPage> = {};
  function cell(id: string): CellInPage {
    const tell = (what: string) => told.push(`${what} ${id}`);
    return (made[id] ??= {
      id,
      root: {} as HTMLElement,
      run: () => {
        tell('run');
        on.run();
      },
      edit: () => {
        tell('edit');
        return on.edit();
      },
      format: () => {
        tell('format');
        return on.format();
      },
      toggleDifference: () => tell('difference'),
    });
  }
  const leave = $effect.root(() => {
    $effect(() => {
      const taken = ids().map((id) => enterPage(cell(id)));
      return () => taken.forEach((take) => take());
    });
  });
  flushSync();
  return {
    page,
    workers,
    leave,
    document,
    logged,
    told,
    on,
    cell,
    ids,
    notebook,
    pageState,
    runs,
    act: (command: CommandId, id: string) => act(command, cell(id)),
    /** Each key on the frame of the cell. */
    press: (id: string, ...keys: string[]) =>
      keys.forEach((key) =>
        press(
          {
            key,
            shiftKey: false,
            ctrlKey: false,
            metaKey: false,
            altKey: false,
            repeat: false,
            timeStamp: 0,
          },
          cell(id),
        ),
      ),
    notice: () => pageState.notice?.text ?? null,
    sources: () => notebook.sources().map(({ source }) => source),
    states: () => cells.map(({ id }) => notebook.view(id)?.state),
  };
}
