import { describe, expect, test } from 'vitest';
import { hash } from './hash';

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
