/** The files that a reader can take away. */
import { strToU8, zipSync } from 'fflate';
import type { Cell } from '../../notebook/cell';
import type { CellView } from '../../notebook/cell-view';
import type { Changes } from '../../notebook/changes';
import type { ExportedModel, WeightPart } from '../../notebook/exported-model';
import { siteUrl } from '../../client/addresses/site-url';
import { courseNotebook, pythonNotebook, type Prose, type StandingCell } from '../../export/ipynb';
import { kerasScript, kerasSections } from '../../export/keras';
import { projectCells } from '../../export/project';
import { safetensorsBytes, safetensorsHeader, safetensorsParts } from '../../export/safetensors';
import { torchScript } from '../../export/torch';
import { ExportRefusal } from '../../export/trainable';
import type { ImageOutput } from '../../notebook/output';
import { learnedBytes } from '../../learned/format';
import { fetchLearned, fetchProject, type CourseForExport } from './course-files';

/** The page's notebook, as far as an export reads it. */
export interface ExportedNotebook {
  sources(): readonly { cell: Cell; source: string }[];
  readonly changes: Changes;
  publishedSource(cellId: string): string | null;
  view(cellId: string): CellView | null;
}

export interface TextFile {
  name: string;
  text: string;
  type: string;
}

const jupyter = 'application/x-ipynb+json';

/** Every cell as it stands, with what it shows. */
export function notebookFile(notebook: ExportedNotebook, course: CourseForExport): TextFile {
  const cells = notebook.sources().map(({ cell, source }): StandingCell => {
    const view = notebook.view(cell.id);
    return {
      cell,
      source,
      // What an edit was made from may no longer be what is published.
      published: notebook.changes.edits[cell.id]?.base ?? notebook.publishedSource(cell.id),
      executionCount: view?.executionCount ?? null,
      outputs: view?.outputs ?? course.published[cell.id] ?? [],
    };
  });
  const chapters = course.chapters.map((chapter) => ({
    ...chapter,
    prose: chapter.prose.map(withWholeLinks),
  }));
  return { name: 'alexnet-cells.ipynb', text: courseNotebook(cells, chapters, png), type: jupyter };
}

/** Links from the site's root lead there from a file as well. */
function withWholeLinks({ above, text }: Prose): Prose {
  const home = new URL(siteUrl(''), location.href).href;
  return { above, text: text.replaceAll('](/', `](${home}`) };
}

/** About how large the zipped project is. */
export function projectSize(notebook: ExportedNotebook, course: CourseForExport): number {
  return course.projectBytes + (loadsLearned(notebook) ? learnedBytes : 0);
}

/** Its cells read the files of the learned weights, which are else left out: they are larger than all the rest. */
function loadsLearned(notebook: ExportedNotebook): boolean {
  return notebook.sources().some(({ source }) => /\bloadLearned\b/.test(source));
}

/** @throws Error in words for the reader, if its parts cannot be fetched */
export async function projectFile(notebook: ExportedNotebook): Promise<Blob> {
  const files = {
    ...(await fetchProject()),
    ...(loadsLearned(notebook) ? await fetchLearned() : {}),
    ...projectCells(notebook.sources()),
  };
  const entries = Object.entries(files).map(
    ([path, content]) =>
      [
        `alexnet-cells/${path}`,
        typeof content === 'string' ? strToU8(content) : ([content, { level: 0 }] as const),
      ] as const,
  );
  return new Blob([Uint8Array.from(zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]))], {
    type: 'application/zip',
  });
}

/** The files of the training code, or why there is none. */
export interface TrainingFiles {
  keras: readonly TextFile[] | ExportRefusal;
  torch: TextFile | ExportRefusal;
}

export function trainingFiles(model: ExportedModel): TrainingFiles {
  return {
    keras: unlessRefused(() => [
      { name: 'train_keras.py', text: kerasScript(model), type: 'text/x-python' },
      { name: 'train_keras.ipynb', text: pythonNotebook(kerasAbout, kerasSections(model)), type: jupyter },
    ]),
    torch: unlessRefused(() => ({
      name: 'train_pytorch.py',
      text: torchScript(model),
      type: 'text/x-python',
    })),
  };
}

const kerasAbout = `# AlexNet, cell by cell: training with Keras 3

The notebook’s network and its training on all devices of this machine, channels last.

    pip install "keras>=3.6" "jax[cuda12]" tensorflow-cpu safetensors`;

function unlessRefused<T>(make: () => T): T | ExportRefusal {
  try {
    return make();
  } catch (error) {
    if (error instanceof ExportRefusal) return error;
    throw error;
  }
}

/**
 * All weights as one file. Each part goes into the file as it comes: the browser keeps it, on its disk if it likes.
 *
 * @param read a part of the weights
 * @param progress called with the bytes that are there
 * @throws Error in words for the reader, if the weights cannot be read to the end; what `signal` is aborted with
 */
export async function weightsFile(
  { weights }: ExportedModel,
  read: (part: WeightPart) => Promise<Float32Array<ArrayBuffer>>,
  progress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const header = safetensorsHeader(weights);
  const parts: Blob[] = [new Blob([header])];
  let bytes = header.length;
  for (const part of safetensorsParts(weights)) {
    const values = await read(part);
    signal.throwIfAborted();
    parts.push(new Blob([values]));
    bytes += values.byteLength;
    progress(bytes);
  }
  return new Blob(parts, { type: 'application/octet-stream' });
}

export const weightsBytes = ({ weights }: ExportedModel): number => safetensorsBytes(weights);

function png({ width, height, pixels }: ImageOutput): string {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}
