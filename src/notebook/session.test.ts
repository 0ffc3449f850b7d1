import { beforeEach, describe, expect, test } from 'vitest';
import { editCell, resetCell } from './change-session';
import { cellView } from './cell-view';
import {
  createSession,
  emptyQueue,
  isBusy,
  nextRequest,
  receive,
  requestRun,
  renewSession,
  restartSession,
  type Session,
} from './session';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';

const cells = cellsOf('abcd', 'd');
let kernel: FakeKernel;
let session: Session;

beforeEach(() => {
  kernel = new FakeKernel();
  session = createSession(cells);
});

function run(cellId: string, scope: 'cell' | 'all' | 'above' | 'below' = 'cell'): void {
  session = post(requestRun(session, { scope, cellId }), kernel);
}
const states = (): string => cells.map(({ id }) => cellView(session, id).state).join(' ');
const texts = (id: string): string[] =>
  (cellView(session, id).outputs ?? []).map((output) => (output.kind === 'text' ? output.text : output.kind));

describe('a session', () => {
  test('begins as published, with the published execution counts', () => {
    expect(states()).toBe('published published published published');
    expect(cells.map(({ id }) => cellView(session, id).executionCount)).toEqual([154, 155, 156, null]);
    expect(cellView(session, 'a').outputs).toBeNull();
  });

  test('runs what a cell needs first', () => {
    run('b');
    expect(states()).toBe('queued queued published published');
    session = deliver(session, kernel, 1);
    expect(states()).toBe('running queued published published');
    session = deliver(session, kernel);
    expect(states()).toBe('done done published published');
    expect(texts('b')).toEqual(['a b']);
  });

  test('keeps the old output of a running cell until a new one comes', () => {
    run('a');
    session = deliver(session, kernel);
    run('a');
    session = deliver(session, kernel, 1);
    expect(cellView(session, 'a').state).toBe('running');
    expect(texts('a')).toEqual(['a']);
  });

  test('an edit makes the cell edited and those below stale, and says because of which cell', () => {
    run('c');
    session = deliver(session, kernel);
    session = editCell(session, 'a', 'other');
    expect(states()).toBe('edited stale stale stale');
    expect(cellView(session, 'b').staleBecause).toBe('In [154] above has changed since this ran.');
    session = editCell(session, 'a', 'a');
    expect(states()).toBe('done done done published');
    expect(cellView(session, 'a').edited).toBe(false);
  });

  test('a reset brings the published outputs back', () => {
    session = editCell(session, 'a', 'other');
    run('b');
    session = deliver(session, kernel);
    expect(states()).toBe('done done stale stale');
    session = resetCell(session, 'a');
    expect(states()).toBe('published published published published');
    expect(cellView(session, 'a').outputs).toBeNull();
  });

  test('an error stops the run at its cell, those below keep their state, the next run replays', () => {
    run('c');
    session = deliver(session, kernel);
    session = editCell(session, 'b', 'b!');
    run('a', 'below');
    run('c');
    session = deliver(session, kernel);
    expect(states()).toBe('done error stale stale');
    session = editCell(session, 'b', 'b');
    const { request } = requestRun(session, { scope: 'cell', cellId: 'c' });
    expect(request?.fresh).toBe(true);
    expect(request?.steps.map(({ cellId }) => cellId)).toEqual(['a', 'b', 'c']);
  });

  test('a run asked for during another waits, and uses the sources of when it begins', () => {
    run('a');
    run('b');
    expect(cellView(session, 'b').state).toBe('queued');
    session = editCell(session, 'b', 'late');
    session = deliver(session, kernel);
    expect(texts('b')).toEqual(['a late']);
    expect(states()).toBe('done done stale stale');
  });

  test('between two runs it is busy, and what waits can be taken back', () => {
    run('a');
    run('c');
    for (const event of kernel.events.splice(0)) session = receive(session, event, 0);
    expect(session.run).toBeNull();
    expect(isBusy(session)).toBe(true);
    expect(states()).toBe('done published queued published');
    session = emptyQueue(session);
    expect(isBusy(session)).toBe(false);
    expect(states()).toBe('done published published published');
    expect(nextRequest(session).request).toBeNull();
  });

  test('a new kernel in the place of one that never began a run is asked for it first, and for all before it', () => {
    run('a');
    session = deliver(session, kernel);
    const { session: asked, request } = requestRun(session, { scope: 'cell', cellId: 'b' });
    expect(request?.steps.map(({ cellId }) => cellId)).toEqual(['b']);
    kernel.restart();
    session = post(nextRequest(renewSession(asked)), kernel);
    session = deliver(session, kernel);
    expect(states()).toBe('done done published published');
    expect(texts('b')).toEqual(['a b']);
  });

  test('a run that its own cells have kept from going on is over, and what waits is run', () => {
    run('b');
    session = deliver(session, kernel, 3);
    run('c');
    kernel.events = [];
    kernel.restart();
    session = post(nextRequest(renewSession(session)), kernel);
    session = deliver(session, kernel);
    expect(states()).toBe('done done done published');
    expect(session.run).toBeNull();
  });

  test('a restart stops what runs and loses nothing else', () => {
    session = editCell(session, 'c', 'mine');
    run('a');
    session = deliver(session, kernel);
    run('c', 'below');
    session = deliver(session, kernel, 1);
    expect(cellView(session, 'b').state).toBe('running');
    session = restartSession(session);
    expect(states()).toBe('done stopped edited stale');
    expect(cellView(session, 'b').staleBecause).toBeNull();
    session = deliver(session, kernel);
    expect(states()).toBe('done stopped edited stale');
    kernel.restart();
    run('c');
    session = deliver(session, kernel);
    expect(texts('c')).toEqual(['a b mine']);
  });

  test('a run that ends as stopped in the middle of a cell leaves that cell stopped', () => {
    run('b');
    session = deliver(session, kernel, 4);
    session = receive(session, { type: 'run-ended', runId: 1, outcome: 'stopped', tensors: 0, bytes: 0 }, 0);
    expect(states()).toBe('done stopped published published');
    expect(requestRun(session, { scope: 'cell', cellId: 'b' }).request?.fresh).toBe(true);
  });

  test('a lost kernel is told in the running cell', () => {
    run('a');
    session = deliver(session, kernel, 1);
    session = receive(session, { type: 'lost', message: 'The GPU is gone.' }, 0);
    expect(cellView(session, 'a').state).toBe('error');
    expect(texts('a')).toEqual(['error']);
    expect(session.run).toBeNull();
  });

  test('late output of a cell is added to it while its result stands, and dropped after', () => {
    run('a');
    session = deliver(session, kernel);
    const late = {
      type: 'output',
      runId: 1,
      cellId: 'a',
      output: { kind: 'text', stream: 'out', text: '!' },
    } as const;
    session = receive(session, late, 0);
    expect(texts('a')).toEqual(['a!']);
    run('a');
    session = deliver(session, kernel);
    session = receive(session, late, 0);
    expect(texts('a')).toEqual(['a']);
  });

  test('a slow cell’s result stays when a passing edit is taken back', () => {
    run('d');
    session = deliver(session, kernel);
    session = editCell(session, 'a', 'other');
    expect(cellView(session, 'd').state).toBe('stale');
    session = resetCell(session, 'a');
    expect(cellView(session, 'd').state).toBe('done');
  });

  test('an unknown cell is an error that says so', () => {
    expect(() => cellView(session, 'z')).toThrow('There is no cell "z"');
  });
});
