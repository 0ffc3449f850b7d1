import type { LayerCase, PlainLoops } from './layer-case';
import { at, map, type Numbers, numbers } from './numbers';
import { product } from './dense';
import { addBias, convolve } from './windows';

const SEQUENCE = [2, 3, 4];
const UNITS = 3;

/** From the state before a step to the one after it; the first of a state is what the cell gives. */
type Cell = (x: Numbers, state: readonly Numbers[], weights: readonly Numbers[]) => readonly Numbers[];

const hardSigmoid = (x: number) => Math.min(1, Math.max(0, 0.2 * x + 0.5));
const zip = (a: Numbers, b: Numbers, merge: (a: number, b: number) => number) =>
  map(a, (value, i) => merge(value, b.values[i]!));
const plus = (a: Numbers, b: Numbers) => zip(a, b, (p, q) => p + q);
const times = (a: Numbers, b: Numbers) => zip(a, b, (p, q) => p * q);

/** One of the equal parts of the last axis. */
function part(x: Numbers, which: number, of: number): Numbers {
  const size = x.shape.at(-1)! / of;
  return numbers([...x.shape.slice(0, -1), size], (...index) =>
    at(x, ...index.slice(0, -1), which * size + index.at(-1)!),
  );
}

const simple: Cell = (x, [h], [kernel, recurrent, bias]) => [
  map(plus(addBias(product(x, kernel!), bias!), product(h!, recurrent!)), Math.tanh),
];

/** Its gates: update, reset, then the new state, as in Keras 2.2. */
const gru: Cell = (x, [h], [kernel, recurrent, bias]) => {
  const fromInput = addBias(product(x, kernel!), bias!);
  const gate = (which: number) =>
    map(plus(part(fromInput, which, 3), product(h!, part(recurrent!, which, 3))), hardSigmoid);
  const [update, reset] = [gate(0), gate(1)];
  const fresh = map(
    plus(part(fromInput, 2, 3), product(times(reset, h!), part(recurrent!, 2, 3))),
    Math.tanh,
  );
  return [
    plus(
      times(update, h!),
      times(
        map(update, (z) => 1 - z),
        fresh,
      ),
    ),
  ];
};

/** Its gates: input, forget, the new content, output. */
function remember(sums: Numbers, c: Numbers): readonly Numbers[] {
  const gate = (which: number) => map(part(sums, which, 4), hardSigmoid);
  const content = plus(times(gate(1), c), times(gate(0), map(part(sums, 2, 4), Math.tanh)));
  return [times(gate(3), map(content, Math.tanh)), content];
}

const lstm: Cell = (x, [h, c], [kernel, recurrent, bias]) =>
  remember(plus(addBias(product(x, kernel!), bias!), product(h!, recurrent!)), c!);

/** A simple cell below an LSTM's; the states stand from the top down. */
const stacked: Cell = (x, [h, c, below], weights) => {
  const [given] = simple(x, [below!], weights.slice(0, 3));
  return [...lstm(given!, [h!, c!], weights.slice(3)), given!];
};

const convLstm: Cell = (x, [h, c], [kernel, recurrent, bias]) =>
  remember(plus(addBias(convolve(x, kernel!), bias!), convolve(h!, recurrent!, { padding: 'same' })), c!);

interface Course {
  sequences?: boolean;
  backwards?: boolean;
}

/** Steps a cell along a sequence, [batch, time, ...]; gives what it gave last, or at each step. */
function run(
  cell: Cell,
  states: readonly (readonly number[])[],
  x: Numbers,
  weights: readonly Numbers[],
  { sequences = false, backwards = false }: Course,
): Numbers {
  const [batch = 0, steps = 0, ...rest] = x.shape;
  let state = states.map((shape): Numbers => numbers(shape, () => 0));
  const outputs: Numbers[] = [];
  for (let step = 0; step < steps; step++) {
    const time = backwards ? steps - 1 - step : step;
    state = [
      ...cell(
        numbers([batch, ...rest], (n, ...index) => at(x, n, time, ...index)),
        state,
        weights,
      ),
    ];
    outputs.push(state[0]!);
  }
  const last = outputs.at(-1)!;
  if (!sequences) return last;
  return numbers([batch, steps, ...last.shape.slice(1)], (n, t, ...index) => at(outputs[t]!, n, ...index));
}

function along(cell: Cell, states: number, course: Course = {}): PlainLoops {
  return ([x], weights) =>
    run(
      cell,
      Array.from({ length: states }, () => [x!.shape[0]!, UNITS]),
      x!,
      weights,
      course,
    );
}

function recurrent(maker: string, cell: Cell, states: number): LayerCase[] {
  return [
    {
      maker,
      options: { units: UNITS },
      inputs: [SEQUENCE],
      first: null,
      plainLoops: along(cell, states),
    },
    {
      maker,
      trying: 'all steps, backwards',
      options: { units: UNITS, returnSequences: true, goBackwards: true },
      inputs: [SEQUENCE],
      first: null,
      plainLoops: along(cell, states, { sequences: true, backwards: true }),
    },
  ];
}

const bidirectional: PlainLoops = ([x], weights) => {
  const half = weights.length / 2;
  const there = along(gru, 1)([x!], weights.slice(0, half));
  const back = along(gru, 1, { backwards: true })([x!], weights.slice(half));
  return numbers([x!.shape[0]!, 2 * UNITS], (n, i) => (i < UNITS ? at(there, n, i) : at(back, n, i - UNITS)));
};

const convolutional =
  (course: Course): PlainLoops =>
  ([x], weights) => {
    const state = [2, 2, 3, 2];
    return run(convLstm, [state, state], x!, weights, course);
  };

export const RECURRENT: readonly LayerCase[] = [
  ...recurrent('simpleRNN', simple, 1),
  ...recurrent('gru', gru, 1),
  ...recurrent('lstm', lstm, 2),
  {
    maker: 'rnn',
    options: (layers) => ({ cell: layers.gruCell({ units: UNITS }) }),
    inputs: [SEQUENCE],
    first: null,
    plainLoops: along(gru, 1),
  },
  {
    maker: 'rnn',
    trying: 'stacked cells',
    options: (layers) => ({
      cell: layers.stackedRNNCells({
        cells: [layers.simpleRNNCell({ units: UNITS }), layers.lstmCell({ units: UNITS })] as never,
      }),
    }),
    inputs: [SEQUENCE],
    first: null,
    plainLoops: along(stacked, 3),
  },
  {
    maker: 'bidirectional',
    options: (layers) => ({ layer: layers.gru({ units: UNITS }), mergeMode: 'concat' }),
    inputs: [SEQUENCE],
    first: null,
    plainLoops: bidirectional,
  },
  {
    maker: 'convLstm2d',
    options: { filters: 2, kernelSize: 2 },
    inputs: [[2, 2, 3, 4, 2]],
    first: null,
    plainLoops: convolutional({}),
  },
  {
    maker: 'convLstm2d',
    trying: 'all steps',
    options: { filters: 2, kernelSize: 2, returnSequences: true },
    inputs: [[2, 2, 3, 4, 2]],
    first: null,
    plainLoops: convolutional({ sequences: true }),
  },
];
