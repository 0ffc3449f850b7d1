import { describe, expect, test } from 'vitest';
import { pythonNotebook } from './ipynb';
import { hash } from '../notebook/hash';
import type { Output } from '../notebook/output';
import { MOST_SHARED, ShareError } from '../notebook/share';
import { altered, changes, parsed, read, write } from '../../tests/support/export/course-notebook';

describe('an exported notebook', () => {
  test('is of format 4.5: ids unique and allowed, sources in lines, code cells with counts and outputs', () => {
    const notebook = parsed(write(changes));
    expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
    expect(notebook.metadata['kernelspec']).toMatchObject({
      language: 'typescript',
      display_name: 'TypeScript',
    });
    const found = notebook.cells.map(({ id }) => id);
    expect(new Set(found).size).toBe(found.length);
    for (const cell of notebook.cells) {
      expect(cell.id).toMatch(/^[\w-]{1,64}$/);
      for (const line of (cell.source as string[]).slice(0, -1)) expect(line).toMatch(/^[^\n]*\n$/);
      expect('outputs' in cell && 'execution_count' in cell).toBe(cell.cell_type === 'code');
    }
  });

  test('has every cell under its chapter’s title, as it stands, between what the chapter says', () => {
    const notebook = parsed(write(changes));
    const text = notebook.cells.slice(1).map(({ source }) => (source as string[]).join(''));
    expect(text).toEqual([
      '## 1. Conv1 & co',
      'It begins.\n\n$$x$$',
      'a',
      'of mine',
      'mine\n\n// ü 🐈\r\n',
      'It ends.',
      '## 2. Softmax',
      '',
      'c',
      'solved',
    ]);
  });

  test('shows what the cells show', () => {
    const outputs: readonly Output[] = [
      { kind: 'text', stream: 'out', text: 'one\ntwo\n' },
      { kind: 'text', stream: 'warning', text: 'careful\n' },
      { kind: 'error', name: 'TypeError', message: 'no', line: 2, column: 1, hint: 'Run the cell above.' },
      { kind: 'table', columns: ['a', '<b>'], rows: [[1, 'x & y']] },
      { kind: 'tensor', shape: [1], dtype: 'float32', text: 'Tensor [1]' },
      { kind: 'image', width: 1, height: 1, pixels: new Uint8ClampedArray(4), caption: '1 x 1' },
      { kind: 'model', network: { name: 'm', inputShape: null, layers: [] }, added: [] },
    ];
    const shown = parsed(write(changes, { a: outputs })).cells.find(({ id }) => id === 'a')?.outputs;
    expect(shown).toEqual([
      { output_type: 'stream', name: 'stdout', text: ['one\n', 'two\n'] },
      { output_type: 'stream', name: 'stderr', text: ['careful\n'] },
      {
        output_type: 'error',
        ename: 'TypeError',
        evalue: 'no',
        traceback: ['TypeError: no', 'line 2', 'Run the cell above.'],
      },
      {
        output_type: 'display_data',
        metadata: {},
        data: {
          'text/plain': ['a\t<b>\n', '1\tx & y'],
          'text/html': [
            '<table>\n',
            '<tr><th>a</th><th>&lt;b&gt;</th></tr>\n',
            '<tr><td>1</td><td>x &amp; y</td></tr>\n',
            '</table>',
          ],
        },
      },
      { output_type: 'display_data', metadata: {}, data: { 'text/plain': ['Tensor [1]'] } },
      {
        output_type: 'display_data',
        metadata: {},
        data: { 'text/plain': ['1 x 1'], 'image/png': 'iVBORw0KGgo=' },
      },
    ]);
  });

  test('a Python notebook has its kernel and its sections', () => {
    const notebook = parsed(pythonNotebook('# About', [{ title: 'One', code: '\nx = 1\ny = 2\n' }]));
    expect(notebook.metadata['kernelspec']).toMatchObject({ name: 'python3', language: 'python' });
    expect(notebook.cells.map(({ cell_type, source }) => [cell_type, source])).toEqual([
      ['markdown', ['# About']],
      ['markdown', ['## One']],
      ['code', ['x = 1\n', 'y = 2']],
    ]);
  });
});

