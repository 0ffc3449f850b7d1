import { describe, expect, test } from 'vitest';
import { madeVisible, strangeCharacter, unseenHint, withoutTexts } from './characters';

describe('strangeCharacter(line)', () => {
  test.each([
    [
      'const a = “b”;',
      11,
      '“ stands here (U+201C, left double quotation mark), where code has "',
      'Write " in its place.',
    ],
    [
      'const a = ‘b’;',
      11,
      "‘ stands here (U+2018, left single quotation mark), where code has '",
      "Write ' in its place.",
    ],
    ['f（1）', 2, '（ stands here (U+FF08, full-width (), where code has (', 'Write ( in its place.'],
    ['f(1)；', 5, '； stands here (U+FF1B, full-width ;), where code has ;', 'Write ; in its place.'],
    ['1 − 2', 3, '− stands here (U+2212, minus sign), where code has -', 'Write - in its place.'],
    [
      'a ≤ b',
      3,
      '≤ stands here (U+2264, less-than or equal to), where code has <=',
      'Write <= in its place.',
    ],
    ['const\u200b a = 1;', 6, 'An invisible character stands here: U+200B, zero width space.', 'Delete it'],
    ['a\u2060b', 2, 'An invisible character stands here: U+2060, word joiner.', 'Delete it'],
    ['\ufeffa b', 1, 'An invisible character stands here: U+FEFF, zero width no-break space.', 'Delete it'],
  ])('%s', (line, column, message, hint) => {
    const found = strangeCharacter(line);
    expect(found).toMatchObject({ column, message });
    expect(found?.hint).toContain(hint);
  });

  test.each(["f('It’s “so”') 1", 'f(1) // – a dash', 'f(/* “ */) 1', '`–` 1', 'const größe = 1 1'])(
    'what stands in texts, comments and names is theirs: %s',
    (line) => {
      expect(strangeCharacter(withoutTexts(line))).toBeNull();
    },
  );
});

test('what cannot be seen is shown, and explained', () => {
  expect(madeVisible('same\u200b is no\u00a0mode of “x”')).toBe('same⟨U+200B⟩ is no⟨U+00A0⟩mode of “x”');
  expect(unseenHint('same\u200b is not')).toBe(
    'U+200B is a zero width space, which came with what was pasted: delete it, or type the text anew.',
  );
  expect(unseenHint('plain')).toBeNull();
});
