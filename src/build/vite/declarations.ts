/** The declarations that the editor's TypeScript knows, collected when the site is built. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Plugin } from 'vite';
import { COMPILER_OPTIONS } from '../../language/compiler-options';
import { COURSE_FOLDER } from '../../language/notebook-files';
import type { Declarations } from '../../language/service';
import { amended } from './amended-declarations';

const MODULE = 'virtual:declarations';
const LIBRARY = fileURLToPath(new URL('../../language/library/', import.meta.url));

let collected: Declarations | null = null;

/**
 * The declarations (.d.ts) of the language, of TensorFlow.js and of the course's library, by the path where a
 * cell's imports look for them.
 */
export function collectDeclarations(): Declarations {
  collected ??= {
    ...amended(reachedFrom("import '@tensorflow/tfjs';")),
    ...Object.fromEntries(
      ['utils', 'keras'].map((name) => [
        `${COURSE_FOLDER}/${name}.d.ts`,
        readFileSync(join(LIBRARY, `${name}.d.ts`), 'utf8'),
      ]),
    ),
  };
  return collected;
}

/** `import declarations from 'virtual:declarations'` gives them to the worker, as part of its script. */
export function declarations(): Plugin {
  const resolved = `\0${MODULE}`;
  return {
    name: 'declarations',
    resolveId: (id) => (id === MODULE ? resolved : null),
    load: (id) =>
      id === resolved
        ? `export default JSON.parse(${JSON.stringify(JSON.stringify(collectDeclarations()))})`
        : null,
  };
}

/** The declaration files that a source needs, and of each package where they begin. */
function reachedFrom(source: string): Declarations {
  const entry = join(LIBRARY, 'entry.ts');
  const host = ts.createCompilerHost(COMPILER_OPTIONS);
  const program = ts.createProgram([entry], COMPILER_OPTIONS, {
    ...host,
    fileExists: (path) => path === entry || host.fileExists(path),
    getSourceFile: (path, options) =>
      path === entry ? ts.createSourceFile(path, source, options) : host.getSourceFile(path, options),
  });
  const lib = dirname(createRequire(import.meta.url).resolve('typescript'));
  const files: Record<string, string> = {};
  for (const { fileName, text } of program.getSourceFiles()) {
    if (fileName === entry) continue;
    if (fileName.startsWith(lib)) {
      files[fileName.slice(lib.length)] = text;
      continue;
    }
    const [path = '', name = ''] =
      /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/).*$/.exec(fileName) ?? [];
    // The language's own declarations of WebGPU are newer.
    if (path === '' || name === '@webgpu/types') continue;
    files[path] = text;
    files[`/node_modules/${name}/package.json`] = JSON.stringify({ types: 'dist/index.d.ts' });
  }
  return files;
}
