import { beforeEach, describe, expect, test } from 'vitest';
import type { Network } from '../model/layer';
import { heldNetwork, madeNetwork } from './built-network';
import { editCell, insertCell, resetCell } from './change-session';
import { keptFrom, restoreSession } from './kept';
import { unrunCells } from './unrun-cells';
import { createSession, requestRun, restartSession, type Session } from './session';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';

let kernel: FakeKernel;
let session: Session;

beforeEach(() => {
  kernel = new FakeKernel();
  session = createSession(cellsOf('abcd', 'd'));
});

/** Every cell but 'none' adds a layer named by its source: the network is what the fake kernel's scope says. */
function networkOf(scope: string): Network {
  const layers = scope
    .split(' ')
    .filter((name) => name !== 'none')
    .map((name) => ({ type: 'dropout', name, rate: 0.5, dataFormat: 'channelsFirst' }) as const);
  return { name: '', inputShape: [1], layers };
}

function run(cellId: string): void {
  session = post(requestRun(session, { scope: 'cell', cellId }), kernel);
  kernel.events = kernel.events.map((event) => {
    if (event.type !== 'output' || event.output.kind !== 'text') return event;
    const scope = event.output.text;
    const added = scope.split(' ').slice(-1);
    if (added[0]?.startsWith('none')) return event;
    return { ...event, output: { kind: 'model', network: networkOf(scope), added } };
  });
  session = deliver(session, kernel);
}

const names = (network: Network | null | undefined): string =>
  network ? network.layers.map(({ name }) => name).join(' ') : 'none';
const made = (): string => names(madeNetwork(session)?.network);
const held = (): string => names(heldNetwork(session));
const reached = (): string | undefined => madeNetwork(session)?.reached.join(' ');

describe('the network that was made', () => {
  test('is none before anything ran', () => {
    expect(madeNetwork(session)).toBeNull();
    expect(heldNetwork(session)).toBeNull();
  });

  test('knows which cell made each layer', () => {
    run('b');
    expect(made()).toBe('a b');
    expect(madeNetwork(session)?.madeBy).toEqual({ a: 'a', b: 'b' });
  });

  test('stays while an edit has not run, and ends above cells that ran before it did', () => {
    run('c');
    session = editCell(session, 'a', 'A');
    expect(made()).toBe('a b c');
    expect(held()).toBe('a b c');
    run('a');
    expect(made()).toBe('A');
    expect(held()).toBe('A');
    run('c');
    expect(made()).toBe('A b c');
  });

  test('goes as far as the end of a chapter, or of all where a chapter has no cells', () => {
    session = createSession(
      cellsOf('abcd', 'd').map((cell, i) => ({ ...cell, chapter: i < 2 ? 'one' : 'two' })),
    );
    run('c');
    expect(names(madeNetwork(session, 'one')?.network)).toBe('a b');
    expect(names(madeNetwork(session, 'two')?.network)).toBe('a b c');
    expect(names(madeNetwork(session, 'three')?.network)).toBe('a b c');
  });

  test('stays when a cell above runs again as it was, though the kernel holds less', () => {
    run('c');
    run('a');
    expect(made()).toBe('a b c');
    expect(held()).toBe('a');
  });

  test('ends at an error, and the kernel may hold what was made till then', () => {
    run('c');
    session = editCell(session, 'b', 'b!');
    run('b');
    expect(made()).toBe('a b!');
    expect(held()).toBe('a b!');
  });

  test('has a cell of the reader’s own in it when it ran, and not those below until they run', () => {
    run('c');
    session = insertCell(session, { beside: 'a', where: 'below' }, { id: 'own', source: 'x' });
    expect(made()).toBe('a b c');
    run('own');
    expect(made()).toBe('a x');
    run('c');
    expect(made()).toBe('a x b c');
  });

  test('goes on past a cell that was emptied', () => {
    run('c');
    session = editCell(session, 'b', '');
    run('c');
    expect(made()).toBe('a c');
    expect(held()).toBe('a c');
  });

  test('does not end at a slow cell that is older than those above it', () => {
    run('d');
    session = editCell(session, 'a', 'A');
    run('c');
    expect(made()).toBe('A b c');
  });

  test('is still shown when the kernel is a new one, which holds nothing', () => {
    run('c');
    session = restartSession(session);
    expect(made()).toBe('a b c');
    expect(held()).toBe('none');
  });

  test('says which cells it has reached, also those that add no layer any more', () => {
    run('b');
    expect(reached()).toBe('a b');
    session = editCell(session, 'c', 'none');
    expect(reached()).toBe('a b');
    run('c');
    expect(made()).toBe('a b');
    expect(reached()).toBe('a b c');
    run('d');
    expect(made()).toBe('a b d');
    expect(reached()).toBe('a b c');
  });

  test('has not reached a cell that was emptied until that has run', () => {
    run('c');
    session = editCell(session, 'c', '');
    expect(reached()).toBe('a b');
    run('c');
    expect(made()).toBe('a b');
    expect(reached()).toBe('a b c');
  });

  test('has not reached a cell that is running or has ended in an error', () => {
    run('b');
    session = post(requestRun(session, { scope: 'cell', cellId: 'c' }), kernel);
    session = deliver(session, kernel, 2);
    expect(reached()).toBe('a b');
    session = deliver(session, kernel);
    expect(reached()).toBe('a b c');
    session = editCell(session, 'c', 'c!');
    run('c');
    expect(reached()).toBe('a b');
  });

  test('has still reached its end with a cell of the reader’s own above it that has not run', () => {
    run('c');
    session = insertCell(session, { beside: 'a', where: 'below' }, { id: 'own', source: 'x' });
    expect(reached()).toBe('a own b c');
  });

  test('has no layers when cells ran and none added one, and the kernel holds none then', () => {
    session = editCell(session, 'a', 'none');
    run('a');
    expect(madeNetwork(session)).toEqual({
      network: { name: '', inputShape: null, layers: [] },
      madeBy: {},
      reached: ['a'],
      lastCell: null,
      isKept: false,
    });
    // One object, as long as nothing runs.
    expect(madeNetwork(session)?.network).toBe(madeNetwork(session)?.network);
    session = editCell(session, 'b', 'none!');
    run('b');
    expect(session.history).toBeNull();
    expect(held()).toBe('none');
  });

  test('knows the cell that adds its last layer', () => {
    session = editCell(session, 'c', 'none');
    run('c');
    expect(madeNetwork(session)?.lastCell).toBe('b');
    session = insertCell(session, { beside: 'c', where: 'below' }, { id: 'own', source: 'x' });
    run('own');
    expect(madeNetwork(session)?.lastCell).toBe('own');
  });

  test('is the published one again after a reset: nothing of it ran', () => {
    session = editCell(session, 'a', 'A');
    run('b');
    session = resetCell(session, 'a');
    expect(made()).toBe('none');
    expect(held()).toBe('A b');
  });
});

