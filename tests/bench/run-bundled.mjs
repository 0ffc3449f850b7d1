/** Runs a module of TypeScript that takes the engine with it, in Node and in the project's folder: as one script, for TensorFlow.js is written for bundlers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * @param {string} entry its file, in this folder
 * @param {readonly string[]} args
 */
export async function runBundled(entry, args) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const outfile = join(folder, 'bench.cjs');
    await build({
      entryPoints: [join(import.meta.dirname, entry)],
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      // A script has no `import.meta`: where the chapters are is told.
      logOverride: { 'empty-import-meta': 'silent' },
      outfile,
      logLevel: 'error',
    });
    const env = { ...process.env, CONTENT: 'content' };
    execFileSync(process.execPath, [outfile, ...args], { stdio: 'inherit', env });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
