/** Every exercise of the course in a kernel: its cell as it stands at first, its solution, other right answers and wrong ones. */
import { describe, expect, test } from 'vitest';
import { isPublished } from '../../src/notebook/cell';
import type { VerdictOutput } from '../../src/notebook/output';
import { arithmetic } from './answers/arithmetic';
import { type Answers, sourceOf } from './answers/answer';
import { layers } from './answers/layers';
import { towers } from './answers/towers';
import { NOTEBOOK_CHAPTERS } from '../support/notebook-chapters';
import { exercises, type Exercise } from './exercises';
import { allCells, KernelUnderTest, narrowed, type RunResult } from '../support/kernel-under-test';

const cells = allCells();

interface Expected {
  /** What a reader is told who runs the cell as it stands at first. */
  start: string;
  /** Turns a solution into one that is nearly right, or makes half of what is wanted of the start. */
  nearly: (exercise: Exercise) => string;
  /** What that reader is told. */
  nearlyTold: string;
}

const expected: Readonly<Record<string, Expected>> = {
  'nine-numbers': {
    start:
      'The nine numbers add up to 1, so what is even can still be seen. With numbers that add up to 0 it all becomes 0.',
    nearly: ({ solution }) => solution.replace('[-1, 0, 1]', '[-1, 0, 2]'),
    nearlyTold: 'The nine numbers add up to 1,',
  },
  'channels-last': {
    start: 'Channel 2 of row 100 and column 50 is number 125,808; with channels last it is number 68,252.',
    nearly: ({ solution }) => solution.replace(' + place.channel', ''),
    nearlyTold:
      'Channel 2 of row 100 and column 50 is number 68,250; with channels last it is number 68,252.',
  },
  'output-size': {
    start: 'From 224 pixels a kernel of 11 with stride 4 and padding 0 makes 54; the function says 54.25.',
    nearly: ({ solution }) => solution.replace('Math.floor', 'Math.round'),
    nearlyTold: 'From 55 pixels a kernel of 2 with stride 2 and padding 0 makes 27; the function says 28.',
  },
  'whole-windows': {
    start: 'What comes out is 96 × 54 × 54; it should be 96 × 55 × 55.',
    nearly: ({ start }) => start.replace('strides: 4,', "strides: 4, padding: 'same',"),
    nearlyTold: 'What comes out is 96 × 56 × 56; it should be 96 × 55 × 55.',
  },
  normalise: {
    start: 'In channel 3 of 5 the layer makes 28.07 of 80; the function makes 38.63.',
    // The window begins at the channel itself: 80 / (2 + 0.0001 (80² + 20²))^0.75.
    nearly: ({ solution }) => solution.replace('[2, 2]', '[0, 4]'),
    nearlyTold: 'In channel 3 of 5 the layer makes 28.07 of 80; the function makes 38.19.',
  },
  'largest-of-three': {
    start: 'Of 3, 1, 4, 1, 5, 9, 2 the layer keeps 4, 5, 9; the function keeps 4, 9, 2.',
    nearly: ({ solution }) => solution.replace('start + 3 <=', 'start <'),
    nearlyTold: 'Of 3, 1, 4, 1, 5, 9, 2 the layer keeps 4, 5, 9; the function keeps 4, 5, 9, 2.',
  },
  'conv2-padding': {
    start: 'The convolution makes 256 × 23 × 23; the paper’s makes 256 × 27 × 27.',
    nearly: ({ start }) => start.replace("'valid'", "'same'"),
    nearlyTold: 'At the end there is 256 × 15 × 15; the paper’s third convolution gets 256 × 13 × 13.',
  },
  'fitting-pairs': {
    start: 'From 27 to 13 it misses stride 1 with padding 2.',
    nearly: ({ solution }) => solution.replace('Math.floor((convolved', 'Math.round((convolved'),
    nearlyTold: 'From 27 to 6 it offers stride 2 with padding 0, which does not lead there.',
  },
  'windows-over': {
    start:
      'A row of 13 with a border of 0 has 11 windows, and pixel 0 lies in 1 of them; the function says 3.',
    nearly: ({ solution }) => solution.replace('Math.min(place,', 'Math.max(place,'),
    nearlyTold:
      'A row of 13 with a border of 0 has 11 windows, and pixel 0 lies in 1 of them; the function says 11.',
  },
  'two-cards': {
    start: 'There are 1,327,488 parameters; two groups have 663,936.',
    nearly: ({ solution }) =>
      solution.replace(
        'join(convolve(192, left), convolve(192, right))',
        'join(convolve(192, right), convolve(192, left))',
      ),
    nearlyTold: 'The first 192 channels change with what the right card holds.',
  },
  'receptive-field': {
    start: 'A stack of 11 with stride 4, 3 with stride 2 sees 19 pixels; the function says 13.',
    nearly: ({ solution }) => solution.replace('step *= stride', 'step = stride'),
    nearlyTold:
      'A stack of 11 with stride 4, 3 with stride 2, 5 with stride 1 sees 51 pixels; the function says 27.',
  },
  'as-convolution': {
    start: 'The convolution has 147,520 parameters, the dense layer 409,664.',
    nearly: ({ solution }) => solution.replace('kernelSize: 5', 'kernelSize: 5, useBias: false'),
    nearlyTold: 'The convolution has 409,600 parameters, the dense layer 409,664.',
  },
  dropout: {
    start: 'At a rate of 0.5, a thousand values of 3 become 1.5 on average; it should stay 3.',
    nearly: ({ solution }) => solution.replace('/ (1 - rate)', '* 2'),
    nearlyTold: 'At a rate of 0.4, a thousand values of 3 become 3.6 on average; it should stay 3.',
  },
  'linear-logits': {
    start: 'A score of −3 among 999 zeros comes out as 0.001 in prediction; softmax makes 0.00004983 of it.',
    nearly: ({ start }) => start.replace(/.*'relu'.*\n/, ''),
    nearlyTold: 'in training; softmax makes 0.00004983 of it.',
  },
  'stable-softmax': {
    start: 'Of the scores 1002, 1001, 1000, number 1 gets NaN; its probability is 0.6652.',
    nearly: ({ solution }) => solution.replace('Math.max(...scores)', '1000'),
    nearlyTold: 'Of the scores 2, 1, 0, number 1 gets NaN; its probability is 0.6652.',
  },
  'sixty-million': {
    start:
      'The total is 50,844,008, and should be 60,965,224. Of Conv2 it counts 614,656; the paper’s has 307,456.',
    nearly: ({ solution }) => solution.replace('side: 6', 'side: 5'),
    nearlyTold:
      'The total is 49,430,888, as of the two towers in the notebook’s repository, and should be 60,965,224. Of FC6 it counts 26,218,496; the paper’s has 37,752,832.',
  },
  neurons: {
    start:
      'The sum is 50,844,008. The first convolution alone puts out 290,400, and all 8 layers with parameters 558,920.',
    nearly: ({ solution }) =>
      solution.replace('layer.countParams() === 0', "layer.getClassName() !== 'Conv2D'"),
    nearlyTold:
      'The sum is 549,728. The first convolution alone puts out 290,400, and all 8 layers with parameters 558,920.',
  },
  'keras-decay': {
    start:
      'With a rate of 1 and a decay of 0.5, update 1 goes 0.6667 far for a gradient of one; the function says 0.5.',
    nearly: ({ solution }) => solution.replace('decay * update', 'decay * (update + 1)'),
    nearlyTold:
      'With a rate of 1 and a decay of 0.5, update 0 goes 1 far for a gradient of one; the function says 0.6667.',
  },
  'weight-decay': {
    start: 'At a weight of 2 the penalty has a slope of 0.002; it should be 0.001.',
    nearly: ({ solution }) => solution.replace('0.00025', '0.001'),
    nearlyTold: 'At a weight of 2 the penalty has a slope of 0.004; it should be 0.001.',
  },
  mirror: {
    start: 'In a picture 5 wide, row 0 and column 4 holds 19; mirrored, it should hold the 0 of column 0.',
    nearly: ({ solution }) => solution.replace('pictures, 3', 'pictures, [2, 3]'),
    nearlyTold:
      'In a picture 5 wide, row 0 and column 0 holds 19; mirrored, it should hold the 4 of column 4.',
  },
  'top-five': {
    start: '4 of 7 classes are ahead of class 1; the function says false.',
    nearly: ({ solution }) => solution.replace('< 5', '< 6'),
    nearlyTold: '5 of 7 classes are ahead of class 6; the function says true.',
  },
  'dead-line': {
    start:
      'The fifth convolutions make maps 11 wide, and the pooling 5: the whole network would have 49,430,888 parameters. They should make 13.',
    nearly: ({ solution }) => solution.replace('pad(1), fourth', 'pad(2), fourth'),
    nearlyTold:
      'The fifth convolutions make maps 15 wide, and the pooling 7: the whole network would have 74,596,712 parameters.',
  },
  'own-tower': {
    start: 'In channel 1 of 6 it makes −25.95 of −288; in a tower of its own that becomes −27.61.',
    nearly: ({ solution }) => solution.replace('tf.split(a, 2, 1)', 'tf.split(a, 3, 1)'),
    nearlyTold: 'In channel',
  },
};

