/** A reader's tab for components: the notebook's cells and the site's files, and a fake kernel behind them. */
import { vi } from 'vitest';
import { notebook } from '../../src/client/document/notebook.svelte';
import { kernel } from '../../src/client/kernel/kernel.svelte';
import { runs } from '../../src/client/run/runs.svelte';
import type { Layer } from '../../src/model/layer';
import { NOTEBOOK_CELLS, type NotebookCell } from '../../src/model/networks';
import type { Cell } from '../../src/notebook/cell';
import { FakeKernel, workerOf } from './fake-kernel';

const chapterOf: Readonly<Record<NotebookCell, string>> = {
  imports: 'setup',
  model: 'setup',
  conv1: 'conv1',
  lrn1: 'relu-lrn-pooling',
  conv2: 'conv2',
  conv3: 'conv3',
  pad3: 'conv3',
  'conv4-conv5': 'conv4-conv5',
  fc6: 'fc6-fc7',
  fc7: 'fc6-fc7',
  softmax: 'softmax',
  rotate: 'whole-network',
  summary: 'whole-network',
  compile: 'compile',
  train: 'compile',
};

export const cells: readonly Cell[] = NOTEBOOK_CELLS.map((id, index) => ({
  id,
  in: 154 + index,
  chapter: chapterOf[id],
  source: `const name = '${id}';\nconst depth = ${index};\nconst size = 13;\nconsole.log('${id}');`,
  slow: id === 'train',
  role: 'course',
}));

export interface Tab {
  kernel: FakeKernel;
  /** The files of the site that can be fetched; without one, fetching it fails as without a connection. */
  files: Map<RegExp, () => BodyInit | Promise<BodyInit>>;
}

/** Puts the fakes in their places. Call it before anything is rendered. */
export function openTab(): Tab {
  const kernel = new FakeKernel();
  vi.stubGlobal('Worker', workerOf(kernel));
  const files: Tab['files'] = new Map<RegExp, () => BodyInit | Promise<BodyInit>>([
    [/\/cells\.json$/, () => JSON.stringify(cells)],
    [/\/photos\/square\/[\w-]+\.png$/, photograph],
  ]);
  const elsewhere = globalThis.fetch;
  vi.stubGlobal('fetch', async (address: string) => {
    if (/^(blob|data):/.test(address)) return elsewhere(address);
    const found = [...files].find(([pattern]) => pattern.test(address));
    if (found === undefined) throw new TypeError('Failed to fetch');
    return new Response(await found[1]());
  });
  return { kernel, files };
}

/** Runs a cell to its end; with layers, after an edit that lets it add those. */
export async function runCell({ kernel }: Tab, id: string, layers?: readonly Layer[]): Promise<void> {
  await notebook.ready;
  if (layers !== undefined) {
    kernel.layers.set(id, layers);
    notebook.edit(id, `// ${JSON.stringify(layers)}`);
  }
  runs.run(id);
  await vi.waitUntil(() => notebook.view(id)?.state === 'done', { timeout: 20_000 });
}

/** Takes back all that the reader has changed, and throws the kernel away. */
export async function resetTab(): Promise<void> {
  await notebook.ready;
  notebook.resetAll();
  kernel.restart();
}

function photograph(): Promise<Blob> {
  const canvas = new OffscreenCanvas(256, 256);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no canvas.');
  for (let row = 0; row < 256; row++) {
    context.fillStyle = `rgb(${row} ${255 - row} 128)`;
    context.fillRect(0, row, 256, 1);
  }
  return canvas.convertToBlob();
}
