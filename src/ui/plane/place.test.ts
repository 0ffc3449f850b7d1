import { expect, test, vi } from 'vitest';
import { frameAt, placeByKey, placeUnder, type Place } from './place';

const size = { height: 14, width: 6 };

/** Where a key leads, and whether the page still gets it. */
function press(
  key: string,
  place: Place,
  held: { altKey?: boolean; ctrlKey?: boolean; metaKey?: boolean } = {},
) {
  const preventDefault = vi.fn();
  const event = { key, altKey: false, ctrlKey: false, metaKey: false, ...held, preventDefault };
  const to = placeByKey(event, place, size);
  return { to, isTaken: preventDefault.mock.calls.length > 0 };
}

test.for([
  ['ArrowUp', 6, 3],
  ['ArrowDown', 8, 3],
  ['ArrowLeft', 7, 2],
  ['ArrowRight', 7, 4],
  ['PageUp', 0, 3],
  ['PageDown', 13, 3],
  ['Home', 7, 0],
  ['End', 7, 5],
] as const)('%s leads to %i, %i', ([key, row, column]) => {
  expect(press(key, { row: 7, column: 3 })).toEqual({ to: { row, column }, isTaken: true });
});

test('no key leads off the plane', () => {
  const corner = { row: 0, column: 0 };
  expect(press('ArrowUp', corner)).toEqual({ to: corner, isTaken: true });
  expect(press('ArrowLeft', corner)).toEqual({ to: corner, isTaken: true });
});

test('other keys, and shortcuts of browser and system, are left to the page', () => {
  const place = { row: 7, column: 3 };
  const left = { to: null, isTaken: false };
  for (const key of ['a', 'Tab', 'Enter']) expect(press(key, place)).toEqual(left);
  for (const held of ['altKey', 'ctrlKey', 'metaKey']) {
    expect(press('ArrowLeft', place, { [held]: true })).toEqual(left);
  }
});

test('the cell under the pointer', () => {
  const currentTarget = { getBoundingClientRect: () => ({ left: 10, top: 20, height: 140, width: 60 }) };
  const under = (clientX: number, clientY: number) => placeUnder({ clientX, clientY, currentTarget }, size);
  expect(under(10, 20)).toEqual({ row: 0, column: 0 });
  expect(under(45, 159)).toEqual({ row: 13, column: 3 });
  expect(under(70, 160)).toEqual({ row: 13, column: 5 });
});

test('a frame begins at its place, about one cell or more', () => {
  const place = { row: 2, column: 3 };
  expect(frameAt(place, 'chosen')).toEqual({ top: 2, left: 3, height: 1, width: 1, kind: 'chosen' });
  expect(frameAt(place, 'window', size)).toEqual({ top: 2, left: 3, ...size, kind: 'window' });
});
