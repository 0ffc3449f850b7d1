import { describe, expect, it } from 'vitest';
import { SLICE_MS, Slices } from './slices';

/**
 * A GPU that computes one program after the other while the next are written.
 *
 * @param writing milliseconds that each program takes to be written
 * @returns of the last half: the longest queue that the page had to wait for, in milliseconds, and how often a step waited
 */
function train(costs: readonly number[], writing: number, steps: number) {
  const slices = new Slices();
  const programs = costs.map(() => ({}));
  let [now, done, longest, waits] = [0, 0, 0, 0];
  for (let step = 0; step < steps; step++) {
    for (const [at, cost] of costs.entries()) {
      now += writing;
      done = Math.max(now, done) + cost;
      const late = step >= steps / 2;
      if (late) longest = Math.max(longest, done - now);
      if (!slices.add(programs[at]!)) continue;
      slices.waited(done - now);
      now = Math.max(now, done);
      if (late) waits++;
    }
  }
  return { longest, waits: waits / (steps / 2) };
}

/** Of a network: many small programs, and a few in which the convolutions are. */
const mixed = Array.from({ length: 120 }, (_, at) => (at % 15 === 7 ? 12 : 0.1));

describe('a queue', () => {
  it.each([
    { name: 'programs alike', costs: Array<number>(100).fill(1), waits: 8 },
    { name: 'a few long ones among many short', costs: mixed, waits: 12 },
    { name: 'a slow card', costs: mixed.map((cost) => 2 * cost), waits: 18 },
  ])('of $name stays short, and is seldom waited for', ({ costs, waits }) => {
    const trained = train(costs, 0.05, 60);
    expect(trained.longest).toBeLessThan(1.5 * SLICE_MS + Math.max(...costs) / 2);
    expect(trained.waits).toBeLessThanOrEqual(waits);
  });

  it('that empties by itself is hardly ever waited for', () => {
    const { longest, waits } = train(Array<number>(100).fill(0.05), 0.1, 100);
    expect(longest).toBeLessThan(1);
    expect(waits).toBeLessThan(0.2);
  });

  it('is waited for again soon when the work becomes heavy', () => {
    const slices = new Slices();
    const runsUntilWait = (program: object): number => {
      let runs = 1;
      while (!slices.add(program)) runs++;
      return runs;
    };
    const [light, heavy] = [{}, {}];
    for (let slice = 0; slice < 10; slice++) {
      runsUntilWait(light);
      slices.waited(0);
    }
    expect(runsUntilWait(light)).toBeGreaterThan(2000);
    slices.waited(0);
    const runs = runsUntilWait(heavy);
    expect(runs).toBe(SLICE_MS);
    slices.waited(10 * runs);
    expect(runsUntilWait(heavy)).toBeLessThan(8);
  });
});
