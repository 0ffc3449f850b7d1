/** What Jupyter, Colab and the like do to a file that they save. */
import { describe, expect, test } from 'vitest';
import type { Changes } from '../notebook/changes';
import { hash } from '../notebook/hash';
import { altered, changes, read, type Written } from '../../tests/support/export/course-notebook';

describe('an exported notebook, saved by another program with nothing changed, is what was exported:', () => {
  const everyCell = (change: (cell: Written['cells'][number]) => void) => (notebook: Written) =>
    notebook.cells.forEach(change);
  const inSource = (change: (text: string) => string) =>
    everyCell((cell) => {
      cell.source = change([cell.source].flat().join(''));
    });
  const crlf = inSource((text) => text.replaceAll(/\r?\n/g, '\r\n'));
  const ended = inSource((text) => `${text}\n`);
  const bare = inSource((text) => text.replace(/\n+$/, ''));
  const clearCells = everyCell((cell) => (cell.metadata = {}));
  const ways: readonly [string, ...((notebook: Written) => void)[]][] = [
    ['CRLF', crlf],
    ['a newline at the end of each cell', ended],
    ['both', crlf, inSource((text) => `${text}\r\n`)],
    ['sources as one text', inSource((text) => text)],
    ['no newline at the end of any cell', bare],
    [
      'no ids, as before format 4.5',
      everyCell((cell) => Reflect.deleteProperty(cell, 'id')),
      (notebook) => (notebook.nbformat_minor = 4),
    ],
    ['other ids', everyCell((cell) => (cell.id = hash(cell.id)))],
    ['the notebook’s metadata cleared', (notebook) => (notebook.metadata = {})],
    ['another kernel', (notebook) => Object.assign(notebook.metadata, { kernelspec: { name: 'deno' } })],
    ['fields of its own', everyCell((cell) => Object.assign(cell.metadata, { id: 'xYz', outputId: '7' }))],
    [
      'outputs and counts cleared',
      everyCell((cell) => {
        if (cell.cell_type === 'code') Object.assign(cell, { outputs: [], execution_count: null });
      }),
    ],
  ];
  const mine: Changes = {
    edits: { a: { source: '\nmine\n\n', base: 'a' }, d: { source: 'solved\nin two lines', base: 'd' } },
    scratch: changes.scratch,
  };
  const placed = (of: Changes) => of.scratch.map(({ chapter, after, source }) => [chapter, after, source]);

  test.each(ways)('%s', (_, ...done) => {
    const { changes: back, outdated } = read(
      altered((notebook) => done.forEach((one) => one(notebook)), mine),
    );
    expect(back.edits).toEqual(mine.edits);
    expect(placed(back)).toEqual(placed(mine));
    expect(outdated).toEqual([]);
  });

  test.each(ways)('%s, exported before the marks had a hash of the source', (_, ...done) => {
    const { changes: back } = read(
      altered(
        (notebook) => {
          for (const { metadata } of notebook.cells) {
            const mark = metadata['alexnet_cell_by_cell'];
            if (mark) Reflect.deleteProperty(mark, 'source');
          }
          done.forEach((one) => one(notebook));
        },
        { edits: {}, scratch: [] },
      ),
    );
    expect(back).toEqual({ edits: {}, scratch: [] });
  });

  test.each<(typeof ways)[number]>([
    ['all metadata', clearCells, (notebook) => (notebook.metadata = {})],
    ['all metadata, with CRLF and newlines', clearCells, crlf, ended, (notebook) => (notebook.metadata = {})],
    ['metadata and ids', clearCells, everyCell((cell) => Reflect.deleteProperty(cell, 'id')), ended],
  ])('%s cleared', (_, ...done) => {
    const clear = (notebook: Written) => done.forEach((one) => one(notebook));
    expect(read(altered(clear, { edits: {}, scratch: [] })).changes).toEqual({ edits: {}, scratch: [] });
  });

  test('with all metadata cleared, cells are known by their ids, and the reader’s own stand below those', () => {
    const { changes: back } = read(
      altered(
        (notebook) => {
          clearCells(notebook);
          notebook.metadata = {};
        },
        { ...changes, edits: { b: { source: 'mine', base: 'b' } } },
      ),
    );
    expect(back.edits).toEqual({ b: { source: 'mine', base: 'b' } });
    expect(placed(back)).toEqual([
      ['first', 'a', 'of mine'],
      ['first', 'b', ''],
    ]);
  });

  test('a cell put in that says what a later one does is the reader’s own, while that one is known', () => {
    const { changes: back } = read(
      altered(
        (notebook) =>
          void notebook.cells.splice(2, 0, { cell_type: 'code', id: 'x', source: 'c', metadata: {} }),
        { edits: {}, scratch: [] },
      ),
    );
    expect(back.edits).toEqual({});
    expect(placed(back)).toEqual([['first', null, 'c']]);
  });
});
