/** See `clothes-seeds.mjs`, which runs it in the project's folder. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { Kernel } from '../../src/kernel/kernel';
import { hash } from '../../src/notebook/hash';
import type { Event } from '../../src/notebook/messages';

const measured = 'src/widgets/seeds/measured.json';

interface Measured {
  /** Of the cell's source. */
  cell: string;
  /** By seed: the share of the test that is right after each epoch. */
  seeds: Record<string, number[]>;
}

function cellOf(chapter: string, id: string): string {
  const mdx = readFileSync(join('content', chapter, 'index.mdx'), 'utf8');
  const source = new RegExp(`^\`\`\`ts cell id="${id}"[^\\n]*\\n(.*?)\\n\`\`\``, 'ms').exec(mdx)?.[1];
  if (source === undefined) throw new Error(`There is no cell ${id} in ${chapter}.`);
  return source;
}

const bytesOf = async (path: string) => new Uint8Array(await readFile(path)).buffer;

async function train(sources: readonly string[], seed: number): Promise<number[]> {
  const require = createRequire(join(process.cwd(), 'package.json'));
  let accuracies: number[] = [];
  const onEvent = (event: Event): void => {
    if (event.type === 'start-failed' || event.type === 'lost') throw new Error(event.message);
    if (event.type !== 'output') return;
    if (event.output.kind === 'error') throw new Error(event.output.message);
    if (event.output.kind !== 'progress') return;
    const found = event.output.points.flatMap(({ validationAccuracy }) => validationAccuracy ?? []);
    if (found.length > accuracies.length)
      process.stdout.write(`seed ${seed}, epoch ${found.length}: ${found.at(-1)?.toFixed(3)}\n`);
    accuracies = found;
  };
  const kernel = new Kernel({
    post: onEvent,
    wasm: (file) => bytesOf(require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${file}`)),
    file: (path) => bytesOf(join('public', path)),
    photographs: () => Promise.resolve([]),
  });
  await kernel.start({ backend: 'wasm', seed });
  const steps = sources.map((source, i) => ({ cellId: String(i), source, executionCount: 154 + i }));
  await kernel.run({ type: 'run', runId: 1, fresh: true, steps });
  await kernel.end();
  return accuracies.map((accuracy) => Math.round(accuracy * 1e3) / 1e3);
}

async function main(): Promise<void> {
  tf.env().set('IS_NODE', false);
  const cell = cellOf('11-train', 'clothes');
  const sources = [cellOf('01-setup', 'imports'), cellOf('01-setup', 'model'), cell];
  for (const seed of process.argv.slice(2).map(Number)) {
    const startedAt = performance.now();
    const accuracies = await train(sources, seed);
    process.stdout.write(`seed ${seed}: ${((performance.now() - startedAt) / 1e3).toFixed(0)} s\n`);
    // Read anew each time: several of these may run beside each other.
    const before = existsSync(measured) ? (JSON.parse(readFileSync(measured, 'utf8')) as Measured) : null;
    const seeds = { ...(before?.cell === hash(cell) ? before.seeds : {}), [seed]: accuracies };
    writeFileSync(measured, `${JSON.stringify({ cell: hash(cell), seeds }, null, 2)}\n`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
