import { expect, test } from 'vitest';
import { bends, reach, sums } from './bends';

test('a slope is what the function gains over a small step', () => {
  for (const { name, of, slope } of bends) {
    for (const x of sums.filter((sum) => Math.abs(sum) > 1e-3)) {
      const gained = (of(x + 1e-5) - of(x - 1e-5)) / 2e-5;
      expect(slope(x), `${name} at ${x}`).toBeCloseTo(gained, 6);
    }
    expect(sums.at(0)).toBe(-reach);
    expect(sums.at(-1)).toBe(reach);
  }
});
