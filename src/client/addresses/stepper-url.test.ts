import { describe, expect, it, test } from 'vitest';
import { readAddress, writeAddress } from './stepper-url';

describe('the address', () => {
  test.each([
    ['#layer=Conv1', { layer: 'Conv1', unit: null }],
    ['layer=Conv1&unit=3,10,20', { layer: 'Conv1', unit: [3, 10, 20] }],
    ['#unit=0,113,113', { layer: null, unit: [0, 113, 113] }],
    ['#layer=my+layer%2F1', { layer: 'my layer/1', unit: null }],
    ['#cell-conv1', { layer: null, unit: null }],
    ['#layer=', { layer: null, unit: null }],
    ['', { layer: null, unit: null }],
    ['#layer=Conv1&unit=3,-1', { layer: 'Conv1', unit: null }],
    ['#layer=Conv1&unit=1.5', { layer: 'Conv1', unit: null }],
    ['#layer=Conv1&unit=', { layer: 'Conv1', unit: null }],
    ['#layer=Conv1&unit=99999999999999999999', { layer: 'Conv1', unit: null }],
  ])('%s is read', (fragment, address) => {
    expect(readAddress(fragment)).toEqual(address);
  });

  test.each(['Conv1', 'a & b = c', 'naïve/Schicht #1', '%41', 'a+b'])('keeps a layer called %s', (layer) => {
    const address = { layer, unit: [4, 0] };
    expect(readAddress(writeAddress(address))).toEqual(address);
  });

  it('is empty for nothing', () => {
    expect(writeAddress({ layer: null, unit: null })).toBe('');
  });
});
