/** The links that carry changes, and what is done with those that are no such links. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { carriedBy, makeLink, unencodedLink, unpack, withoutChanges } from './link';
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

  test.each<[string, (link: string) => string]>([
    ['an encoded =', (link) => link.replace('changes=', 'changes%3D')],
    ['an encoded = and dot', (link) => link.replace('changes=1.', 'changes%3d1%2E')],
    ['what is encoded twice', (link) => link.replace('changes=', 'changes%253D')],
    ['& as HTML', (link) => link.replace('&changes', '&amp;changes')],
    ['& as HTML, twice', (link) => link.replace('&changes', '&amp;amp;changes')],
    ['& as HTML, encoded', (link) => link.replace('&changes', '%26amp%3Bchanges')],
    ['an encoded &', (link) => link.replace('&changes=', '%26changes%3D')],
    ['amp; alone before it', (link) => link.replace('layer=Conv1&', 'amp;')],
    ['a full stop behind it', (link) => `${link}.`],
    ['a bracket and a comma behind it', (link) => `${link}),`],
    ['an angle bracket behind it', (link) => `${link}%3E`],
    ['a quotation mark behind it', (link) => `${link}”`],
    ['words behind it', (link) => `${link} (my network)`],
    ['another field behind it', (link) => `${link}&utm_source=mail`],
    ['a query behind it', (link) => `${link}?fbclid=IwAR0`],
    ['a second copy', (link) => link + link],
    ['a second copy in another line', (link) => `${link}%0A${link}`],
    ['its changes twice', (link) => link + link.replace(/.*#layer=Conv1/, '')],
    ['a second #', (link) => link.replace('&changes', '#changes')],
    [
      'soft line breaks of quoted-printable',
      (link) => link.replace(/=1\.(.{20})(.{20})/, '=3D1.$1=%0D%0A$2='),
    ],
    [
      'spaces and invisible characters',
      (link) => link.replace(/1\.(.{9})(.{9})/, '1.$1%20$2%E2%80%8B\u00ad'),
    ],
    ['capitals', (link) => link.replace('changes', 'Changes')],
  ])('with %s is read, and goes from the address', async (_, mangle) => {
    const link = mangle(await makeLink(changes, `${page}#layer=Conv1`));
    const { hash, href } = new URL(link);
    expect(await unpack(carriedBy(hash)!)).toBe(writeShared(changes));
    expect(carriedBy(new URL(withoutChanges(href)).hash)).toBeNull();
    expect(withoutChanges(href)).not.toContain('hanges');
  });

  test.each([
    ['https://example.org/base/conv1/%23changes=1.abc', `${page}#changes=1.abc`],
    [
      'https://example.org/base/conv1%2523layer%3DConv1%26changes%3D1.abc',
      `${page}#layer%3DConv1%26changes%3D1.abc`,
    ],
    ['https://example.org//other.host/%23changes=1.abc', 'https://example.org//other.host/#changes=1.abc'],
    [`${page}#changes=1.abc`, null],
    ['https://example.org/base/conv1/%23cell-conv1', null],
  ])('whose # was encoded leads to its page: %s', (href, meant) => {
    expect(unencodedLink(href)).toBe(meant);
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

  test.each<[string, (good: string) => string]>([
    ['an ellipsis in its middle', (text) => `${text.slice(0, 40)}…${text.slice(60)}`],
    ['three dots at its end', (text) => `${text.slice(0, 40)}...`],
    ['small letters alone', (text) => text.toLowerCase()],
    ['a word before its end', (text) => `${text.slice(0, 40)} and ${text.slice(40)}`],
    ['underscores taken for italics', (text) => text.replaceAll(/[_-]/g, '')],
  ])('with %s is damaged', async (_, mangle) => {
    const mangled = mangle(good);
    expect(mangled).not.toBe(good);
    const { hash } = new URL(`${page}#changes=${mangled}`);
    await expect(unpack(carriedBy(hash)!)).rejects.toThrow(/damaged.*Ask for it again/);
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
