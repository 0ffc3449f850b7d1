import { expect, test } from 'vitest';
import { expectedLines, sizes, sumAbove, thinned } from './thinned';

test('a line stays exactly if both of its units do', () => {
  for (let toss = 1; toss <= 50; toss++) {
    const { units, lines } = thinned(0.5, toss);
    expect(units.map(({ length }) => length)).toEqual([...sizes]);
    expect(lines).toHaveLength(5 * 8 + 8 * 8 + 8 * 3);
    for (const { from, to, layer, stays } of lines)
      expect(stays).toBe(units[layer - 1]?.[from] === true && units[layer]?.[to] === true);
  }
});

test.for([0, 0.25, 0.5, 0.9])('over many tosses at a rate of %f the averages are those expected', (rate) => {
  const tosses = Array.from({ length: 1500 }, (_, toss) => thinned(rate, toss + 1));
  const average = (of: (toss: ReturnType<typeof thinned>) => number) =>
    tosses.reduce((sum, toss) => sum + of(toss), 0) / tosses.length;
  expect(
    Math.abs(average(({ lines }) => lines.filter(({ stays }) => stays).length) - expectedLines(rate)),
  ).toBeLessThan(1.5);
  // In use all eight units give 3.
  expect(Math.abs(average(({ units }) => sumAbove(units[2] ?? [], 3, rate)) - 8 * 3)).toBeLessThan(1.5);
});
