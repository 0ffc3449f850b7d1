import { describe, expect, test } from 'vitest';
import { filesBelow, importsOf, read, target, type Import } from './sources';

interface Rule {
  /** Folders of one row stand together and may import each other. */
  folders: readonly string[];
  imports: readonly string[];
  /** Of these only types, and the address of a worker. */
  types: readonly string[];
}

/** The table of src/README.md: | `folders/` | job | what it may import; types of what | */
const RULES: readonly Rule[] = read('src/README.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, first = '', , last = ''] = line.split(/ ?\| ?/);
    const [imports = '', types = ''] = last.split(';');
    const words = (text: string) => text.match(/[a-z]+/g) ?? [];
    return { folders: words(first), imports: words(imports), types: words(types) };
  });

const SOURCES = filesBelow('src').filter((path) => /\.(ts|mjs|svelte|astro)$/.test(path));
const folderOf = (path: string) => path.split('/')[1] ?? '';
const FOLDERS = new Set(SOURCES.filter((path) => path.split('/').length > 2).map(folderOf));

interface Edge extends Import {
  from: string;
  to: string;
}

const RELATIVE = SOURCES.flatMap((from) =>
  importsOf(from)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map((found) => ({ ...found, from, to: target(from, found.specifier) })),
);
const EDGES = RELATIVE.filter((edge): edge is Edge => edge.to !== null && edge.to.startsWith('src/'));

function allowed({ from, to, kind }: Edge): boolean {
  const rule = RULES.find(({ folders }) => folders.includes(folderOf(from)));
  const wanted = folderOf(to);
  if (rule === undefined) return from.split('/').length === 2;
  if (rule.folders.includes(wanted) || rule.imports.includes(wanted)) return true;
  return kind !== 'value' && rule.types.includes(wanted);
}

describe('who imports whom', () => {
  test('every folder of src stands in the table of src/README.md', () => {
    expect(RULES.flatMap(({ folders }) => folders)).toEqual(expect.arrayContaining([...FOLDERS]));
  });

  test('imports are found: the model is imported from its own folder and from others', () => {
    expect(EDGES.filter(({ to }) => to === 'src/model/layer.ts').length).toBeGreaterThan(10);
    expect(EDGES.some(({ from }) => from.endsWith('.svelte'))).toBe(true);
    expect(EDGES.some(({ from }) => from.endsWith('.astro'))).toBe(true);
  });

  test('every relative import leads to a file', () => {
    const lost = RELATIVE.filter(({ to, kind }) => to === null && kind !== 'url');
    expect(lost.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  test.for([...FOLDERS])('%s imports only what the table allows', (folder) => {
    const wrong = EDGES.filter((edge) => folderOf(edge.from) === folder && !allowed(edge));
    expect(wrong.map(({ from, to, kind }) => `${from} imports a ${kind} of ${to}`)).toEqual([]);
  });

  test.for(['model', 'notebook'])('%s is pure: no packages', (folder) => {
    const packages = SOURCES.filter((path) => folderOf(path) === folder).flatMap((path) =>
      importsOf(path)
        .filter(({ specifier }) => !specifier.startsWith('.'))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(packages).toEqual([]);
  });

  test('TensorFlow.js is imported by the engine, the kernel and the build alone', () => {
    const importers = SOURCES.filter(
      (path) => !['engine', 'kernel', 'plugins'].includes(folderOf(path)),
    ).filter((path) =>
      importsOf(path).some(({ specifier, kind }) => specifier.startsWith('@tensorflow/') && kind === 'value'),
    );
    expect(importers).toEqual([]);
  });
});

test('no file of src imports itself by way of others', () => {
  const modules = EDGES.filter(({ kind }) => kind !== 'url');
  const done = new Set<string>();
  const cycles: string[] = [];
  const follow = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' > '));
      return;
    }
    if (done.has(path)) return;
    for (const { from, to } of modules) if (from === path) follow(to, [...trail, path]);
    done.add(path);
  };
  for (const path of SOURCES) follow(path, []);
  expect(cycles).toEqual([]);
});
