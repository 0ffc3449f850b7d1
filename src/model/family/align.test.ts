import { describe, expect, test } from 'vitest';
import type { Layer } from '../layer';
import { rows } from '../rows';
import { align, type Aligned } from './align';
import { FAMILY, memberOf, type MemberId } from './family';
import { type Step, stepsOf } from './steps';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const stepsOfMember = (id: MemberId) => stepsOf(rows(memberOf(id).network()));
const nameOf = (step: Step | null) => step?.lead.layer.name ?? null;
const named = (aligned: readonly Aligned[]) => aligned.map(({ one, other }) => [nameOf(one), nameOf(other)]);
const aligned = (one: MemberId, other: MemberId) => align(stepsOfMember(one), stepsOfMember(other));

const PAIRS = FAMILY.flatMap((one) => FAMILY.map((other) => [one.id, other.id] as const));

describe('steps', () => {
  test('of a chain are its layers', () => {
    expect(stepsOfMember('paper').map(nameOf)).toEqual(
      memberOf('paper')
        .network()
        .layers.map(({ name }) => name),
    );
  });

  test('of two towers hold both, from where they part to where they join', () => {
    const [, , , towers] = stepsOfMember('two-towers');
    expect(towers?.rows.map(({ layer }) => layer.name).sort()).toEqual([
      'concatenate_1',
      'conv_2_1',
      'conv_2_2',
      'lambda_1',
      'lambda_2',
    ]);
    expect([towers?.parameters, towers?.input, towers?.output]).toEqual([
      307_456,
      [96, 27, 27],
      [256, 23, 23],
    ]);
  });
});

describe('two networks beside each other', () => {
  test.for(PAIRS)('%s and %s: every layer once, in order, and the sums are the totals', ([one, other]) => {
    const pairs = aligned(one, other);
    for (const [id, side] of [
      [one, 'one'],
      [other, 'other'],
    ] as const) {
      const steps = pairs.flatMap((pair) => pair[side] ?? []);
      const table = rows(memberOf(id).network());
      expect(steps.flatMap((step) => step.rows.map(({ layer }) => layer.name))).toEqual(
        table.map(({ layer }) => layer.name),
      );
      for (const what of ['parameters', 'multiplyAdds', 'weightBytes', 'activationBytes'] as const) {
        expect(sum(steps.map((step) => step[what]))).toBe(sum(table.map((row) => row[what])));
      }
    }
  });

  test.for(PAIRS)('%s and %s: the eight layers with weights stand beside each other', ([one, other]) => {
    const weighted = aligned(one, other).filter(
      (pair) => (pair.one?.parameters ?? 0) + (pair.other?.parameters ?? 0) > 0,
    );
    const types = (of: (pair: Aligned) => Layer['type'] | undefined) => weighted.map(of);
    expect(weighted).toHaveLength(8);
    expect(types(({ one }) => one?.lead.layer.type)).toEqual(types(({ other }) => other?.lead.layer.type));
  });

  test.for(FAMILY)('$id beside itself leaves nothing alone', ({ id }) => {
    expect(aligned(id, id).every(({ one, other }) => nameOf(one) === nameOf(other))).toBe(true);
  });

  test('nothing beside something is all alone', () => {
    const steps = stepsOfMember('d2l');
    expect(align([], steps)).toEqual(steps.map((other) => ({ one: null, other })));
  });

  test("the authors' second normalisation stands alone, not the first", () => {
    const pairs = named(aligned('paper', 'authors-program'));
    expect(pairs).toContainEqual([null, 'cnorm2']);
    expect(pairs).toContainEqual(['norm2', 'rnorm2']);
  });
});
