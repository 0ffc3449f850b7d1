import { beforeEach, describe, expect, test } from 'vitest';
import { cellView } from './cell-view';
import { deleteCell, editCell, insertCell, undo } from './change-session';
import { createSession, requestRun, type Session } from './session';
import { keptFrom, restoreSession, withKept } from './kept';
import { KEPT_VERSION, type Kept } from './kept-format';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';

const cells = cellsOf('abc');
let session: Session;

beforeEach(() => {
  session = insertCell(createSession(cells), { beside: 'a', where: 'below' }, { id: '1', source: 'mine' });
  session = editCell(session, 'c', 'other');
  const kernel = new FakeKernel();
  session = deliver(post(requestRun(session, { scope: 'all', cellId: 'a' }), kernel), kernel);
});

const plain = (kept: Kept) => JSON.parse(JSON.stringify(kept)) as Record<string, unknown>;
const restore = (kept: unknown) => restoreSession(createSession(cells), kept);

describe('what is kept', () => {
  test('comes back: edits, cells, what they printed, and what can be undone', () => {
    session = deleteCell(session, '1');
    const { session: back, trouble } = restore(plain(keptFrom(session)));
    expect(trouble).toBeNull();
    expect(back.present).toEqual(session.present);
    expect(cellView(back, 'c')).toMatchObject({ state: 'stale', outputs: [{ text: 'a mine b other' }] });
    const again = undo(back);
    expect(again.present.map(({ source }) => source)).toEqual(['a', 'mine', 'b', 'other']);
    expect(cellView(again, 'c').state).toBe('done');
  });

  test('is nothing where the published output shows', () => {
    expect(Object.keys(keptFrom(session).outputs)).toEqual(['1', 'b', 'c']);
    expect(keptFrom(createSession(cells)).outputs).toEqual({});
  });

  test.each([
    ['a slow cell', 'stale', { slow: true }],
    ['an exercise', 'done', { role: 'exercise' as const }],
  ])('of %s that ran as published is what it printed: nothing is published there', (_, state, kind) => {
    const course = cells.map((cell) => (cell.id === 'c' ? { ...cell, ...kind } : cell));
    const kernel = new FakeKernel();
    const asked = requestRun(createSession(course), { scope: 'cell', cellId: 'c' });
    const kept = plain(keptFrom(deliver(post(asked, kernel), kernel)));
    const { session: back } = restoreSession(createSession(course), kept);
    expect(cellView(back, 'c')).toMatchObject({ state, outputs: [{ text: 'a b c' }] });
    expect(cellView(back, 'b').outputs).toBeNull();
  });

  test('of a cell that ran when the page was left says that it was stopped', () => {
    const kernel = new FakeKernel();
    session = post(requestRun(editCell(session, 'c', 'third'), { scope: 'cell', cellId: 'c' }), kernel);
    session = deliver(session, kernel, 10);
    expect(cellView(session, 'c').state).toBe('running');
    const { session: back } = restore(plain(keptFrom(session)));
    expect(cellView(back, 'c')).toMatchObject({ state: 'stopped', staleBecause: null });
  });

  test('of a cell that ran when the page was left is nothing of the run before', () => {
    const kernel = new FakeKernel();
    session = post(requestRun(editCell(session, 'c', 'third'), { scope: 'cell', cellId: 'c' }), kernel);
    const before = session.results['c']?.outputs;
    while (session.results['c']?.outcome !== 'running') session = deliver(session, kernel, 1);
    expect(session.results['c']).toMatchObject({ hasOutput: false, outputs: before });
    const { session: back } = restore(plain(keptFrom(session)));
    expect(cellView(back, 'c')).toMatchObject({ state: 'stopped', outputs: [] });
  });

  test('of a picture is that there was one', () => {
    const { c } = session.results;
    const pixels = new Uint8ClampedArray(4);
    const image = { kind: 'image', width: 1, height: 1, pixels, caption: '' } as const;
    const outputs = [...(c?.outputs ?? []), image];
    const results = { ...session.results, c: { ...c!, outputs } };
    const { session: back } = restore(plain(keptFrom({ ...session, results })));
    expect(back.results['c']).toMatchObject({ outputs: c?.outputs, missing: 'pictures' });
    expect(back.results['b']).toMatchObject({ missing: 'nothing' });
    expect(keptFrom(back).outputs).toEqual(keptFrom({ ...session, results }).outputs);
  });

  test('by another tab comes into this one, and what ran here stays', () => {
    const here = new FakeKernel();
    const ran = deliver(post(requestRun(createSession(cells), { scope: 'cell', cellId: 'b' }), here), here);
    const both = withKept(ran, keptFrom(session));
    expect(both.present).toEqual(session.present);
    expect(both.results['c']).toMatchObject({ outputs: session.results['c']?.outputs, missing: 'nothing' });
    expect(both.results['b']).toBe(ran.results['b']);
    expect(both.history).toBe(ran.history);
    expect(withKept(both, keptFrom(session)).results['c']).toBe(both.results['c']);
    // And is not lost when this tab writes.
    expect(keptFrom(both).outputs['c']).toEqual(keptFrom(session).outputs['c']);
  });

  test('nothing at all is a fresh notebook', () => {
    expect(restore(undefined)).toEqual({ session: createSession(cells), trouble: null });
  });
});

