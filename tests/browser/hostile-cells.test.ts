/**
 * Whatever a cell does, an ordinary cell that runs next shows what it would in a fresh notebook, nothing typed is lost,
 * and the page goes on. The reader's tab is the real one, and so is its kernel.
 */
import { beforeAll, expect, test, vi } from 'vitest';
import { notebook } from '../../src/client/document/notebook.svelte';
import { notices } from '../../src/client/errors/notices.svelte';
import { runs } from '../../src/client/run/runs.svelte';
import type { Cell } from '../../src/notebook/cell';
import { hostileCells } from './hostile-cells';

const ordinary = `
const x = tf.tensor([3, 1, 2]);
const words = ['b', 'a'].map((word) => word.replace('a', 'c'));
console.log(tf.getBackend(), tf.tidy(() => x.mul(2).arraySync()), Math.random(), words, JSON.stringify({ a: 1 }));
console.log(new Set([1]).has(2), Object.entries({ a: 1 }), typeof Reflect.get(globalThis, 'counter'), tf.memory().numTensors);
x.dispose();`;

const cells: readonly Cell[] = [
  ['imports', `import * as tf from '@tensorflow/tfjs';`],
  ['ordinary', ordinary],
  ['hostile', ''],
  ['below', ''],
  ['typed', '// Never run.'],
].map(([id = '', source = ''], index) => ({
  id,
  in: 154 + index,
  chapter: 'setup',
  source,
  slow: false,
  role: 'course',
}));

/** Milliseconds that a cell has to itself before its reader loses patience. */
const before = 300;

/** What a run of the cell comes to; stopped, if it does not end by itself. */
async function run(cellId: string): Promise<string> {
  runs.run(cellId);
  const ended = vi.waitUntil(() => !runs.busy, { timeout: before, interval: 10 });
  await ended.catch(() => runs.stop());
  await vi.waitUntil(() => !runs.busy, { timeout: 120_000, interval: 10 });
  return notebook.view(cellId)?.state ?? 'gone';
}

async function runOrdinary(): Promise<unknown> {
  runs.run('ordinary');
  await vi.waitUntil(() => !runs.busy, { timeout: 120_000, interval: 10 });
  return notebook.view('ordinary')?.outputs;
}

let fresh: unknown;

beforeAll(async () => {
  const elsewhere = globalThis.fetch;
  vi.stubGlobal('fetch', async (address: string) =>
    address.endsWith('/cells.json') ? Response.json(cells) : elsewhere(address),
  );
  await notebook.ready;
  fresh = await runOrdinary();
  expect(fresh).toMatchObject([{ kind: 'text', stream: 'out' }]);
  notebook.edit('typed', '// Typed, and not run.');
});

test.for(hostileCells)('%s leaves nothing behind', async ([, source]) => {
  notebook.edit('hostile', source);
  await run('hostile');
  expect(await runOrdinary()).toEqual(fresh);
  expect(notebook.view('typed')).toMatchObject({ source: '// Typed, and not run.' });
});

test('what a cell has left behind, and keeps the kernel busy, is told; what waits is run', async () => {
  notebook.edit('hostile', 'setTimeout(() => { eval("for (;;);"); });');
  notebook.edit('below', '1 + 1;');
  runs.run('below');
  await vi.waitUntil(() => notebook.view('hostile')?.state === 'done', { timeout: 120_000, interval: 10 });
  notebook.edit('hostile', '2 + 2;');
  runs.run('hostile');
  await vi.waitUntil(() => !runs.busy, { timeout: 120_000, interval: 10 });
  expect(notices.current?.message).toContain('Something that a cell left behind');
  expect(notebook.view('hostile')?.state).toBe('done');
  expect(await runOrdinary()).toEqual(fresh);
});
