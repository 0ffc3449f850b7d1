import { describe, expect, test } from 'vitest';
import { joinOutput } from './join-output';
import { hash } from './hash';
import type { Output } from './output';

const text = (stream: 'out' | 'warning', content: string): Output => ({
  kind: 'text',
  stream,
  text: content,
});
const progress = (content: string): Output => ({ kind: 'progress', text: content, points: [] });
const joined = (...outputs: Output[]): readonly Output[] => outputs.reduce<readonly Output[]>(joinOutput, []);

describe('joinOutput(outputs, output)', () => {
  test('joins consecutive text of one stream', () => {
    expect(joined(text('out', 'a'), text('out', 'b'))).toEqual([text('out', 'ab')]);
  });
  test('keeps streams apart, in order', () => {
    const all = [text('out', 'a'), text('warning', 'b'), text('out', 'c')];
    expect(joined(...all)).toEqual(all);
  });
  test('replaces progress where it stands', () => {
    expect(joined(progress('1'), text('out', 'a'), progress('2'))).toEqual([progress('2'), text('out', 'a')]);
  });
});

describe('hash(text)', () => {
  test('is the 32-bit FNV-1a of the text, then of the text backwards', () => {
    // Published test vectors of FNV-1a: '' and 'a'.
    expect(hash('')).toBe('811c9dc5811c9dc5');
    expect(hash('a')).toBe('e40c292ce40c292c');
    expect(hash('foobar').slice(0, 8)).toBe('bf9cf968');
  });
  test('tells small edits apart', () => {
    const texts = Array.from({ length: 5000 }, (_, i) => `strides: ${i}`);
    expect(new Set(texts.map(hash)).size).toBe(5000);
  });
});
