/**
 * Measures how often the learned network is right: `npm run accuracy -- DIR`, where DIR holds pictures that it never saw,
 * `heldout.bin` with one WebP file after the other and `heldout.tsv` with their classes and places. Keeps the result in
 * src/learned/accuracy.json, which the network's card shows.
 */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

const folder = process.argv[2];
if (folder === undefined)
  throw new Error('npm run accuracy -- DIR: the folder with heldout.bin and heldout.tsv.');
// The engine's sources name each other without extensions, as the site's bundler wants it.
const program = 'node_modules/.accuracy.mjs';
await build({
  entryPoints: ['tests/accuracy/measure.ts'],
  outfile: program,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
});
try {
  const { measure } = (await import(`../../${program}`)) as typeof import('./measure.ts');
  await measure(folder);
} finally {
  rmSync(program);
}
