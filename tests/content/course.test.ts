import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { runPublished, type PublishedResult } from '../../src/build/run-published';
import { isPublished } from '../../src/notebook/cell';
import { NOTEBOOK_CELLS, notebookThrough } from '../../src/model/networks';
import { rows } from '../../src/model/rows';
import {
  allCells,
  courseCells,
  gradientPhotograph,
  KernelUnderTest,
  narrowed,
  printed,
  readSiteFile,
  readWasm,
  type RunResult,
} from '../support/kernel-under-test';
import { isOfNotebook } from '../support/notebook-chapters';

/** Of every chapter, and not of the notebook's alone; the others' networks are narrow. */
const every = allCells()
  .filter(isPublished)
  .map((cell) => (isOfNotebook({ slug: cell.chapter }) ? cell : { ...cell, source: narrowed(cell.source) }));
/** Those from the first convolution on; the training is no quick cell. */
const building = NOTEBOOK_CELLS.slice(2, -1);
/** After each of them the network's parameters are counted. */
const everyStep = every.flatMap(({ id, source }) => [
  { cellId: id, source },
  ...(building.some((other) => other === id)
    ? [{ cellId: `count-${id}`, source: 'model.countParams()' }]
    : []),
]);
/** Of the notebook. */
const cells = courseCells();
const quick = cells.filter(isPublished);
const summaries = [156, 157, 158, 159, 160, 161, 166];

function recorded(number: number): string {
  return readFileSync(new URL(`../conformance/in-${number}.summary.txt`, import.meta.url), 'utf8');
}
function cellNumbered(number: number): string {
  const cell = cells.find((candidate) => candidate.in === number);
  if (!cell) throw new Error(`The course has no cell In [${number}].`);
  return cell.id;
}

describe('the course’s cells on the cpu', () => {
  let kernel: KernelUnderTest;
  let first: RunResult;
  beforeAll(async () => {
    kernel = await KernelUnderTest.start();
    first = await kernel.run(everyStep);
  });

  test('all end well', () => {
    expect(first.outcomes).toEqual(everyStep.map(({ cellId }) => `${cellId} done`));
  });

  test.each(summaries)('In [%i] prints what the notebook printed', (number) => {
    expect(printed(first, cellNumbered(number))).toBe(recorded(number));
  });

  test('the live model has as many parameters as the pure one after every cell', () => {
    const counts = building.map((id) => printed(first, `count-${id}`).trim());
    const expected = building.map((id) => {
      return String(rows(notebookThrough(id)).reduce((sum, row) => sum + row.parameters, 0));
    });
    expect(counts).toEqual(expected);
    expect(counts.at(-1)).toBe('50844008');
  });

  test('running them again gives the same outputs and not one tensor more', async () => {
    const again = await kernel.run(everyStep);
    for (const { cellId } of everyStep) expect(printed(again, cellId)).toBe(printed(first, cellId));
    expect(again.ended).toEqual({ ...first.ended, runId: again.ended.runId });
  });
});

describe('runPublished(cells, options)', () => {
  let results: Map<string, PublishedResult>;
  beforeAll(async () => {
    const photograph = gradientPhotograph();
    results = await runPublished(cells, { photograph, seed: 1, wasm: readWasm, file: readSiteFile });
  });

  test('gives all but the slow cells, in order, numbered as the notebook’s', () => {
    expect([...results].map(([id, { executionCount }]) => [id, executionCount])).toEqual(
      quick.map(({ id, in: number }) => [id, number]),
    );
  });

  test.each(summaries)('In [%i] prints what the notebook printed, and nothing else', (number) => {
    const outputs = results.get(cellNumbered(number))?.outputs ?? [];
    const texts = outputs.flatMap((output) => (output.kind === 'text' ? [output.text] : []));
    expect(texts).toEqual([recorded(number)]);
  });

  test('traces the photograph through the layers each cell added', () => {
    for (const { outputs, activations } of results.values()) {
      const model = outputs.find((output) => output.kind === 'model');
      expect(activations.map(({ layer }) => layer)).toEqual(model?.added ?? []);
    }
    const [conv1] = results.get('conv1')?.activations ?? [];
    expect(conv1?.shape).toEqual([96, 55, 55]);
    expect(conv1?.values).toHaveLength(96 * 55 * 55);
  });

  test('refuses a course with a failing cell, naming it and the line', async () => {
    const failing = {
      id: 'bad',
      in: null,
      chapter: 'x',
      slow: false,
      role: 'course',
      source: '1;\nnull.x',
    } as const;
    await expect(
      runPublished([failing], {
        photograph: gradientPhotograph(),
        seed: 1,
        wasm: readWasm,
        file: readSiteFile,
      }),
    ).rejects.toThrow('Cell "bad", line 2: TypeError');
  });
});
