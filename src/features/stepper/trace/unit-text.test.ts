import { describe, expect, test } from 'vitest';
import { faultOf, nearestUnit, neighbour, readUnit } from './unit-text';

describe('a unit as it is typed', () => {
  test.for([
    [['3', '10', '20'], [96, 55, 55], { unit: [3, 10, 20] }],
    [[' 7 '], [4096], { unit: [7] }],
    [['4096'], [4096], { axis: 0, fault: 'There is no unit 4096: units go from 0 to 4095.' }],
    [['3', '-1', '20'], [96, 55, 55], { axis: 1, fault: 'There is no row -1: rows go from 0 to 54.' }],
    [
      ['3', '1.5', '20'],
      [96, 55, 55],
      { axis: 1, fault: '“1.5” is no row: give a whole number from 0 to 54.' },
    ],
    [
      ['3', '1', 'far'],
      [96, 55, 55],
      { axis: 2, fault: '“far” is no column: give a whole number from 0 to 54.' },
    ],
    [['', '1', '1'], [96, 55, 55], { axis: 0, fault: 'Give a channel: a whole number from 0 to 95.' }],
    [['1'], [1], { axis: 0, fault: 'There is no unit 1: the only one is 0.' }],
  ] as const)('%o of %o', ([texts, shape, read]) => {
    expect(readUnit(texts, shape)).toEqual(read);
  });

  test('with too few positions is told what belongs to it', () => {
    expect(faultOf([3], [96, 55, 55])).toBe(
      'A unit of this layer is told by 3 numbers (channel, row, column), not 1.',
    );
    expect(faultOf([3, 1, 2], [4096])).toBe('A unit of this layer is told by one number (unit), not 3.');
  });

  test('outside the layer has a nearest one inside, and one of another kind the middle', () => {
    expect(nearestUnit([200, 10, 60], [96, 55, 55])).toEqual([95, 10, 54]);
    expect(nearestUnit([7], [96, 55, 55])).toEqual([48, 27, 27]);
    expect(faultOf(nearestUnit([NaN, -4, 1e9], [96, 55, 55]), [96, 55, 55])).toBeNull();
  });

  test('has no neighbour beyond the edge', () => {
    expect(neighbour([3, 0, 20], [0, 1, 0], [96, 55, 55])).toEqual([3, 1, 20]);
    expect(neighbour([3, 0, 20], [0, -1, 0], [96, 55, 55])).toBeNull();
    expect(neighbour([4095], [1], [4096])).toBeNull();
  });
});
