import { describe, expect, test } from 'vitest';
import { explain, stackPosition } from './explain';

function errorWith(properties: Record<string, unknown>): Error {
  return Object.assign(new Error('no'), properties);
}

describe('stackPosition(error, source)', () => {
  test.each([
    ['Chromium', 'Error: no\n    at f (cell-a.js:3:5)\n    at eval (cell-b.js:1:2)'],
    ['Chromium, in an async function', 'Error: no\n    at async eval (cell-a.js:3:5)'],
    ['Firefox', 'f@cell-a.js:3:5\nanonymous@http://localhost/kernel.js:1:2'],
    ['Firefox, without the name', 'f@http://localhost/kernel.js line 12 > eval:3:5\n'],
    ['Safari', 'f@cell-a.js:3:5\neval code@\neval@[native code]'],
  ])('reads the stack of %s', (_, stack) => {
    expect(stackPosition(errorWith({ stack }), 'cell-a.js')).toEqual({ line: 3, column: 5 });
  });
  test('reads Safari’s properties if the stack says nothing', () => {
    const error = errorWith({ stack: '', sourceURL: 'cell-a.js', line: 3, column: 5 });
    expect(stackPosition(error, 'cell-a.js')).toEqual({ line: 3, column: 5 });
  });
  test('knows when the cell is not in it', () => {
    expect(stackPosition(errorWith({ stack: 'Error\n    at g (cell-b.js:3:5)' }), 'cell-a.js')).toBeNull();
    expect(stackPosition('text', 'cell-a.js')).toBeNull();
  });
});

describe('explain(thrown)', () => {
  test.each([
    ['(0 , __scope__.f) is not a function', 'f is not a function'],
    ['__scope__.model.ad is not a function', 'model.ad is not a function'],
    ['can’t access property "x", __unknown__.y is undefined', 'can’t access property "x", y is undefined'],
  ])('%s: the scope’s name is not the reader’s', (message, expected) => {
    expect(explain(new TypeError(message)).message).toBe(expected);
  });
  test.each([
    ['document', 'apart from the page'],
    ['require', "import * as tf from '@tensorflow/tfjs'"],
    ['foo', 'Nothing that ran before this cell declares foo.'],
  ])('%s is not defined: says what to do instead', (name, expected) => {
    expect(explain(new ReferenceError(`${name} is not defined`)).hint).toContain(expected);
  });
  test('memory that ran out is told as that', () => {
    expect(explain(new RangeError('Array buffer allocation failed')).name).toBe('MemoryError');
  });
});
