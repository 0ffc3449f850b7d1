import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Output } from '../notebook/output';
import { OutputStream } from './output-stream';

let posted: Output[];
let stream: OutputStream;

beforeEach(() => {
  vi.useFakeTimers();
  posted = [];
  stream = new OutputStream((output) => posted.push(output));
});
afterEach(() => {
  vi.useRealTimers();
});

const texts = (): string[] => posted.map((output) => (output.kind === 'text' ? output.text : output.kind));

describe('OutputStream', () => {
  test('posts the first line at once, the next together a little later', () => {
    stream.print('out', 'a');
    expect(texts()).toEqual(['a\n']);
    stream.print('out', 'b');
    stream.print('out', 'c');
    expect(texts()).toEqual(['a\n']);
    vi.advanceTimersByTime(60);
    expect(texts()).toEqual(['a\n', 'b\nc\n']);
  });

  test('a loop that blocks timers posts what waits when it looks', () => {
    stream.print('out', 'a');
    stream.print('out', 'b');
    stream.flushIfDue();
    expect(texts()).toEqual(['a\n']);
    vi.setSystemTime(Date.now() + 60);
    vi.advanceTimersByTime(0);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60);
    stream.flushIfDue();
    expect(texts()).toEqual(['a\n', 'b\n']);
  });

  test('keeps the order of text and other outputs', () => {
    stream.print('out', 'a');
    stream.print('out', 'b');
    stream.show({ kind: 'tensor', shape: [], dtype: 'float32', text: '1' });
    stream.print('warning', 'c');
    stream.end();
    expect(texts()).toEqual(['a\n', 'b\n', 'tensor', 'c\n']);
  });

  test('cuts one endless line, and stays quiet after', () => {
    stream.print('out', 'x'.repeat(300_000));
    stream.print('out', 'more');
    stream.end();
    expect(texts()[0]).toHaveLength(200_002);
    expect(texts().slice(1)).toEqual(['… 1 more line not shown\n']);
  });

  test('counts the rows of tables in a flood', () => {
    const table = { kind: 'table', columns: ['a'], rows: Array.from({ length: 599 }, () => [1]) } as const;
    stream.show(table);
    stream.show(table);
    stream.end();
    expect(texts()).toEqual(['table', '… 600 more lines not shown\n']);
  });

  test('an error is shown however much came before', () => {
    for (let i = 0; i < 2000; i++) stream.print('out', 'x');
    stream.show({ kind: 'error', name: 'Error', message: 'no', line: null, column: null, hint: null });
    stream.end();
    expect(posted.some(({ kind }) => kind === 'error')).toBe(true);
  });
});
