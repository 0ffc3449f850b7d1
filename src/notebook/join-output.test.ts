import { describe, expect, test } from 'vitest';
import { joinOutput } from './join-output';
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
