import { expect, test } from 'vitest';
import { mergeDocuments, type KeptDocument } from '../client/keeping/merge-documents';
import { resetCells } from './change-session';
import type { Event } from './messages';
import { describeProgress } from './exercises-done';
import { createSession, receive, requestRun, type Session } from './session';
import { doneIn, keptFrom, restoreSession } from './kept';
import { cellsOf } from '../../tests/support/notebook/cells';

const cells = cellsOf('abc').map((cell) =>
  cell.id === 'b' ? { ...cell, role: 'exercise' as const, check: 'true;' } : cell,
);

/** What the kernel says when the exercise is run and judged so. */
function judged(session: Session, passed: boolean): Session {
  const { session: asked, request } = requestRun(session, { scope: 'cell', cellId: 'b' });
  const runId = request?.runId ?? 0;
  const events: Event[] = [
    ...(request?.steps ?? []).flatMap(({ cellId }): Event[] => [
      { type: 'cell-started', runId, cellId },
      ...(cellId === 'b'
        ? [{ type: 'output', runId, cellId, output: { kind: 'verdict', passed, message: '' } } as const]
        : []),
      { type: 'cell-ended', runId, cellId, outcome: 'done', milliseconds: 1 },
    ]),
    { type: 'run-ended', runId, outcome: 'done', tensors: 0, bytes: 0 },
  ];
  return events.reduce((next, event) => receive(next, event, 0), asked);
}

const fresh = createSession(cells);
const notesOf = (session: Session): KeptDocument => ({ kept: keptFrom(session), pending: [] });

test('the check of an exercise goes with it to the kernel, and with no other cell', () => {
  const { request } = requestRun(fresh, { scope: 'cell', cellId: 'b' });
  expect(request?.steps.map(({ cellId, check }) => [cellId, check])).toEqual([
    ['a', undefined],
    ['b', 'true;'],
  ]);
});

test('an exercise is done once it was right, whatever comes later', () => {
  expect(judged(fresh, false).done).toEqual([]);
  const done = judged(fresh, true);
  expect(done.done).toEqual(['b']);
  expect(judged(done, false).done).toEqual(['b']);
  expect(judged(done, true).done).toEqual(['b']);
  expect(resetCells(done, null).done).toEqual(['b']);
});

test('what is done is kept and comes back, also from what was kept before there were exercises', () => {
  const kept = keptFrom(judged(fresh, true));
  const plain: unknown = JSON.parse(JSON.stringify(kept));
  expect(restoreSession(fresh, plain).session.done).toEqual(['b']);
  expect(doneIn({ revision: '1', kept: plain })).toEqual(['b']);
  const { done, ...older } = kept;
  expect(done).toEqual(['b']);
  expect(restoreSession(fresh, older)).toMatchObject({ session: { done: [] }, trouble: null });
  expect(doneIn({ kept: older })).toEqual([]);
});

test('a list of what is done that is none is refused', () => {
  const kept = { ...keptFrom(fresh), done: [1] };
  expect(restoreSession(fresh, kept).trouble).toMatch(/cannot be read/);
  for (const record of [undefined, null, {}, { kept }, { kept: { version: 9, done: ['b'] } }]) {
    expect(doneIn(record)).toEqual([]);
  }
});

test('what two tabs have done is done in both', () => {
  const agreed = notesOf(fresh);
  const mine = notesOf({ ...fresh, done: ['b'] });
  const theirs = notesOf({ ...fresh, done: ['x'] });
  expect([...(mergeDocuments(agreed, mine, theirs).kept.done ?? [])].sort()).toEqual(['b', 'x']);
  expect(mergeDocuments(agreed, agreed, theirs).kept.done).toEqual(['x']);
});

test('progress in words', () => {
  const done = new Set(['a', 'b']);
  expect(describeProgress(['c', 'd'], done)).toBeNull();
  expect(describeProgress(['a', 'c', 'd'], done)).toBe('1 of 3 exercises done');
  expect(describeProgress(['a', 'b'], done)).toBe('✓ 2 of 2 exercises done');
  expect(describeProgress(['b'], done)).toBe('✓ 1 of 1 exercise done');
});