describe('what cannot be read', () => {
  test.for([
    ['an older version', { version: 0 }, /older version/],
    ['a newer version', { version: KEPT_VERSION + 1, edits: [] }, /newer version/],
    ['text', 'damaged', /cannot be read/],
    ['nothing in it', {}, /cannot be read/],
    ['edits that are none', { changes: { edits: { a: 1 }, scratch: [] } }, /cannot be read/],
    ['scratch cells that are none', { changes: { edits: {}, scratch: [{ id: 1 }] } }, /cannot be read/],
    ['undo steps that are none', { undo: [{ label: 'x' }] }, /cannot be read/],
    ['outputs that are none', { outputs: 'x' }, /cannot be read/],
  ] as const)('%s is told, and the course is there as published', ([, damage, message]) => {
    const kept =
      typeof damage === 'string'
        ? damage
        : 'version' in damage || Object.keys(damage).length === 0
          ? damage
          : { ...plain(keptFrom(session)), ...damage };
    const { session: back, trouble } = restore(kept);
    expect(trouble).toMatch(message);
    expect(trouble).toMatch(/set aside/);
    expect(back).toEqual(createSession(cells));
  });

  test.each([
    ['outputs that are none', { outputs: 'x' }],
    ['a training without its curve', { outputs: [{ kind: 'progress', text: 'Epoch 1/2' }] }],
    ['a curve of no points', { outputs: [{ kind: 'progress', text: '', points: [{ step: 1 }] }] }],
    ['an output of a kind that there is not', { outputs: [{ kind: 'film' }] }],
    ['an outcome that there is not', { outcome: 'asleep' }],
  ])('%s is left out, and everything else comes back', (_, damage) => {
    const kept = plain(keptFrom(session));
    const outputs = kept['outputs'] as Record<string, object>;
    const damaged = { ...kept, outputs: { ...outputs, c: { ...outputs['c'], ...damage } } };
    const { session: back, trouble } = restore(damaged);
    expect(trouble).toBeNull();
    expect(back.present).toEqual(session.present);
    expect(cellView(back, 'c')).toMatchObject({ state: 'edited', outputs: null });
    expect(cellView(back, 'b').outputs).toEqual(cellView(session, 'b').outputs);
  });

  test('a training that went astray is kept with its losses', () => {
    const points = [{ step: 1, loss: NaN, accuracy: null, validationLoss: null, validationAccuracy: null }];
    const kept = keptFrom(session);
    const { c } = kept.outputs;
    if (c === undefined) throw new Error('Nothing is kept of c.');
    const progress = { kind: 'progress', text: 'Epoch 1/2', points } as const;
    const { session: back } = restore({ ...kept, outputs: { c: { ...c, outputs: [progress] } } });
    expect(cellView(back, 'c').outputs).toEqual([progress]);
  });
});
