/** What becomes of a reader's work where the page itself fails: it is still there, and the fault is seen. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakePage } from '../../../tests/support/client/fake-page';
import { cellsOf } from '../../../tests/support/notebook/cells';
import { editCell } from '../../notebook/change-session';
import { keptFrom } from '../../notebook/kept';
import { createSession } from '../../notebook/session';

const fault = new TypeError("Cannot read properties of undefined (reading 'source')");
const cells = cellsOf('abc');
const fresh = createSession(cells);
const record = { revision: 'r1', kept: keptFrom(editCell(fresh, 'a', 'kept')), rivals: [] };
const unsaved = { typed: { b: 'left unsaved' } };

let page: FakePage;
let logged: unknown[];

beforeEach(async () => {
  page = new FakePage({ 'cells.json': cells });
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((error) => logged.push(error));
  const { changeStore } = await import('../keeping/store');
  await changeStore(() => ({ write: record, result: null }));
});

afterEach(() => {
  vi.doUnmock('../keeping/merge-documents');
  vi.doUnmock('../keeping/sync');
  vi.doUnmock('../../notebook/kept');
  vi.unstubAllGlobals();
});

async function open() {
  const [{ notebook }, { notices }] = await Promise.all([
    import('./notebook.svelte'),
    import('../errors/notices.svelte'),
  ]);
  return {
    notebook,
    notices,
    sourceOf: (id: string) => notebook.sources().find(({ cell }) => cell.id === id)?.source,
  };
}

async function stored(): Promise<unknown> {
  const { changeStore } = await import('../keeping/store');
  return changeStore((found) => ({ result: found }));
}

/** Longer than a change waits until it is written. */
const written = () => vi.waitFor(async () => expect(await stored()).not.toMatchObject({ revision: 'r1' }));

test('what was kept is taken up, and what is changed is written', async () => {
  page.local.set('alexnet.unsaved.other', JSON.stringify(unsaved));
  const { notebook, sourceOf, notices } = await open();
  await notebook.ready;
  expect([sourceOf('a'), sourceOf('b')]).toEqual(['kept', 'left unsaved']);
  await written();
  expect(await stored()).toMatchObject({ kept: { changes: { edits: { b: { source: 'left unsaved' } } } } });
  expect([...page.local.keys()]).toEqual(['alexnet.kept']);
  expect(notices.current).toBeNull();
  expect(logged).toEqual([]);
});

describe('a fault in the merge', () => {
  beforeEach(() => {
    page.local.set('alexnet.unsaved.other', JSON.stringify(unsaved));
    vi.doMock('../keeping/merge-documents', async (original) => ({
      ...(await original<typeof import('../keeping/merge-documents')>()),
      mergeDocuments: () => {
        throw fault;
      },
    }));
  });

  test('hides nothing that was kept, overwrites nothing, and is logged and told', async () => {
    const { notebook, sourceOf, notices } = await open();
    await notebook.ready;
    expect(sourceOf('a')).toBe('kept');
    expect(await stored()).toEqual(record);
    expect(page.local.get('alexnet.unsaved.other')).toBe(JSON.stringify(unsaved));
    expect(logged).toEqual([fault]);
    expect(notices.current?.message).toContain(fault.message);
    expect(notices.current?.message).not.toContain('fetched');
  });

  test('does not end keeping: what the reader goes on to write is kept', async () => {
    const { notebook } = await open();
    await notebook.ready;
    notebook.edit('c', 'written after it');
    await written();
    expect(await stored()).toMatchObject({
      kept: { changes: { edits: { a: { source: 'kept' }, c: { source: 'written after it' } } } },
    });
    expect(page.local.get('alexnet.unsaved.other')).toBe(JSON.stringify(unsaved));
  });

  test('leaves there what was typed before the session was', async () => {
    const { notebook, sourceOf } = await open();
    notebook.edit('c', 'typed early');
    await notebook.ready;
    await vi.waitFor(() => expect(sourceOf('c')).toBe('typed early'));
    expect(sourceOf('a')).toBe('kept');
  });
});

test('a fault in reading the record leaves it as it is, and is logged and told', async () => {
  vi.doMock('../../notebook/kept', async (original) => ({
    ...(await original<typeof import('../../notebook/kept')>()),
    restoreSession: () => {
      throw fault;
    },
  }));
  const { notebook, notices } = await open();
  await notebook.ready;
  notebook.edit('c', 'written after it');
  page.hide();
  expect(await stored()).toEqual(record);
  expect(logged[0]).toBe(fault);
  expect(notices.current?.message).toContain(fault.message);
  // The next page, mended by then, takes it up.
  expect(JSON.stringify([...page.local])).toContain('written after it');
});

describe('without what keeps', () => {
  const missing = new TypeError('Failed to fetch dynamically imported module: /sync.js');

  test.each([
    ['a file that does not come is the network’s', missing, /could not be fetched/, []],
    ['a file that throws is the page’s own fault', fault, /has failed/, [fault]],
  ])('%s', async (_, thrown, message, expected) => {
    vi.doMock('../keeping/sync', () => ({
      get DocumentSync() {
        throw thrown;
      },
    }));
    const { notebook, notices, sourceOf } = await open();
    await notebook.ready;
    expect(sourceOf('a')).toBe('a');
    expect(notices.current?.message).toMatch(message);
    expect(logged).toEqual(expected);
    expect(await stored()).toEqual(record);
  });
});

test('without the list of cells the reader is told so, and asking again asks again', async () => {
  page = new FakePage();
  const { notebook, notices } = await open();
  notebook.edit('a', 'typed');
  await vi.waitFor(() => expect(notices.current?.message).toMatch(/^The list of cells could not be fetched/));
  await expect(notebook.ready).rejects.toThrow(/could not be fetched/);
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(cells)));
  await notebook.ready;
  expect(notebook.sources()).toHaveLength(3);
  expect(logged).toEqual([]);
});

test('a record of the first version of the page is read: another tab’s text is pending under its old name', async () => {
  const rivals = [{ cellId: 'b', source: 'from the other tab', base: 'b' }, { cellId: 'c' }];
  const { changeStore } = await import('../keeping/store');
  await changeStore(() => ({ write: { ...record, rivals }, result: null }));
  const { notebook } = await open();
  await notebook.ready;
  expect(notebook.conflictAt('b')).toMatchObject({ from: 'tab', local: 'b', remote: 'from the other tab' });
  expect(notebook.conflictAt('c')).toBeNull();
  notebook.edit('a', 'more');
  await written();
  expect(await stored()).toMatchObject({ rivals: rivals.slice(0, 1) });
});