/** What the next visit finds, as IndexedDB gives it back. */
function reload(change: (outputs: Record<string, Record<string, unknown>>) => void = () => undefined): void {
  const kept = structuredClone(keptFrom(session));
  change(kept.outputs);
  const fresh = createSession(session.published.map(({ cell }) => cell));
  const { session: back, trouble } = restoreSession(fresh, kept);
  expect(trouble).toBeNull();
  session = back;
  kernel = new FakeKernel();
}

/** Before networks were kept. */
const olderStore = () =>
  reload((outputs) => {
    for (const each of Object.values(outputs)) {
      delete each['missing'];
      each['outputs'] = [];
    }
  });

const isKept = () => madeNetwork(session)?.isKept;
const unrun = () => unrunCells(session).map(({ cell, because }) => `${cell.id} ${because}`);

describe('after a reload', () => {
  test('of the course as published nothing is kept', () => {
    run('c');
    reload();
    expect([made(), held(), unrun()]).toEqual(['none', 'none', []]);
  });

  test('an edited network is what it was, and the kernel holds none of it', () => {
    session = editCell(session, 'a', 'A');
    run('c');
    expect([made(), isKept()]).toEqual(['A b c', false]);
    reload();
    expect([made(), held(), isKept(), reached(), unrun()]).toEqual(['A b c', 'none', true, 'a b c', []]);
    expect(madeNetwork(session)?.madeBy).toEqual({ A: 'a', b: 'b', c: 'c' });
    reload();
    expect([made(), isKept()]).toEqual(['A b c', true]);
  });

  test('it stays kept until all of it has run again', () => {
    session = editCell(session, 'a', 'A');
    run('c');
    reload();
    run('b');
    expect([made(), held(), isKept()]).toEqual(['A b c', 'A b', true]);
    run('c');
    expect([made(), held(), isKept()]).toEqual(['A b c', 'A b c', false]);
  });

  test('so is one with a cell of the reader’s own, and one whose last cell alone is edited', () => {
    session = insertCell(session, { beside: 'b', where: 'below' }, { id: 'own', source: 'x' });
    run('own');
    reload();
    expect([made(), isKept(), madeNetwork(session)?.lastCell]).toEqual(['a b x', true, 'own']);
    session = createSession(cellsOf('abc'));
    session = editCell(session, 'c', 'C');
    run('c');
    reload();
    expect([made(), reached()]).toEqual(['a b C', 'c']);
  });

  test('from an older store there is none, and the cells that it lacks are named', () => {
    session = editCell(session, 'b', 'B');
    session = insertCell(session, { beside: 'c', where: 'below' }, { id: 'own', source: 'x' });
    run('own');
    olderStore();
    expect([made(), reached(), unrun()]).toEqual(['none', undefined, ['b never', 'own never']]);
    // Nor is what another page then kept of it any better.
    reload();
    expect([made(), unrun()]).toEqual(['none', ['b never', 'own never']]);
    run('own');
    expect([made(), isKept(), unrun()]).toEqual(['a B c x', false, []]);
  });

  test('an error, a stop and an edit since are told apart; what has no say in it is not named', () => {
    session = editCell(session, 'b', 'b!');
    run('b');
    session = editCell(session, 'd', 'D');
    session = insertCell(session, { beside: 'c', where: 'below' }, { id: 'empty', source: ' ' });
    reload();
    expect([held(), unrun()]).toEqual(['none', ['b error']]);
    session = editCell(session, 'b', 'B');
    expect(unrun()).toEqual(['b never']);
    run('b');
    expect(unrun()).toEqual([]);
    session = editCell(session, 'a', 'A');
    session = post(requestRun(session, { scope: 'cell', cellId: 'a' }), kernel);
    session = deliver(session, kernel, 1);
    reload();
    expect(unrun()).toEqual(['a stopped', 'b stale']);
    expect(unrunCells(createSession(cellsOf('ab')))).toEqual([]);
  });

  test('after an error in this visit, the kernel holds nothing of an earlier one', () => {
    session = editCell(session, 'a', 'A');
    run('c');
    reload();
    session = editCell(session, 'a', 'none!');
    run('a');
    expect(session.history).toBeNull();
    expect(held()).toBe('none');
  });

  test('a description that cannot be drawn is left out with what its cell showed', () => {
    session = editCell(session, 'a', 'A');
    run('b');
    reload(({ b }) => {
      const [model] = b?.['outputs'] as { network: { layers: object[] } }[];
      model!.network.layers = [{ type: 'conv2d', name: 'half' }];
    });
    expect(made()).toBe('A');
  });
});
