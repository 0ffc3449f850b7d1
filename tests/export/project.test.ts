import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { projectFile } from '../../src/features/share/files';
import { runPublished, type PublishedResult } from '../../src/build/run-published';
import type { Cell } from '../../src/notebook/cell';
import { projectCells } from '../../src/export/project';
import { learnedFiles } from '../../src/learned/format';
import { courseSeed } from '../../src/notebook/messages';
import { projectFiles } from '../../src/build/project';
import { squarePng } from '../../src/build/publish';
import { courseCells, gradientPhotograph, readSiteFile, readWasm } from '../support/kernel-under-test';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

let folder = '';
let published: ReadonlyMap<string, PublishedResult>;
const cells = courseCells();

/** What the page would hand out, through the page's own code, from what the built site serves. */
async function exportedZip(of: readonly Cell[]): Promise<Uint8Array> {
  vi.stubGlobal('fetch', async (address: string) => {
    if (address.endsWith('/project.json')) return Response.json(await projectFiles());
    const [, file] = /\/((learned|clothes)\/.+)$/.exec(address) ?? [];
    if (file !== undefined) return new Response(await readSiteFile(file));
    const [, id] = /photos\/square\/(\w+)\.png$/.exec(address) ?? [];
    return id === undefined ? Response.error() : new Response(new Uint8Array(await squarePng(id)));
  });
  const notebook = {
    sources: () => of.map((cell) => ({ cell, source: cell.source })),
    changes: { edits: {}, scratch: [] },
    publishedSource: () => null,
    view: () => null,
  };
  const zip = await projectFile(notebook);
  vi.unstubAllGlobals();
  return new Uint8Array(await zip.arrayBuffer());
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alexnet-project-'));
  for (const [path, bytes] of Object.entries(unzipSync(await exportedZip(cells)))) {
    const to = join(folder, path.replace(/^alexnet-cells\//, ''));
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, bytes);
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await run('npm', ['run', '--silent', 'build'], { cwd: folder });
  published = await runPublished(cells, {
    photograph: gradientPhotograph(),
    seed: courseSeed,
    wasm: readWasm,
    file: readSiteFile,
  });
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the program prints, as it was printed. */
async function start(...ids: string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  try {
    const printed = await run(process.execPath, ['dist/main.cjs', ...ids], { cwd: folder });
    return { ...printed, code: 0 };
  } catch (error) {
    const failed = error as { stdout: string; stderr: string; code: number };
    return { stdout: failed.stdout, stderr: failed.stderr, code: failed.code };
  }
}

/** All that the course's page shows under its cells, one after another. */
function shown(ids: readonly string[]): string {
  return ids
    .flatMap((id) => published.get(id)?.outputs ?? [])
    .map((output) => (output.kind === 'text' && output.stream === 'out' ? output.text : ''))
    .join('');
}

describe('the exported project', { timeout: 300_000 }, () => {
  test('prints what the page shows, byte for byte, the summary above all', async () => {
    const { stdout, stderr, code } = await start();
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toBe(shown(cells.map(({ id }) => id)));
    expect(stdout.endsWith(shown(['summary']))).toBe(true);
    const recorded = await readFile(join(root, 'tests/conformance/in-166.summary.txt'), 'utf8');
    expect(stdout.trimEnd().endsWith(recorded.trimEnd())).toBe(true);
  });

  test('is checked by TypeScript', async () => {
    expect((await run('npm', ['run', '--silent', 'check'], { cwd: folder })).stdout).toBe('');
  });

  test('runs one cell, with what it needs and nothing else', async () => {
    const { stdout, code } = await start('lrn1');
    expect(code).toBe(0);
    expect(stdout).toBe(shown(['imports', 'model', 'conv1', 'lrn1']));
  });

  test('runs what a cell was changed to, without another build, on its own photographs; says where it fails', async () => {
    const listed = JSON.parse(await readFile(join(folder, 'cells.json'), 'utf8')) as {
      id: string;
      file: string;
    }[];
    const file = join(folder, 'cells', listed.find(({ id }) => id === 'model')?.file ?? '');
    await writeFile(
      file,
      'const { classNames, data } = await photographCrops({ perPhotograph: 1, heldOut: 0, size: 8 });\nconsole.log(data.shape.join(), classNames.join());',
    );
    const { stdout } = await start('model');
    expect(stdout).toMatch(/^12,3,8,8 A tabby cat,An espresso,/);
    await writeFile(file, '\nnull.length;\n');
    const failed = await start('model');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^cells: model, line 2: TypeError: /);
    expect(await start('nowhere')).toMatchObject({
      code: 1,
      stderr: 'There is no cell nowhere: see cells.json for their ids.\n',
    });
  });

  test('has every cell in a file of its own, the reader’s own among them', () => {
    const own: Cell = {
      id: 'own-x',
      in: null,
      chapter: 'setup',
      source: 'mine',
      slow: false,
      role: 'scratch',
    };
    const odd: Cell = { ...own, id: '../a b', role: 'course' };
    const files = projectCells([own, odd].map((cell) => ({ cell, source: cell.source })));
    expect(Object.keys(files)).toEqual(['cells.json', 'cells/1-own.ts', 'cells/2----a-b.ts']);
    expect(JSON.parse(files['cells.json'] ?? '')).toMatchObject([
      { id: 'own-x', file: '1-own.ts' },
      { id: '../a b' },
    ]);
  });

  test('pins every package that it imports to the course’s own version', async () => {
    const files = await projectFiles();
    const manifest = JSON.parse(files['package.json'] ?? '') as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const pinned = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const version of Object.values(pinned)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    for (const name of Object.keys(pinned)) {
      const installed = JSON.parse(
        await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'),
      ) as { version: string };
      expect(`${name} ${installed.version}`).toBe(`${name} ${pinned[name] ?? ''}`);
    }
    const text = Object.entries(files)
      .filter(([path]) => path.endsWith('.ts'))
      .map(([, source]) => source)
      .join('\n');
    for (const [, name = ''] of text.matchAll(/^import .*from '(@[\w-]+\/[\w-]+|[a-z][\w-]*)[/'\w.-]*;$/gm)) {
      if (name !== 'node') expect(Object.keys(pinned)).toContain(name);
    }
  });

  test('its README names every folder that it has', async () => {
    const files = await projectFiles();
    const folders = new Set(Object.keys(files).flatMap((path) => /^src\/\w+|^\w+(?=\/)/.exec(path) ?? []));
    expect(folders).toContain('src/export');
    for (const name of folders) expect(files['README.md']).toMatch(new RegExp(`\`${name}[\`/]`));
  });

  test('the learned weights go along where a cell loads them, and are asked for where they are missing', async () => {
    const loading = { ...cells[0]!, source: "import { loadLearned } from './utils';" };
    const { file, bytes } = learnedFiles.Conv1;
    expect(unzipSync(await exportedZip([loading]))[`alexnet-cells/learned/${file}`]).toHaveLength(bytes);
    const listed = JSON.parse(await readFile(join(folder, 'cells.json'), 'utf8')) as {
      id: string;
      file: string;
    }[];
    const cell = join(folder, 'cells', listed.find(({ id }) => id === 'model')?.file ?? '');
    await writeFile(
      cell,
      `import { loadLearned } from './utils';
const small = tf.sequential();
const shape = { name: 'Conv1', filters: 96, kernelSize: 11, dataFormat: 'channelsFirst' };
small.add(tf.layers.conv2d({ ...shape, inputShape: [3, 11, 11] }));
await loadLearned(small);`,
    );
    expect((await start('model')).stderr).toContain(`learned/${file} is not in this project.`);
  });

  test('the zip is read back as it was', async () => {
    const zip = unzipSync(await exportedZip(cells.slice(0, 1)));
    expect(strFromU8(zip['alexnet-cells/cells/1-imports.ts'] ?? strToU8(''))).toBe(
      `${cells[0]?.source ?? ''}\n`,
    );
    expect([...(zip['alexnet-cells/photographs/cat.png'] ?? [])]).toEqual([...(await squarePng('cat'))]);
    expect(zip['alexnet-cells/photographs/LICENSES.md']).toBeDefined();
    expect(Object.keys(zip).join()).not.toContain('alexnet-cells/learned/');
  });
});
