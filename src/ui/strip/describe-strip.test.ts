import { describe, expect, test } from 'vitest';
import { describeStrip } from './describe-strip';
import { notebookThrough } from '../../model/networks';
import { rows } from '../../model/rows';

const rowsOf = (...names: string[]) =>
  rows(notebookThrough('softmax')).filter(({ layer }) => names.includes(layer.name));

describe('the caption of a strip states what is seen', () => {
  test('a stack of pictures, of which eight are drawn', () => {
    const caption = describeStrip(rowsOf('LRN1', 'MaxPool'), 'A tabby cat');
    expect(caption).toBe(
      'A tabby cat: after MaxPool it is 96 pictures of 27 × 27. The first 8 of each layer are drawn.',
    );
  });

  test('a vector', () => {
    expect(describeStrip(rowsOf('FC6'), 'A tabby cat')).toBe('A tabby cat: after FC6 it is 4,096 numbers.');
  });

  test('until something flowed through it, it says when', () => {
    expect(describeStrip(rowsOf('Conv1'), null)).toContain('after the run');
  });
});
