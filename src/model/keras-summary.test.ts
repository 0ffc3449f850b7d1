import { describe, expect, test } from 'vitest';
import { kerasSummary } from './keras-summary';
import { dense } from './make-layer';

describe('kerasSummary(network)', () => {
  test('cuts a name that is too long, and still parts it from the shape', () => {
    const layers = [dense('a_name_that_is_longer_than_its_column', 1234567)];
    const line = kerasSummary({ name: 'long', inputShape: [1000], layers }).split('\n')[3];
    expect(line).toBe('a_name_that_is_longer_than_i (None, 1234567)           1235801567');
    expect(line).toHaveLength(65);
  });

  test('every line of the table is 65 wide', () => {
    const layers = [dense('hidden', 12), dense('scores', 3)];
    const lines = kerasSummary({ name: 'two', inputShape: [4], layers }).split('\n');
    expect(lines.filter((line) => !line.includes('params:')).map((line) => line.length)).toEqual(
      Array(8).fill(65),
    );
  });

  test('ends without a newline', () => {
    expect(kerasSummary({ name: 'one', inputShape: [4], layers: [dense('d', 2)] })).toMatch(/_{65}$/);
  });

  test('of a model without layers says what to do', () => {
    expect(() => kerasSummary({ name: 'empty', inputShape: null, layers: [] })).toThrow(
      'This model has no layers yet, so there is nothing to summarise: add one with model.add(...)',
    );
  });
});
