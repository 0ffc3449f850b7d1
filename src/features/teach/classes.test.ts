import { describe, expect, test } from 'vitest';
import type { TaughtClass } from '../../client/keeping/taught';
import {
  addClass,
  addPictures,
  bringBack,
  intoClassCalled,
  missingOf,
  removeClass,
  removePicture,
  renameClass,
  samePictures,
  START,
} from './classes';

const numbered = (count: number, of = 'p') => Array.from({ length: count }, (_, index) => `${of}${index}`);
const cup: TaughtClass = { id: 'c', name: 'cup', pictures: numbered(5) };
const pen: TaughtClass = { id: 'd', name: 'pen', pictures: numbered(6, 'q') };

test('a class that is added has a name of its own, and a seventh is not', () => {
  const three = addClass('x')(START);
  expect(three.map(({ name }) => name)).toEqual(['Class 1', 'Class 2', 'Class 3']);
  expect(addClass('y')(removeClass('1')(three)).at(-1)?.name).toBe('Class 4');
  const six = ['a', 'b', 'c', 'd', 'e'].reduce((classes, id) => addClass(id)(classes), START);
  expect(six).toHaveLength(6);
});

test('a class takes no more than sixty pictures', () => {
  expect(addPictures('c', numbered(70, 'x'))([cup])[0]?.pictures).toHaveLength(60);
});

describe('intoClassCalled', () => {
  const into = (name: string, classes: readonly TaughtClass[]) =>
    intoClassCalled(name, 'new', ['x'])(classes).map((each) => [each.id, each.name, each.pictures.at(-1)]);

  test('the class of that name', () => {
    expect(into('cup', [cup, pen])).toEqual([
      ['c', 'cup', 'x'],
      ['d', 'pen', 'q5'],
    ]);
  });

  test('else an empty one without a name, else a new one', () => {
    expect(into('key', [cup, ...START.slice(1)])).toEqual([
      ['c', 'cup', 'p4'],
      ['2', 'key', 'x'],
    ]);
    expect(into('key', [cup])).toEqual([
      ['c', 'cup', 'p4'],
      ['new', 'key', 'x'],
    ]);
  });

  test('none, if there are six', () => {
    const six = ['1', '2', '3', '4', '5', '6'].map((id) => ({ ...cup, id, name: id }));
    expect(intoClassCalled('key', 'new', ['x'])(six)).toEqual(six);
  });
});

test('steps on a class that another tab has removed change nothing', () => {
  const steps = [renameClass('z', 'a'), removeClass('z'), addPictures('z', ['a']), removePicture('z', 'p0')];
  for (const step of steps) expect(step([cup])).toEqual([cup]);
});

describe('bringBack', () => {
  test.each([
    ['a picture, in its place', removePicture('c', 'p2')],
    ['a class, in its place', removeClass('c')],
    ['everything', () => START],
  ])('%s', (_, step) => {
    expect(bringBack([cup, pen])(step([cup, pen]))).toEqual([cup, pen]);
  });

  test('leaves what came since: a name, a picture, a class', () => {
    const since = [
      { ...pen, name: 'biro', pictures: [...pen.pictures, 'new'] },
      { id: 'n', name: 'new', pictures: [] },
    ];
    expect(bringBack([cup, pen])(since)).toEqual([cup, ...since]);
  });
});

describe('missingOf', () => {
  test('nothing, with two classes of five pictures', () => {
    expect(missingOf([cup, pen])).toEqual([]);
  });

  test('says what to do about each lack', () => {
    expect(missingOf([{ ...cup, name: ' ', pictures: [] }])).toEqual([
      'There must be two classes at least: add one.',
      'A class has no name: give it one.',
      '“ ” has no pictures: it needs 5.',
    ]);
    expect(missingOf([cup, { ...pen, name: 'cup ', pictures: ['a'] }])).toEqual([
      'Two classes are called “cup”: rename one.',
      '“cup ” has 1 picture: it needs 4 more.',
    ]);
  });
});

test('samePictures does not mind names', () => {
  expect(samePictures([cup], [{ ...cup, name: 'mug' }])).toBe(true);
  expect(samePictures([cup], [{ ...cup, pictures: numbered(4) }])).toBe(false);
  expect(samePictures([cup, pen], [pen, cup])).toBe(false);
});
