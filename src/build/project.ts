import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path/posix';
import { IMAGENET_CLASSES_PATH } from '../model/imagenet';

/** The program that the exported project starts with. */
const MAIN = 'src/build/project-main.ts';
/** Where it stands there: as deep as here, so that its imports hold. */
const MAIN_THERE = 'src/project/main.ts';
/** What the project is built and checked with. */
const TOOLS = ['esbuild', 'typescript', '@types/node', '@webgpu/types'];

/** The files of the exported project that are the same whatever the reader has changed: all but its cells. */
export async function projectFiles(): Promise<Readonly<Record<string, string>>> {
  const sources = await reachableFrom(MAIN);
  const packages = new Set([...sources.values()].flatMap(packagesOf));
  const files = [...sources].map(([path, text]): [string, string] => [
    path === MAIN ? MAIN_THERE : path,
    text,
  ]);
  return {
    ...Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1))),
    'package.json': await manifest([...packages].sort()),
    'tsconfig.json': `${JSON.stringify(tsconfig, null, 2)}\n`,
    'README.md': readme(foldersOf(sources.keys())),
    LICENSE: await readFile('LICENSE', 'utf8'),
    'photographs/LICENSES.md': await readFile('public/photos/LICENSES.md', 'utf8'),
    'clothes/LICENSES.md': await readFile('public/clothes/LICENSES.md', 'utf8'),
    ...(await imageNetFiles()),
  };
}

/** The names of ImageNet's classes, with their licence. */
async function imageNetFiles(): Promise<Record<string, string>> {
  const paths = [IMAGENET_CLASSES_PATH, 'imagenet/LICENSES.md', 'imagenet/LICENSE.txt'];
  const texts = paths.map(async (path) => [path, await readFile(join('public', path), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** The text of a file and of all that it imports from this course, by path. */
async function reachableFrom(main: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const waiting = [main];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (texts.has(path)) continue;
    const text = await readFile(path, 'utf8');
    texts.set(path, text);
    const folder = dirname(path);
    waiting.push(
      ...specifiersOf(text)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => normalize(join(folder, specifier)))
        .map((file) => (file.endsWith('.json') ? file : `${file}.ts`)),
    );
  }
  return texts;
}

function specifiersOf(text: string): string[] {
  const imports = text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)';|^import '([^']+)';/gm);
  return [...imports].flatMap(([, from, bare]) => from ?? bare ?? []);
}

/** '@tensorflow/tfjs-layers' of '@tensorflow/tfjs-layers/dist/activations'. */
function packagesOf(text: string): string[] {
  return specifiersOf(text)
    .filter((specifier) => !/^(\.|node:)/.test(specifier))
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

/** With the versions that the course itself is built with. */
async function manifest(packages: readonly string[]): Promise<string> {
  const own = JSON.parse(await readFile('package.json', 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const versions = { ...own.devDependencies, ...own.dependencies };
  const pinned = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, versionOf(name)]));
  function versionOf(name: string): string {
    const version = versions[name];
    if (version === undefined)
      throw new Error(`The exported project needs ${name}, which package.json does not have.`);
    return version;
  }
  const written = {
    name: 'alexnet-cells',
    version: '1.0.0',
    private: true,
    license: 'MIT',
    engines: { node: '>=20' },
    scripts: {
      build:
        'esbuild src/project/main.ts --bundle --platform=node --main-fields=module,main --external:sharp --outfile=dist/main.cjs --log-level=warning',
      check: 'tsc',
      start: 'node dist/main.cjs',
    },
    dependencies: pinned(packages),
    devDependencies: pinned(TOOLS),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

const tsconfig = {
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'WebWorker.ImportScripts'],
    types: ['node', '@webgpu/types'],
    module: 'ESNext',
    moduleResolution: 'Bundler',
    resolveJsonModule: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    esModuleInterop: true,
    noEmit: true,
  },
  include: ['src'],
};

/** 'src/engine', 'src/kernel', ...: where these files stand, but for the main program. */
function foldersOf(paths: Iterable<string>): string[] {
  const folders = [...paths]
    .filter((path) => path !== MAIN)
    .map((path) => path.split('/').slice(0, 2).join('/'));
  return [...new Set(folders)].sort();
}

const readme = (folders: readonly string[]) => `# AlexNet, cell by cell: the cells as a project

The cells of the course as they stood when you exported them, with the kernel that runs them.

    npm install
    npm run build
    npm start

prints what the cells print: \`model.summary()\`, above all. Slow cells and exercises are left out; run one by its id, as in
\`npm start -- train\`, and the cells that it needs run before it.

| | |
| --- | --- |
| \`cells/\` | the cells, in their order; \`cells.json\` lists them |
| \`src/project/main.ts\` | reads the cells and runs them |
| ${folders.map((folder) => `\`${folder}\``).join(', ')} | what the course's page runs them with |
| \`photographs/\` | the twelve photographs; their authors and licences are in \`LICENSES.md\` there |
| \`learned/\` | only if a cell calls \`loadLearned\`: the learned weights, from photographs of Caltech 101 (F.-F. Li, M. Andreeto, M. Ranzato, P. Perona, CaltechDATA 2022, doi 10.22002/D1.20086, CC BY 4.0) |
| \`clothes/\` | 2,500 pictures of Fashion-MNIST; their licence is in \`LICENSES.md\` there |
| \`imagenet/\` | what ImageNet's classes are called; their licence is in \`LICENSES.md\` there |
| \`weights/\` | yours to make: the files that cells load with \`loadWeights\` |

Change a cell and start again: nothing has to be built, unless you change \`src\`. \`npm run check\` checks \`src\` with
TypeScript. The network computes with TensorFlow.js on WebAssembly, so no graphics processor is needed, and its weights
are drawn from the same seed as on the page.

The code is under the MIT licence; see \`LICENSE\`.
`;
