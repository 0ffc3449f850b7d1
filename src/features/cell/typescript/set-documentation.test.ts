import { expect, test } from 'vitest';
import { inlineOf } from './set-documentation';

test.each([
  ['The **`console.log()`** method', [null, 'strong', null], 'The |`console.log()`| method'],
  ['a `b` c', [null, 'code', null], 'a |b| c'],
  ['*stressed* and _so_', ['em', null, 'em'], 'stressed| and |so'],
  ['2 * 3 * 4, snake_case_name, **', [null], '2 * 3 * 4, snake_case_name, **'],
  ['see [MDN](https://example.org) and {@link tf.layers}', [null], 'see MDN and tf.layers'],
] as const)('%s', (text, elements, pieces) => {
  const found = inlineOf(text);
  expect(found.map(({ element }) => element)).toEqual(elements);
  expect(found.map(({ text }) => text).join('|')).toBe(pieces);
});
