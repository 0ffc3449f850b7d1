import { describe, expect, test } from 'vitest';
import { answersOf, likeliest, type Head } from './head';
import { trainHead, WEIGHT_DECAY, type Example } from './train-head';

/** Numbers that look drawn and are the same every time: a linear congruence. */
function* numbers(): Generator<number, never> {
  for (let state = 2012; ; state = (1_103_515_245 * state + 12_345) % 2_147_483_648)
    yield state / 2_147_483_648;
}

/** Around one point a class, rectified like the network's features. */
function exampleSet(counts: readonly number[], features: number): Example[] {
  const drawn = numbers();
  const centres = counts.map(() => Float32Array.from({ length: features }, () => 4 * drawn.next().value));
  return counts.flatMap((count, label) =>
    Array.from({ length: count }, () => ({
      label,
      features: centres[label]!.map((value) => Math.max(0, value + 3 * drawn.next().value - 2.5)),
    })),
  );
}

function trained(examples: readonly Example[], classes: number): { head: Head; told: number[] } {
  const training = trainHead(examples, classes);
  const told: number[] = [];
  for (;;) {
    const step = training.next();
    if (step.done) return { head: step.value, told };
    told.push(step.value);
  }
}

/** The same regression as it is usually written, on a kernel of [features, classes]. */
function plainDescent(examples: readonly Example[], classes: number, steps: number): number[][] {
  const inputs = standardised(examples);
  const features = inputs[0]!.length;
  const kernel = Array.from({ length: features }, () => Array<number>(classes).fill(0));
  const bias = Array<number>(classes).fill(0);
  for (let step = 0; step < steps; step++) {
    const { atKernel, atBias } = gradients(inputs, examples, kernel, bias);
    for (let i = 0; i < features; i++) for (let c = 0; c < classes; c++) kernel[i]![c]! -= atKernel[i]![c]!;
    for (let c = 0; c < classes; c++) bias[c]! -= atBias[c]!;
  }
  return inputs.map((input) => probabilities(input, kernel, bias));
}

function standardised(examples: readonly Example[]): number[][] {
  const columns = examples[0]!.features.length;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const means = Array.from({ length: columns }, (_, i) => mean(examples.map(({ features }) => features[i]!)));
  const variances = means.map((m, i) => mean(examples.map(({ features }) => (features[i]! - m) ** 2)));
  const rows = examples.map(({ features }) =>
    means.map((m, i) => (features[i]! - m) / Math.sqrt(variances[i]! + mean(variances))),
  );
  const norm = Math.sqrt(mean(rows.map((row) => row.reduce((sum, value) => sum + value ** 2, 0))));
  return rows.map((row) => row.map((value) => value / norm));
}

function probabilities(
  input: readonly number[],
  kernel: readonly number[][],
  bias: readonly number[],
): number[] {
  const powers = bias.map((b, c) => Math.exp(input.reduce((sum, x, i) => sum + x * kernel[i]![c]!, b)));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}

function loss(
  inputs: readonly number[][],
  examples: readonly Example[],
  kernel: readonly number[][],
  bias: readonly number[],
): number {
  const decay = kernel.flat().reduce((sum, weight) => sum + weight ** 2, 0);
  const errors = inputs.map((input, n) => -Math.log(probabilities(input, kernel, bias)[examples[n]!.label]!));
  return errors.reduce((sum, error) => sum + error, 0) / inputs.length + 0.5 * WEIGHT_DECAY * decay;
}

/** Central differences of the loss. */
function gradients(
  inputs: readonly number[][],
  examples: readonly Example[],
  kernel: number[][],
  bias: number[],
): { atKernel: number[][]; atBias: number[] } {
  const slope = (row: number[], at: number) => {
    const [value, step] = [row[at]!, 1e-4];
    row[at] = value + step;
    const above = loss(inputs, examples, kernel, bias);
    row[at] = value - step;
    const below = loss(inputs, examples, kernel, bias);
    row[at] = value;
    return (above - below) / (2 * step);
  };
  return {
    atKernel: kernel.map((row) => row.map((_, at) => slope(row, at))),
    atBias: bias.map((_, at) => slope(bias, at)),
  };
}

describe('trainHead', () => {
  test('comes to what plain gradient descent by central differences comes to', () => {
    const examples = exampleSet([5, 4, 3], 6);
    const { head } = trained(examples, 3);
    const expected = plainDescent(examples, 3, 500);
    for (const [n, { features }] of examples.entries()) {
      const answers = [...answersOf(head, features)];
      for (const [c, probability] of expected[n]!.entries()) expect(answers[c]).toBeCloseTo(probability, 4);
    }
  });

  test('learns to tell the classes apart, held-out examples among them', () => {
    const examples = exampleSet([12, 12, 12], 200);
    const { head } = trained(
      examples.filter((_, n) => n % 3 > 0),
      3,
    );
    const held = examples.filter((_, n) => n % 3 === 0);
    expect(held.map(({ features }) => likeliest(answersOf(head, features)))).toEqual(
      held.map(({ label }) => label),
    );
  });

  test('the same examples give the same head', () => {
    const examples = exampleSet([6, 7], 30);
    expect(trained(examples, 2).head).toEqual(trained(examples, 2).head);
  });

  test('says how far it is, from 0 to 1 and never back', () => {
    const { told } = trained(exampleSet([5, 5], 10), 2);
    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBeGreaterThan(0.99);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test('a feature that never moved in training cannot sway an answer', () => {
    const examples = exampleSet([5, 5], 10).map(({ label, features }) => ({
      label,
      features: features.with(3, 0),
    }));
    const { head } = trained(examples, 2);
    const [first] = examples;
    expect(answersOf(head, first!.features.with(3, 1000))).toEqual(answersOf(head, first!.features));
  });

  test('pictures that are all the same leave it at the share of each class', () => {
    const features = Float32Array.of(1, 2, 0);
    const examples = [0, 0, 0, 1].map((label) => ({ features, label }));
    const answers = answersOf(trained(examples, 2).head, features);
    expect(answers[0]).toBeCloseTo(0.75, 4);
  });
});

test('answersOf gives probabilities also of scores that overflow', () => {
  const head = { classes: 2, kernel: Float32Array.of(1000, -1000), bias: Float32Array.of(0, 0) };
  expect([...answersOf(head, [1])]).toEqual([1, 0]);
});
