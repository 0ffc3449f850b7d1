/** The links that carry changes, and what is done with those that are no such links. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compare } from './compare';
import { carriedBy, makeLink, unpack, withoutChanges } from './link';
import { NO_CHANGES, type Changes } from '../../notebook/changes';
import { MOST_SHARED, readShared, ShareError, writeShared } from '../../notebook/share';
import { stampCells } from '../../notebook/stamp';
import { cellsOf } from '../../../tests/support/notebook/cells';

const published = stampCells(cellsOf('abc'));
const changes: Changes = {
  edits: { b: { source: 'let häuser = "⬛ 🏠";\n'.repeat(20), base: 'b' } },
  scratch: [{ id: 'own', chapter: 'chapter', after: 'a', source: 'mine()' }],
};
const page = 'https://example.org/base/conv1/';
const pack = (text: string) => `1.${deflateRawSync(text).toString('base64url')}`;

describe('a link', () => {
  test('carries changes there and back', async () => {
    const link = await makeLink(changes, page);
    expect(link).toMatch(/^https:\/\/example\.org\/base\/conv1\/#changes=1\.[\w-]+$/);
    const text = await unpack(carriedBy(new URL(link).hash)!);
    expect(text).toBe(writeShared(changes));
    const shared = readShared(text, published, () => 'new');
    expect(shared.changes).toEqual({ ...changes, scratch: [{ ...changes.scratch[0], id: 'new' }] });
  });

  test('is what zlib would read', async () => {
    expect(await unpack(pack(writeShared(changes)))).toBe(writeShared(changes));
  });

  test.each([
    ['#layer=Conv1&unit=3,10,20', '#layer=Conv1&unit=3,10,20&changes='],
    ['#cell-conv1', '#changes='],
    ['#changes=1.old', '#changes='],
    ['#layer=Conv1&changes=1.old', '#layer=Conv1&changes='],
  ])('made at %s has %s…', async (before, after) => {
    const { hash } = new URL(await makeLink(changes, page + before));
    expect(hash.startsWith(after)).toBe(true);
    expect(carriedBy(hash)).not.toBeNull();
  });

  test.each([
    ['#changes=1.abc', ''],
    ['#layer=Conv1&changes=1.abc', '#layer=Conv1'],
    ['#changes=1.abc&layer=Conv1', '#layer=Conv1'],
    ['#cell-conv1', '#cell-conv1'],
    ['', ''],
  ])('%s without its changes is “%s”', (before, after) => {
    expect(withoutChanges(page + before)).toBe(page + after);
  });

  test('carries no more than it can', async () => {
    const scratch = [{ id: 'own', chapter: 'chapter', after: null, source: 'x'.repeat(MOST_SHARED) }];
    await expect(makeLink({ edits: {}, scratch }, page)).rejects.toThrow(/carries up to 200,000/);
  });
});

describe('a bad link', () => {
  const good = pack(writeShared(changes));

  test.each([
    ['nothing', ''],
    ['no version', 'abc'],
    ['no number', 'x.abc'],
    ['no base64url', '1.%%%'],
    ['no deflate', '1.aaaaaaaa'],
    ['an empty stream', '1.'],
    ['a tail that is missing', good.slice(0, -8)],
    ['no UTF-8', `1.${deflateRawSync(Buffer.from([0xff, 0xfe, 0xff])).toString('base64url')}`],
  ])('with %s is damaged', async (_, carried) => {
    await expect(unpack(carried)).rejects.toThrow(ShareError);
    await expect(unpack(carried)).rejects.toThrow(/damaged/);
  });

  test('cut off anywhere is damaged', async () => {
    for (let length = 2; length < good.length; length += 3) {
      const text = await unpack(good.slice(0, length)).catch((error: unknown) => error);
      expect(text).toBeInstanceOf(ShareError);
    }
  });

  test('of a later version says so', async () => {
    await expect(unpack(good.replace('1.', '2.'))).rejects.toThrow(/newer version.*format 2/);
  });

  test('that would fill the memory is stopped while it inflates', async () => {
    const bomb = pack('\0'.repeat(64 * 2 ** 20));
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    await expect(unpack(bomb)).rejects.toThrow(/more than 200,000 characters/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 2 ** 20);
  });
});

describe('compare', () => {
  const fates = (mine: Changes, theirs: Changes) =>
    compare(published, mine, theirs).map(({ cellId, kind, before, after, replacesOwn }) => [
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
      compare(published, before, after).map(({ cellId, kind }) => {
        const cell = cells.find(({ id }) => id === cellId);
        return `${cell?.after ?? ''}:${cell?.source} ${kind}`;
      }),
    ).toEqual(told);
  });
});
