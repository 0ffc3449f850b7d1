import { isPublished } from '../../src/notebook/cell';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { courseCells, DrivenKernel, photograph, printed, type RunResult } from './driven-kernel';

const recorded = import.meta.glob<string>('../conformance/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const quick = courseCells.filter(isPublished);
const steps = quick.map(({ id, source }) => ({ cellId: id, source }));

describe.each(['webgl', 'wasm', 'cpu'] as const)('the course’s cells in Chromium, on %s', (backend) => {
  let kernel: DrivenKernel;
  let result: RunResult;
  beforeAll(async () => {
    kernel = await DrivenKernel.start(backend);
    result = await kernel.run(steps);
  }, 120_000);
  afterAll(() => kernel.terminate());

  test('all end well, on the backend that was asked for', async () => {
    expect((await kernel.event('started')).report.backend).toBe(backend);
    expect(result.outcomes).toEqual(quick.map(({ id }) => `${id} done`));
  });

  test.each([156, 157, 158, 159, 160, 161, 166])('In [%i] prints what the notebook printed', (number) => {
    const cell = quick.find((candidate) => candidate.in === number);
    expect(printed(result, cell?.id ?? '')).toBe(recorded[`../conformance/in-${number}.summary.txt`]);
  });

  test('running them again makes not one tensor more', async () => {
    const again = await kernel.run(steps);
    expect(again.ended).toEqual({ ...result.ended, runId: again.ended.runId });
  });
});

test('a photograph goes through all the layers, and leaves no tensor', async () => {
  const kernel = await DrivenKernel.start('wasm');
  const { ended } = await kernel.run(steps);
  const { input, activations } = await kernel.ask('trace', photograph());
  expect(activations).toHaveLength(29);
  for (const { shape, values } of [input, ...activations].flatMap((layer) => layer ?? [])) {
    expect(values).toHaveLength(shape.reduce((product, size) => product * size));
  }
  const probabilities = [...(activations.at(-1)?.values ?? [])];
  expect(probabilities).toHaveLength(1000);
  expect(probabilities.reduce((sum, p) => sum + p)).toBeCloseTo(1, 4);
  const again = await kernel.run([...steps]);
  expect(again.ended.tensors).toBe(ended.tensors);
  kernel.terminate();
});
