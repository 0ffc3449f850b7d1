import { expect, test } from 'vitest';
import { readArguments } from './arguments';
import type { Measured } from './compare';
import { median, speedRow, table } from './report';
import { rowsOf } from './rows';

const measured: Measured = {
  row: { task: 'forward', title: 'forward pass', unit: 'ms', beside: ['stock', 'onnx'] },
  values: { course: [10, 40, 20], stock: [20, 160, 10] },
  failed: { onnx: 'no such backend' },
};

test('a ratio is the median of the pairs’ ratios, not the ratio of the medians', () => {
  expect(speedRow('webgl', measured)).toEqual({
    backend: 'webgl',
    title: 'forward pass',
    unit: 'ms',
    course: 20,
    beside: { stock: { median: 20, ratio: 0.5 }, onnx: { failed: 'no such backend' } },
  });
});

test('memory is in megabytes, and nothing is compared with what the course could not do', () => {
  const row = { ...measured.row, unit: 'MB', beside: ['stock'] } as const;
  expect(speedRow('webgl', { row, values: { course: [2e6], stock: [4e6] }, failed: {} })).toMatchObject({
    course: 2,
    beside: { stock: { median: 4, ratio: 0.5 } },
  });
  expect(speedRow('webgl', { row, values: { stock: [4e6] }, failed: { course: 'over 30 s' } })).toMatchObject(
    {
      course: null,
      beside: { stock: { failed: 'over 30 s' } },
    },
  );
});

test('the median of an even count lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('the table names the machine, each side once, and why something was not measured', () => {
  const lines = table({
    machine: 'A machine',
    recorded: '2026-11-28',
    browser: '156',
    software: true,
    pairs: 3,
    rows: [speedRow('webgl', measured)],
  }).split('\n');
  expect(lines).toEqual([
    'A machine, Chromium 156, graphics in software; medians of 3 interleaved pairs, ratio: course / other',
    '',
    '                     course  TensorFlow.js  ratio  onnxruntime-web  ratio',
    'webgl: forward pass   20 ms          20 ms    0.5              not       ',
    '',
    'Not measured:',
    'webgl: forward pass, onnxruntime-web: no such backend',
  ]);
});

test('software graphics are spared what takes them minutes; wasm what only a card can do', () => {
  const tasks = (...given: Parameters<typeof rowsOf>) => rowsOf(...given).map(({ task }) => task);
  expect(tasks('webgpu', true)).toContain('full128');
  expect(tasks('webgpu', false)).not.toContain('full2');
  expect(tasks('wasm', false)).toContain('full2');
  expect(tasks('wasm', false)).not.toContain('full24');
  expect(tasks('wasm', false)).toContain('answers');
  expect(tasks('webgpu', true)).not.toContain('answers');
  expect(rowsOf('webgl', true).flatMap(({ beside }) => beside)).not.toContain('onnx');
});

test('arguments: backends, pairs, the card; what is not known is refused with what there is', () => {
  expect(readArguments([])).toEqual({
    parts: ['webgl', 'webgpu', 'wasm', 'pages'],
    pairs: 9,
    gpu: false,
    json: 'test-results/bench.json',
  });
  expect(readArguments(['wasm', '--pairs=3', '--gpu', '--json=a.json'])).toEqual({
    parts: ['wasm'],
    pairs: 3,
    gpu: true,
    json: 'a.json',
  });
  expect(() => readArguments(['webgl2'])).toThrow('There is no part “webgl2” of the bench: it has webgl,');
  expect(() => readArguments(['--pairs=0'])).toThrow('--pairs wants a whole number from 1 up');
});
