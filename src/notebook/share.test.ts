import { describe, expect, test } from 'vitest';
import { arrange, type Changes } from './changes';
import { MOST_SHARED, readShared, SHARE_VERSION, ShareError, writeShared } from './share';
import { stampCells } from './stamp';
import { cellsOf } from '../../tests/support/notebook/cells';

const published = stampCells(cellsOf('abc'));
const changes: Changes = {
  edits: { b: { source: 'mine // ü 🐈', base: 'b' } },
  scratch: [{ id: 'own-1', chapter: 'chapter', after: 'a', source: 'of mine' }],
};

function read(text: string) {
  let count = 0;
  return readShared(text, published, () => `new-${++count}`);
}
const written = JSON.parse(writeShared(changes)) as Record<string, unknown>;
const with_ = (fields: Record<string, unknown>) => JSON.stringify({ ...written, ...fields });

describe('a shared notebook', () => {
  test('comes back as it was, its own cells under other ids', () => {
    const { changes: back, outdated, unknown } = read(writeShared(changes));
    expect(back.edits).toEqual(changes.edits);
    expect(back.scratch).toEqual([{ ...changes.scratch[0], id: 'new-1' }]);
    expect([outdated, unknown]).toEqual([[], []]);
  });

  test('carries only what differs', () => {
    expect(writeShared(changes)).not.toContain('"a","a"');
    expect(Object.keys(written)).toEqual(['version', 'edits', 'scratch']);
  });

  test('names the cells that the author has changed since, and starts from what is published now', () => {
    const older = writeShared({ ...changes, edits: { b: { source: 'mine', base: 'what b was' } } });
    const { changes: back, outdated } = read(older);
    expect(outdated).toEqual(['b']);
    expect(back.edits).toEqual({ b: { source: 'mine', base: 'b' } });
  });

  test('a source that has become the published one is no edit', () => {
    expect(
      read(writeShared({ edits: { b: { source: 'b', base: 'x' } }, scratch: [] })).changes.edits,
    ).toEqual({});
  });

  test('cells the course does not have, and chapters, come at its end', () => {
    const { changes: back, unknown } = read(
      writeShared({
        edits: { gone: { source: 'kept', base: 'x' } },
        scratch: [{ id: 's', chapter: 'gone-too', after: 'a', source: 'also kept' }],
      }),
    );
    expect(unknown).toEqual(['gone']);
    expect(back.edits).toEqual({});
    expect(back.scratch.map(({ chapter, after, source }) => [chapter, after, source])).toEqual([
      ['chapter', 'c', 'kept'],
      ['chapter', 'c', 'also kept'],
    ]);
  });

  test('a cell below one that is in another chapter comes at the top of its own', () => {
    const course = [...cellsOf('ab'), ...cellsOf('cd').map((cell) => ({ ...cell, chapter: 'next' }))];
    const own = { id: 's', chapter: 'next', after: 'a', source: 'kept' };
    const { changes: back } = readShared(
      writeShared({ edits: {}, scratch: [own] }),
      stampCells(course),
      () => 's',
    );
    expect(arrange(course, back).map(({ id }) => id)).toEqual(['a', 'b', 's', 'c', 'd']);
  });

  test.for([
    ['nothing', ''],
    ['half of it', writeShared(changes).slice(0, 40)],
    ['another kind of JSON', '[1, 2]'],
    ['null', 'null'],
    ['no version', with_({ version: undefined })],
    ['a version that is none', with_({ version: 'one' })],
    ['edits that are none', with_({ edits: { b: 'x' } })],
    ['an edit of the wrong length', with_({ edits: [['b', 'x']] })],
    ['a source that is no text', with_({ edits: [['b', 'x', { toString: 1 }]] })],
    ['an anchor that is no text', with_({ scratch: [['chapter', 7, 'x']] })],
    ['thousands of cells', with_({ scratch: Array.from({ length: 5000 }, () => ['chapter', null, '']) })],
  ] as const)('%s is refused as damaged', ([, text]) => {
    expect(() => read(text)).toThrow(ShareError);
    expect(() => read(text)).toThrow(/damaged.*Nothing was changed/);
  });

  test('too much is refused with its size', () => {
    expect(() => read(' '.repeat(MOST_SHARED + 1))).toThrow(/200,001 characters/);
  });

  test('a later version says so, whatever is in it', () => {
    expect(() => read(with_({ version: SHARE_VERSION + 1, edits: 'of another kind' }))).toThrow(
      /newer version/,
    );
  });

  test('names that JavaScript gives a meaning are texts like others', () => {
    const hostile = with_({
      edits: [
        ['__proto__', 'x', 'evil'],
        ['constructor', 'x', 'evil'],
      ],
    });
    const { changes: back, unknown } = read(hostile);
    expect(unknown).toEqual(['__proto__', 'constructor']);
    expect(back.edits).toEqual({});
    expect(Object.prototype).not.toHaveProperty('source');
  });
});

test('a cell of the reader’s own without a word does not travel', () => {
  const scratch = [
    { id: '1', chapter: 'chapter', after: 'a', source: ' \n' },
    { id: '2', chapter: 'chapter', after: 'a', source: 'mine' },
  ];
  const { scratch: sent } = JSON.parse(writeShared({ edits: {}, scratch })) as { scratch: unknown };
  expect(sent).toEqual([['chapter', 'a', 'mine']]);
});
