/** The links that carry changes, and what is done with those that are no such links. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { carriedBy, makeLink, unpack, withoutChanges } from './link';
import type { Changes } from '../../notebook/changes';
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
