/**
 * The exported project's main program: runs its cells as the course's page does, and prints what they print.
 * Without arguments every cell but slow ones and exercises; `npm start -- train` runs the cell of that id and the cells
 * that it needs.
 */
import { existsSync, openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { messageOf } from '../model/message-of';
import { Kernel } from '../kernel/kernel';
import { PHOTOGRAPH_SIDE } from '../model/photograph';
import { isPublished, type Cell } from '../notebook/cell';
import type { ListedCell } from '../export/project';
import { examinationText } from '../notebook/examination';
import type { Output } from '../notebook/output';
import { planRun, runStep } from '../notebook/plan';
import { ReaderError } from '../notebook/reader-error';
import { courseSeed, type Event, type Photograph } from '../notebook/messages';
import { answerWeightsPart, readWeightsPath } from '../notebook/weights-path';
import { stampCells } from '../notebook/stamp';

/** The program runs in the project's folder. */
const root = process.cwd();

async function main(): Promise<void> {
  const listed = await readCells();
  const cells = stampCells(listed);
  const asked = process.argv.slice(2);
  const unknown = asked.find((id) => !cells.some(({ cell }) => cell.id === id));
  if (unknown !== undefined) {
    throw new Error(`There is no cell ${unknown}: see cells.json for their ids.`);
  }
  const last = cells.findLast(({ cell }) => isPublished(cell) || cell.role === 'scratch');
  const goals = asked.length > 0 ? asked : last ? [last.cell.id] : [];

  const kernel = new Kernel({
    post: onEvent,
    wasm: readWasm,
    file: fileOfProject,
    photographs: readPhotographs,
  });
  // TensorFlow.js would else begin by advertising another package.
  tf.env().set('IS_NODE', false);
  await kernel.start({ backend: 'wasm', seed: courseSeed });
  for (const [runId, goal] of goals.entries()) {
    const { after } = listed.find(({ id }) => id === goal) ?? {};
    const { steps } = planRun(
      stampCells(listed, {}, ({ cell }) => cell.id === after),
      null,
      [goal],
    );
    await kernel.run({ type: 'run', runId, fresh: true, steps: steps.map(runStep) });
    if (process.exitCode !== undefined) break;
  }
  await kernel.end();
}

async function readCells(): Promise<readonly Cell[]> {
  const listed = JSON.parse(await readFile(join(root, 'cells.json'), 'utf8')) as ListedCell[];
  return Promise.all(
    listed.map(async ({ file, ...cell }) => ({
      ...cell,
      source: (await readFile(join(root, 'cells', file), 'utf8')).replace(/\n$/, ''),
    })),
  );
}

async function readWasm(file: string): Promise<ArrayBuffer> {
  const require = createRequire(join(root, 'package.json'));
  const bytes = await readFile(require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${file}`));
  return new Uint8Array(bytes).buffer;
}

async function fileOfProject(path: string): Promise<ArrayBuffer> {
  try {
    return await readSiteFile(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new ReaderError(`${path} is not in this project. Export it again with the cell that reads it.`);
  }
}

/** A file in the project's folder; of a file of weights, which are in `weights/`, a part. */
async function readSiteFile(path: string): Promise<ArrayBuffer> {
  if (!path.startsWith('weights/')) return new Uint8Array(await readFile(join(root, path))).buffer;
  const part = readWeightsPath(path);
  const place = join(root, 'weights', part.name);
  if (!existsSync(place))
    throw new ReaderError(`There is no ${part.name} in the folder weights. Put it there and start again.`);
  return answerWeightsPart(part, await openAsBlob(place));
}

/** Shorter side scaled to 256, then the central 256 x 256: exactly what the course's files are already. */
async function readPhotographs(): Promise<readonly Photograph[]> {
  const folder = join(root, 'photographs');
  const listed = JSON.parse(await readFile(join(folder, 'photographs.json'), 'utf8')) as Pick<
    Photograph,
    'id' | 'title'
  >[];
  return Promise.all(
    listed.map(async ({ id, title }) => {
      const pixels = await sharp(join(folder, `${id}.png`))
        .resize(PHOTOGRAPH_SIDE, PHOTOGRAPH_SIDE, { fit: 'cover' })
        .ensureAlpha()
        .raw()
        .toBuffer();
      return { id, title, pixels: new Uint8ClampedArray(pixels) };
    }),
  );
}

/** A training's progress comes whole each time: what it says, and how much of that is printed. */
let progress = '';
let printed = 0;

function onEvent(event: Event): void {
  if (event.type === 'output') print(event.output, event.cellId);
  if (event.type === 'cell-ended') printProgress(progress.length);
  if (event.type === 'start-failed' || event.type === 'lost') fail(event.message);
}

function printProgress(end: number): void {
  if (end <= printed) return;
  process.stdout.write(progress.slice(printed, end));
  if (!progress.slice(0, end).endsWith('\n')) process.stdout.write('\n');
  printed = end;
}

function print(output: Output, cellId: string): void {
  switch (output.kind) {
    case 'text':
      (output.stream === 'out' ? process.stdout : process.stderr).write(output.text);
      break;
    case 'tensor':
      process.stdout.write(`${output.text}\n`);
      break;
    case 'table':
      console.table(
        output.rows.map((row): Record<string, string | number> =>
          Object.fromEntries(row.map((value, index) => [output.columns[index] ?? index, value])),
        ),
      );
      break;
    case 'progress':
      if (!output.text.startsWith(progress.slice(0, printed))) printed = 0;
      progress = output.text;
      // The last line is not finished.
      printProgress(progress.lastIndexOf('\n') + 1);
      break;
    case 'error':
      fail(`cells: ${cellId}, line ${output.line ?? '?'}: ${output.name}: ${output.message}`);
      break;
    case 'image':
      process.stdout.write(`[${output.caption}]\n`);
      break;
    case 'examination':
      process.stdout.write(`${examinationText(output)}\n`);
      break;
    case 'model':
      break;
  }
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

main().catch((error: unknown) => fail(messageOf(error)));
