import { describe, expect, test } from 'vitest';
import { compareChanges } from './compare';
import { NO_CHANGES, type Changes } from '../../notebook/changes';
import { stampCells } from '../../notebook/stamp';
import { cellsOf } from '../../../tests/support/notebook/cells';

const published = stampCells(cellsOf('abc'));

describe('compare', () => {
  const fates = (mine: Changes, theirs: Changes) =>
    compareChanges(published, mine, theirs).map(({ cellId, kind, before, after, replacesOwn }) => [
      cellId,
      kind,
      before,
      after,
      replacesOwn,
    ]);
  const edit = (id: string, source: string): Changes => ({
    edits: { [id]: { source, base: id } },
    scratch: [],
  });

  test('says what changes and what comes', () => {
    const own = { id: 'new', chapter: 'chapter', after: 'a', source: 'mine()' };
    expect(fates(NO_CHANGES, { ...edit('b', 'theirs'), scratch: [own] })).toEqual([
      ['new', 'new', '', 'mine()', false],
      ['b', 'changed', 'b', 'theirs', false],
    ]);
  });

  test('says what of the reader’s goes: an edit that is replaced, one that is set back, a cell', () => {
    const own = { id: 'own', chapter: 'chapter', after: 'a', source: 'kept?' };
    const mine = { edits: { ...edit('a', 'A').edits, ...edit('b', 'B').edits }, scratch: [own] };
    expect(fates(mine, edit('b', 'theirs'))).toEqual([
      ['a', 'changed', 'A', 'a', true],
      ['b', 'changed', 'B', 'theirs', true],
      ['own', 'gone', 'kept?', '', true],
    ]);
  });

  test('of cells without a word says nothing', () => {
    const empty = (id: string) => ({ id, chapter: 'chapter', after: 'a', source: ' ' });
    const [mine, theirs] = [empty('1'), empty('2')].map((cell) => ({ edits: {}, scratch: [cell] }));
    expect(fates(mine!, NO_CHANGES)).toEqual([]);
    expect(fates(NO_CHANGES, theirs!)).toEqual([]);
  });

  test('of the same changes says nothing', () => {
    const own = { id: 'own', chapter: 'chapter', after: 'a', source: 'mine()' };
    const mine = { ...edit('b', 'B'), scratch: [own] };
    expect(fates(mine, { ...mine, scratch: [{ ...own, id: 'other' }] })).toEqual([]);
  });

  test.each([
    ['another place', ['a:x'], ['b:x'], ['b:x new', 'a:x gone']],
    ['the top of the chapter', ['a:x'], [':x'], [':x new', 'a:x gone']],
    ['one of two that say the same', ['a:x', 'a:x'], ['a:x'], ['a:x gone']],
    ['one more that says the same', ['a:x'], ['a:x', 'a:x'], ['a:x new']],
    ['another order', ['a:x', 'a:y'], ['a:y', 'a:x'], ['a:x new', 'a:x gone']],
    ['one between others', ['a:x', 'a:y', 'b:x'], ['a:x', 'a:new', 'a:y', 'b:x'], ['a:new new']],
    ['a cell that is gone, at the chapter’s top', ['gone:x'], [':x'], []],
  ])('tells %s of cells of the reader’s own', (_, mine, theirs, told) => {
    const own = (places: readonly string[], whose: string): Changes => ({
      edits: {},
      scratch: places.map((place, index) => {
        const [after, source = ''] = place.split(':');
        return { id: `${whose}${index}`, chapter: 'chapter', after: after || null, source };
      }),
    });
    const [before, after] = [own(mine, 'mine'), own(theirs, 'theirs')];
    const cells = [...before.scratch, ...after.scratch];
    expect(
      compareChanges(published, before, after).map(({ cellId, kind }) => {
        const cell = cells.find(({ id }) => id === cellId);
        return `${cell?.after ?? ''}:${cell?.source} ${kind}`;
      }),
    ).toEqual(told);
  });
});
