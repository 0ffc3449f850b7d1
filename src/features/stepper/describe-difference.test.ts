import { describe, expect, test } from 'vitest';
import { changedRows } from '../../model/changed-rows';
import { activation, conv2d, maxPooling2d } from '../../model/make-layer';
import type { Layer } from '../../model/layer';
import { rows } from '../../model/rows';
import { describeMark, describeMarks, differencesOf } from './describe-difference';

const of = (...layers: Layer[]) => rows({ name: 'net', inputShape: [3, 227, 227], layers });
const pool = maxPooling2d('pool', 3, { strides: 2 });
const published = of(conv2d('one', 96, 11, { strides: 4 }), pool);
const halved = changedRows(published, of(conv2d('one', 96, 11, { strides: 2 }), pool));

describe('of a layer that differs', () => {
  test('options and figures stand side by side', () => {
    const [one] = halved.map(differencesOf);
    expect(one).toEqual([
      { title: 'strides', isOption: true, published: '4', present: '2' },
      { title: 'Output', isOption: false, published: '96 × 55 × 55', present: '96 × 109 × 109' },
      { title: 'Multiply-adds', isOption: false, published: '105.4 million', present: '414 million' },
    ]);
    const oblong = changedRows(
      published,
      of(conv2d('one', 96, [11, 5], { strides: 4, ceilMode: true }), pool),
    );
    expect(differencesOf(oblong[0]!).slice(0, 2)).toEqual([
      { title: 'kernelSize', isOption: true, published: '11', present: '[11, 5]' },
      { title: 'ceilMode', isOption: true, published: 'not set', present: 'true' },
    ]);
  });

  test('another kind of layer has that said, and not its options', () => {
    const [, other] = changedRows(
      published,
      of(conv2d('one', 8, 11, { strides: 4 }), activation('pool', 'relu')),
    );
    expect(differencesOf(other!)[0]).toEqual({
      title: 'Layer',
      isOption: false,
      published: 'MaxPooling2D',
      present: 'Activation',
    });
  });

  test('a screen reader is told in a few words', () => {
    expect(halved.map(describeMark)).toEqual([
      'differs from the published network: options, output shape, multiply-adds',
      'differs from the published network: output shape',
    ]);
    const [come] = changedRows(of(pool), of(activation('more', 'relu'), pool));
    expect(describeMark(come!)).toBe('not in the published network');
    expect(differencesOf(come!)).toEqual([]);
  });
});

test('of a network it is said how many rows differ, and what is gone', () => {
  expect(describeMarks(halved, 2)).toBe('2 of its 2 rows differ from the published network and are marked.');
  const [first] = halved;
  expect(describeMarks([first!], 1)).toBe('Its one row differs from the published network and is marked.');
  expect(describeMarks([first!], 9)).toBe(
    'One of its rows differs from the published network and is marked.',
  );
  const gone = changedRows(published, of(conv2d('one', 96, 11, { strides: 4 })));
  expect(describeMarks(gone, 1)).toBe('Of the published layers pool is gone.');
});
