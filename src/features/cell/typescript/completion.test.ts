import { javascript } from '@codemirror/lang-javascript';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { isOptionName } from './completion';

function at(source: string): boolean {
  const position = source.indexOf('|');
  const doc = source.replace('|', '');
  return isOptionName(EditorState.create({ doc, extensions: javascript({ typescript: true }) }), position);
}

test.each([
  'tf.layers.conv2d({ k| })',
  'tf.layers.conv2d({ k|',
  'model.add(tf.layers.conv2d({ filters: 3, s|',
  'model.add(\n  tf.layers.conv2d({\n    filters: 3,\n    ker|\n  }),\n);',
  'f({ a: 1, ker|, b: 2 })',
])('a letter opens the list of options: %s', (source) => {
  expect(at(source)).toBe(true);
});

test.each([
  'tf.layers.conv2d({ | })',
  'tf.layers.conv2d({ filters: k| })',
  'const k|',
  'if (a) { k| }',
  'f(k|)',
  "f({ padding: 'v|' })",
  'const { k| } = model;',
])('it stays closed: %s', (source) => {
  expect(at(source)).toBe(false);
});
