import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BackendName } from '../../src/notebook/messages';
import type { ErrorOutput } from '../../src/notebook/output';
import { DrivenKernel, printed, type RunResult } from './driven-kernel';

const TF = "import * as tf from '@tensorflow/tfjs'";
let kernel: DrivenKernel;

function errorIn(result: RunResult, cellId = 'a'): ErrorOutput | undefined {
  return result.outputs.get(cellId)?.find((output): output is ErrorOutput => output.kind === 'error');
}

function on(backend: BackendName, tests: () => void): void {
  describe(`the worker on ${backend}`, () => {
    beforeAll(async () => {
      kernel = await DrivenKernel.start(backend);
    });
    afterAll(() => kernel.terminate());
    tests();
  });
}

async function expectItStillWorks(): Promise<void> {
  expect(printed(await kernel.run(['1 + 1']), 'a')).toBe('2\n');
}

on('cpu', () => {
  test('a thrown error has its message and line', async () => {
    expect(errorIn(await kernel.run(['1;\n\nthrow new Error("no")']))).toMatchObject({
      message: 'no',
      line: 3,
      column: 7,
    });
    await expectItStillWorks();
  });

  test('a syntax error has its line', async () => {
    expect(errorIn(await kernel.run(['const a = 1;\nconst b = ;']))).toMatchObject({
      name: 'SyntaxError',
      line: 2,
      column: 11,
    });
    await expectItStillWorks();
  });

  test('types are taken off', async () => {
    const source =
      'interface Size { side: number }\nconst size: Size = await Promise.resolve({ side: 227 });\n(size as Size).side';
    expect(printed(await kernel.run([source]), 'a')).toBe('227\n');
  });

  test.each([
    ["import { towers } from './utils'", 'towers'],
    ["import fs from 'fs'", 'fs'],
    [`${TF}; tf.layers.conv2d({ filters: 1, kernelSize: 1, strides: 4, groups: 2 })`, 'groups'],
  ])('%s is refused by its name', async (source, name) => {
    expect(errorIn(await kernel.run([source]))?.message).toContain(name);
    await expectItStillWorks();
  });

  test('top-level await waits', async () => {
    const source = 'const n = await new Promise((resolve) => setTimeout(() => resolve(3)));\nn';
    expect(printed(await kernel.run([source]), 'a')).toBe('3\n');
  });

  test('a console flood of 10,000 lines is cut off and counted', async () => {
    const before = kernel.events.length;
    const result = await kernel.run(['for (let i = 0; i < 10000; i++) console.log(i)']);
    expect(printed(result, 'a').split('\n')).toHaveLength(1001);
    expect(result.outputs.get('a')?.at(-1)).toMatchObject({ text: '… 9,000 more lines not shown\n' });
    expect(kernel.events.length - before).toBeLessThan(100);
    await expectItStillWorks();
  });

  test('a loop that waits stops when it is asked to', async () => {
    const running = kernel.run([
      'console.log("waiting"); for (;;) await new Promise((turn) => setTimeout(turn))',
    ]);
    await kernel.event('output', ({ output }) => output.kind === 'text' && output.text === 'waiting\n');
    kernel.post({ type: 'stop' });
    expect((await running).outcomes).toEqual(['a stopped']);
    await expectItStillWorks();
  });

  test('an endless loop does not hear; its worker is terminated and another starts', async () => {
    kernel.begin(['console.log("first"); console.log("here");\nwhile (true) {}']);
    await kernel.event('output', ({ output }) => output.kind === 'text' && output.text.endsWith('here\n'));
    kernel.terminate();
    kernel = await DrivenKernel.start('cpu');
    await expectItStillWorks();
  });

  test('a tensor too large for any machine is an error that says what to do', async () => {
    const error = errorIn(await kernel.run([`${TF}\ntf.zeros([1e5, 1e5])`]));
    expect(error?.message).toMatch(/dispose|smaller/);
    await expectItStillWorks();
  });

  test('a promise left behind is told of', async () => {
    await kernel.run(['void Promise.reject(new Error("left"))']);
    const text = 'Uncaught Error: left\n';
    await kernel.event('output', ({ output }) => output.kind === 'text' && output.text === text);
    await expectItStillWorks();
  });
});

on('webgl', () => {
  test('tensors without end stop at the budget, and are all freed', async () => {
    const result = await kernel.run([TF, 'const kept = []\nfor (;;) kept.push(tf.fill([4096, 4096], 1))']);
    expect(errorIn(result, 'b')).toMatchObject({ name: 'MemoryError', line: 2 });
    const { ended } = await kernel.run(['1']);
    expect(ended).toMatchObject({ tensors: 0, bytes: 0 });
  });

  test('a lost context is result, and another kernel starts', async () => {
    kernel.begin([TF, "tf.backend().gpgpu.gl.getExtension('WEBGL_lose_context').loseContext()"]);
    expect((await kernel.event('lost')).message).toMatch(/GPU/);
    kernel.terminate();
    kernel = await DrivenKernel.start('webgl');
    await expectItStillWorks();
  });
});