describe('imported again', () => {
  test('it changes what it was exported with, the reader’s own cells under other ids', () => {
    const { changes: back, outdated, unknown } = read(write(changes));
    expect(back.edits).toEqual(changes.edits);
    expect(back.scratch.map(({ chapter, after, source }) => ({ chapter, after, source }))).toEqual(
      changes.scratch.map(({ chapter, after, source }) => ({ chapter, after, source })),
    );
    expect(back.scratch.every(({ id }) => id.startsWith('new-'))).toBe(true);
    expect([outdated, unknown]).toEqual([[], []]);
  });

  test('an untouched course changes nothing, even if the author has published another since', () => {
    expect(read(write({ edits: {}, scratch: [] })).changes).toEqual({ edits: {}, scratch: [] });
    const older = altered(
      ({ cells }) => {
        const a = cells.find(({ cell_type }) => cell_type === 'code');
        if (!a) throw new Error('no cell');
        a.source = ['what a said'];
        Object.assign(a.metadata['alexnet_cell_by_cell'] as object, { base: hash('what a said') });
      },
      { edits: {}, scratch: [] },
    );
    expect(read(older).changes.edits).toEqual({});
  });

  test('edits of a cell that the author has changed are named', () => {
    const outdated = { ...changes, edits: { b: { source: 'mine', base: 'what b was' } } };
    expect(read(write(outdated)).outdated).toEqual(['b']);
  });

  test('what Jupyter did to it counts: another source, a cell put in, one copied, one taken out', () => {
    const text = altered(
      (notebook) => {
        const at = (id: string) => notebook.cells.findIndex((cell) => cell.id === id);
        const a = notebook.cells[at('a')];
        const b = notebook.cells[at('b')];
        if (!a || !b) throw new Error('no cell');
        b.source = 'edited in Jupyter';
        const added = { cell_type: 'code', id: 'x', source: ['put in\n', 'there'], metadata: {} };
        notebook.cells.splice(at('a') + 1, 0, added, { ...a, id: 'copied' });
        notebook.cells.splice(at('c'), 1);
      },
      { edits: {}, scratch: [] },
    );
    const { changes: back } = read(text);
    expect(back.edits).toEqual({ b: { source: 'edited in Jupyter', base: 'b' } });
    expect(back.scratch.map(({ chapter, after, source }) => [chapter, after, source])).toEqual([
      ['first', 'a', 'put in\nthere'],
      ['first', 'a', 'a'],
    ]);
  });
});

describe('refused, with the reason', () => {
  const long = 'x'.repeat(MOST_SHARED);
  test.for<readonly [string, string, RegExp]>([
    ['no JSON', '{"cells": [', /no Jupyter notebook, or part of it is missing/],
    ['another JSON', '[1, 2]', /no Jupyter notebook of format 4/],
    ['no metadata', '{"cells": []}', /no Jupyter notebook of format 4/],
    [
      'a foreign notebook',
      '{"cells": [], "metadata": {"kernelspec": {}}}',
      /was not exported from this course/,
    ],
    ['cells that are none', altered((notebook) => void notebook.cells.push(7 as never)), /damaged/],
    [
      'a source that is none',
      altered((notebook) => {
        for (const cell of notebook.cells) cell.source = [3] as never;
      }),
      /damaged/,
    ],
    [
      'a version that is none',
      altered((notebook) => (notebook.metadata['alexnet_cell_by_cell'] = { version: 'x' })),
      /damaged/,
    ],
    [
      'a later version',
      altered((notebook) => (notebook.metadata['alexnet_cell_by_cell'] = { version: 2 })),
      /newer version of the course \(format 2; this page reads 1\)/,
    ],
    [
      'too much',
      altered(
        (notebook) =>
          void notebook.cells.push({ cell_type: 'code', id: 'y', source: [long, '!'], metadata: {} }),
      ),
      /200,009 characters long|characters long; up to 200,000/,
    ],
    [
      'too many cells',
      altered(
        (notebook) => (notebook.cells = Array.from({ length: 2001 }, () => notebook.cells[0] as never)),
      ),
      /damaged/,
    ],
  ])('%s', ([, text, reason]) => {
    expect(() => read(text)).toThrow(ShareError);
    expect(() => read(text)).toThrow(reason);
  });

  test('marks that are not what was written are as none, in a cell without an id one of the reader’s own', () => {
    const { changes: back } = read(
      altered((notebook) => {
        for (const cell of notebook.cells) {
          cell.id = '';
          if (cell.cell_type === 'code') cell.source = `// ${String(cell.source)}`;
          cell.metadata = { alexnet_cell_by_cell: { id: ['a'], base: 4, chapter: {} } };
        }
      }),
    );
    expect(back.edits).toEqual({});
    expect(back.scratch).toHaveLength(6);
  });

  test('a cell’s name is no way into an object: __proto__, constructor', () => {
    const { changes: back, unknown } = read(
      altered((notebook) => {
        const marks = ['__proto__', 'constructor'].map((id) => ({ role: 'course', id, base: 'x' }));
        notebook.cells = marks.map((mark) => ({
          cell_type: 'code',
          id: 'z',
          source: 'code',
          metadata: { alexnet_cell_by_cell: mark },
        }));
      }),
    );
    expect(unknown).toEqual(['__proto__', 'constructor']);
    expect(back.scratch.map(({ source }) => source)).toEqual(['code', 'code']);
  });
});
