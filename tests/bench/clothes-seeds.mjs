/**
 * Trains the network of chapter 11's cell "clothes" as the page does on WebAssembly, once for each seed that is given, and
 * writes how much of the test it had right after every epoch to `src/widgets/seeds/measured.json`, beside what was measured
 * of the same cell before: `npm run clothes:seeds -- 1 2 3 4 5`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'clothes-'));
try {
  const outfile = join(folder, 'train.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'clothes-seeds.ts')],
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'error',
  });
  execFileSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
} finally {
  rmSync(folder, { recursive: true });
}
