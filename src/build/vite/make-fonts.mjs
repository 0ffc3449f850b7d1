/**
 * Makes public/fonts from the faces' packages: only the characters and weights that the course sets.
 * Run with `npm run fonts` after a change here; its products are committed.
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { katexFaces } from './katex-faces.ts';

const require = createRequire(import.meta.url);
const out = fileURLToPath(new URL('../../../public/fonts/', import.meta.url));
const packages = {
  serif: dirname(require.resolve('@fontsource-variable/source-serif-4/package.json')),
  mono: dirname(require.resolve('@fontsource/jetbrains-mono/package.json')),
  katex: dirname(require.resolve('katex/package.json')),
};

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const text = `${ascii}\u00a0\u2009–—‘’“”…×÷·−±≈≤≥≠→←↑↓§°©²³¹½¼¾äöüßéèàáíñçøåÄÖÜÉ`;
/** Of faces for titles, and for a word here and there. */
const plain = `${ascii.replace(/[#$*<>@[\\\]^_`{|}~]/g, '')}\u00a0–—‘’“”…×é`;
const serif = 'files/source-serif-4-latin-';

const faces = [
  {
    name: 'source-serif-roman',
    source: join(packages.serif, `${serif}wght-normal.woff2`),
    text,
    variationAxes: { wght: 400 },
    keepFeatures: ['kern', 'liga', 'lnum', 'tnum', 'onum', 'pnum'],
  },
  {
    // A file of its own: many a page has no word in it.
    name: 'source-serif-semibold',
    source: join(packages.serif, `${serif}wght-normal.woff2`),
    text: plain,
    variationAxes: { wght: 600 },
    keepFeatures: ['kern', 'liga', 'lnum', 'tnum'],
  },
  {
    name: 'source-serif-italic',
    source: join(packages.serif, `${serif}wght-italic.woff2`),
    text: plain,
    variationAxes: { wght: 400 },
    keepFeatures: ['liga'],
  },
  {
    // The cut for large sizes, for titles alone.
    name: 'source-serif-display',
    source: join(packages.serif, `${serif}opsz-normal.woff2`),
    text: plain,
    variationAxes: { opsz: 60, wght: 400 },
    keepFeatures: ['kern', 'liga'],
  },
  {
    // Without ligatures: a reader who learns to type `!==` should see it.
    name: 'jetbrains-mono',
    source: join(packages.mono, 'files/jetbrains-mono-latin-400-normal.woff2'),
    text,
    keepFeatures: [],
  },
  ...Object.entries(katexFaces).map(([name, characters]) => ({
    name,
    source: join(packages.katex, `dist/fonts/${name}.woff2`),
    text: characters,
  })),
];

for (const { name, source, text, ...options } of faces) {
  const font = await subsetFont(await readFile(source), text, {
    targetFormat: 'woff2',
    noHinting: true,
    ...options,
  });
  await writeFile(join(out, `${name}.woff2`), font);
  console.log(`${name}.woff2: ${font.length} bytes`);
}
await copyFile(join(packages.serif, 'LICENSE'), join(out, 'source-serif-LICENSE.txt'));
await copyFile(join(packages.mono, 'LICENSE'), join(out, 'jetbrains-mono-LICENSE.txt'));
await copyFile(join(packages.katex, 'LICENSE'), join(out, 'katex-LICENSE.txt'));
