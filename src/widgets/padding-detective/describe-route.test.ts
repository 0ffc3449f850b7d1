import { describe, expect, test } from 'vitest';
import { calculate } from '../../../tests/support/model/calculate-latex';
import { describeRoute, describeSlip, writeWidths } from './describe-route';
import { knownRoutes, overlapping } from './known-routes';

describe('the padding detective says', () => {
  test('what the notebook’s ring costs', () => {
    expect(describeRoute(27, 13, knownRoutes.notebook)).toBe(
      '27 → 23 → 11 → 13: it reaches 13. Of the 169 places of each channel 48 are zeros for every photograph.',
    );
  });

  test('what is wrong with the slip, and only with it', () => {
    const said = describeSlip(27, knownRoutes.slip)?.replaceAll('\u00a0', ' ') ?? '';
    const [, sum = '', result] = /but (.*) = (\d+)\.$/.exec(said) ?? [];
    expect(said).toContain('writes 11');
    expect(
      calculate(
        sum
          .replace('−', '-')
          .replace('·', '\\cdot')
          .replace(/^\((.*)\)\/2/, '\\frac{$1}{2}'),
      ),
    ).toBe(Number(result));
    expect(describeSlip(54, knownRoutes.slip)).toBeNull();
    expect(describeSlip(27, knownRoutes.paper)).toBeNull();
  });

  test('where a window does not fit', () => {
    const route = { kernel: 5, stride: 1, padding: 0, pooling: overlapping, ring: 0 };
    expect(writeWidths(4, route)).toBe('4 → nothing');
    expect(describeRoute(4, 13, route)).toMatch(/wider than what it gets/);
  });
});