/** Tried beside the solution and what is nearly right. */
const answers: Readonly<Record<string, Answers>> = { ...arithmetic, ...layers, ...towers };

/** The verdict on an exercise; fails the test if its cell did not run to its end. */
function verdict(told: RunResult, { id }: Exercise): VerdictOutput {
  const outputs = told.outputs.get(id) ?? [];
  expect(outputs.filter(({ kind }) => kind === 'error')).toEqual([]);
  const found = outputs.find((output) => output.kind === 'verdict');
  if (!found) throw new Error(`Exercise "${id}" was not judged.`);
  return found;
}

test('every exercise of the notebook’s chapters, and of the two towers, is tried here', () => {
  const held = [...NOTEBOOK_CHAPTERS, 'two-towers'];
  const ids = exercises.filter(({ chapter }) => held.includes(chapter)).map(({ id }) => id);
  expect(Object.keys(expected)).toEqual(ids);
  expect(Object.keys(answers).sort()).toEqual(ids.toSorted());
});

test.each(Object.entries(answers))('%s is tried with eight answers or more, and some are right', (_, own) => {
  expect(own.right.length).toBeGreaterThanOrEqual(1);
  expect(own.wrong.length).toBeGreaterThanOrEqual(8);
});

describe.each(exercises.map((exercise) => [exercise.id, exercise] as const))('%s', (id, exercise) => {
  test('its solution and other right answers pass; its start and wrong answers are told what is not right', async () => {
    const place = cells.findIndex((cell) => cell.id === id);
    const above = cells.slice(0, place).filter(isPublished);
    const { start, solution, check } = exercise;
    const looksAtNetwork = /(?<!tf\.)\bmodel\b/.test(start + solution + check);
    const steps = above.map(({ id: cellId, source }) => ({
      cellId,
      source: looksAtNetwork ? source : narrowed(source),
    }));
    const step = (source: string) => ({ cellId: id, source, check });
    const kernel = await KernelUnderTest.start();

    const solved = verdict(await kernel.run([...steps, step(solution)]), exercise);
    expect(solved.passed, solved.message).toBe(true);
    expect(solved.message).toMatch(/^\S.*\.$/);
    const begun = verdict(await kernel.run([step(start)], { fresh: false }), exercise);
    expect(begun).toMatchObject({ passed: false });
    if (expected[id]) {
      const { start: message, nearly, nearlyTold } = expected[id];
      expect(begun).toEqual({ kind: 'verdict', passed: false, message });
      const source = nearly(exercise);
      expect([start, solution]).not.toContain(source);
      const close = verdict(await kernel.run([step(source)], { fresh: false }), exercise);
      expect(close.passed).toBe(false);
      expect(close.message).toContain(nearlyTold);
    }
    const { right, wrong } = answers[id] ?? { right: [], wrong: [] };
    // Where the network is not looked at, it would only be looked through after each of them.
    if (!looksAtNetwork) {
      await kernel.run(steps.filter(({ source }, index) => index < 2 || !/\bmodel\b/.test(source)));
    }
    for (const answer of [...right, ...wrong]) {
      const source = sourceOf(answer, solution);
      const told = verdict(await kernel.run([step(source)], { fresh: false }), exercise);
      expect(told.passed, `${source}\n${told.message}`).toBe(right.includes(answer));
    }
    await kernel.kernel.end();
  });
});
