/** What a slow cell made stays usable, and is lost with a word alone. */
import { beforeEach, describe, expect, test } from 'vitest';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';
import { cellView } from './cell-view';
import { editCell, insertCell } from './change-session';
import { keptFrom, restoreSession } from './kept';
import type { Request } from './messages';
import { createSession, receive, requestRun, restartSession, type Session } from './session';

/** t and s train; l looks at what t has trained; x is an exercise. */
const cells = [
  ...cellsOf('abt', 't'),
  ...cellsOf('l').map((cell) => ({ ...cell, after: 't' })),
  ...cellsOf('sd', 's'),
  ...cellsOf('x').map((cell) => ({ ...cell, role: 'exercise' as const })),
];

let session: Session;
let kernel: FakeKernel;
let asked: Extract<Request, { type: 'run' }>[];
beforeEach(() => {
  session = createSession(cells);
  kernel = new FakeKernel();
  asked = [];
});

function run(cellId: string, scope: 'cell' | 'all' | 'above' = 'cell'): void {
  const requested = requestRun(session, { scope, cellId });
  if (requested.request) asked.push(requested.request);
  session = deliver(post(requested, kernel), kernel);
}

/** How the last run that was asked for begins, and its cells; in brackets what is recalled. */
function lastRun(): string {
  const { fresh, steps } = asked.at(-1)!;
  const named = steps.map(({ cellId, recalled }) => (recalled ? `(${cellId})` : cellId));
  return [...(fresh ? ['fresh'] : []), ...named].join(' ');
}

const stateOf = (id: string) => cellView(session, id).state;
const shownBy = (id: string) => cellView(session, id).outputs?.[0];

describe('what a slow cell has made', () => {
  beforeEach(() => {
    run('t');
  });

  test('is there for a cell below, in the kernel that made it', () => {
    run('l');
    expect(lastRun()).toBe('l');
    expect(shownBy('l')).toMatchObject({ text: 'a b t l' });
    run('d');
    expect(lastRun()).toBe('d');
    expect(shownBy('d')).toMatchObject({ text: 'a b t l d' });
  });

  test('is recalled after a second run below, a run above, an exercise, an error and a restart: nothing trains unasked', () => {
    const shown = cellView(session, 't');
    const times = () =>
      asked.flatMap(({ steps }) => steps).filter((step) => step.isSlow && !step.recalled).length;
    run('l');
    for (const before of [
      () => run('l'),
      () => run('b'),
      () => run('x'),
      () => run('d'),
      () => {
        session = editCell(session, 'd', 'wrong!');
        run('d');
        expect(stateOf('d')).toBe('error');
        session = editCell(session, 'd', 'd');
      },
      () => {
        kernel = new FakeKernel();
        session = restartSession(session);
      },
    ]) {
      before();
      run('l');
      expect(lastRun()).toMatch(/\(t\) l$/);
      expect(shownBy('l')).toMatchObject({ text: 'a b t l' });
      expect(cellView(session, 't')).toEqual(shown);
    }
    expect(times()).toBe(1);
  });

  test('leaves what was published as it is, and tells a cell that ran before', () => {
    expect(stateOf('d')).toBe('published');
    session = createSession(cells);
    kernel = new FakeKernel();
    session = editCell(session, 'd', 'd2');
    run('d');
    expect(stateOf('d')).toBe('done');
    run('t');
    expect(cellView(session, 'd')).toMatchObject({
      state: 'stale',
      staleBecause: 'In [156] above has run since this did.',
    });
  });

  test('is stale while a cell above is another, and kept until it is as it was', () => {
    session = editCell(session, 'a', 'other');
    expect(stateOf('t')).toBe('stale');
    run('d');
    expect(shownBy('d')).toMatchObject({ text: 'other b d' });
    session = editCell(session, 'a', 'a');
    expect(stateOf('t')).toBe('done');
    run('l');
    expect(lastRun()).toBe('fresh a b (t) l');
  });

  test('does not reach another slow cell, unless a cell stands between that may need it', () => {
    run('l');
    run('s');
    expect(lastRun()).toBe('fresh a b s');
    run('d');
    expect(lastRun()).toBe('fresh a b (t) l (s) d');
    session = insertCell(session, { beside: 'l', where: 'below' }, { id: 'own', source: 'own' });
    expect(stateOf('s')).toBe('stale');
    run('s');
    expect(lastRun()).toMatch(/\(t\) l own s$/);
  });

  test('is gone after a reload of the page, which the cells say', () => {
    run('l');
    session = restoreSession(createSession(cells), JSON.parse(JSON.stringify(keptFrom(session)))).session;
    expect(cellView(session, 't').staleBecause).toMatch(/^What it made is gone with the kernel/);
    expect(cellView(session, 'l').staleBecause).toMatch(/^In \[156\] above has to run again first/);
  });

  test('stays after a stop while it is recalled, and is gone with a word when it cannot be', () => {
    run('b');
    const { session: begun, request } = requestRun(session, { scope: 'cell', cellId: 'l' });
    const { runId } = request!;
    const started = receive(begun, { type: 'cell-started', runId, cellId: 't' }, 0);
    const stopped = receive(
      started,
      { type: 'run-ended', runId, outcome: 'stopped', tensors: 0, bytes: 0 },
      0,
    );
    expect(cellView(stopped, 't').state).toBe('done');
    const error = {
      kind: 'error',
      name: 'Error',
      message: 'No.',
      line: null,
      column: null,
      hint: null,
    } as const;
    const failed = receive(started, { type: 'output', runId, cellId: 't', output: error }, 0);
    expect(cellView(failed, 't')).toMatchObject({ state: 'error', outputs: [{}, error] });
  });
});

test('what cannot be recalled is there while the kernel is, and then gone with a word', () => {
  session = editCell(session, 't', 't?');
  run('t');
  run('l');
  expect(shownBy('l')).toMatchObject({ text: 'a b t? l' });
  expect(stateOf('t')).toBe('done');
  run('l');
  expect(cellView(session, 't')).toMatchObject({
    state: 'stale',
    staleBecause: expect.stringMatching(/^What it made is gone with the kernel/) as string,
  });
  expect(shownBy('l')).toMatchObject({ text: 'a b l' });
});

test('all run in order, and in the end none is stale', () => {
  run('a', 'all');
  expect(cells.map(({ id }) => stateOf(id))).toEqual([...Array<string>(6).fill('done'), 'published']);
  expect(shownBy('d')).toMatchObject({ text: 'a b t l s d' });
  expect(shownBy('s')).toMatchObject({ text: 'a b s' });
});
