import { beforeEach, expect, test } from 'vitest';
import { cellView, changedSinceRun, nameAsShown } from './cell-view';
import { editCell, insertCell } from './change-session';
import { keptFrom, restoreSession } from './kept';
import { createSession, requestRun, stampedCell, type Session } from './session';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';

const cells = cellsOf('ab');
let session: Session;

beforeEach(() => {
  session = insertCell(createSession(cells), { beside: 'a', where: 'below' }, { id: '1', source: 'mine' });
});

function run(cellId: string): void {
  const kernel = new FakeKernel();
  session = deliver(post(requestRun(session, { scope: 'cell', cellId }), kernel), kernel);
}
const name = (id: string) => nameAsShown(session, stampedCell(session.present, id).cell);
const changed = (id: string) => changedSinceRun(session, stampedCell(session.present, id));

test('a cell of the reader’s own is named as its prompt counts it, once it has run', () => {
  expect([name('1'), name('b')]).toEqual(['a cell of yours', 'In [155]']);
  run('1');
  expect(name('1')).toBe('Own [1]');
});

test('what was kept when own cells were counted with the course’s is counted anew', () => {
  run('1');
  const kept = keptFrom(session);
  const own = kept.outputs['1'];
  const older = { ...kept, outputs: { '1': { ...own, executionCount: 156 } } };
  const { session: back } = restoreSession(createSession(cells), older);
  expect(cellView(back, '1').executionCount).toBe(1);
});

test('since its run a cell was edited, or one above was, also while it waits to run', () => {
  expect([changed('a'), changed('1'), changed('b')]).toEqual([null, 'edited', 'stale']);
  run('b');
  expect([changed('a'), changed('1'), changed('b')]).toEqual([null, null, null]);
  session = editCell(session, 'a', 'other');
  session = post(requestRun(session, { scope: 'cell', cellId: 'b' }), new FakeKernel());
  expect(cellView(session, 'a').state).toBe('queued');
  expect([changed('a'), changed('1'), changed('b')]).toEqual(['edited', 'stale', 'stale']);
});
