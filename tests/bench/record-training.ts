/** See `record-training.mjs`, which runs it in the project's folder. */
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type sharpOf from 'sharp';
import { trainingPhotographs } from '../../src/client/photograph/photographs';
import { Kernel } from '../../src/kernel/kernel';
import { PHOTOGRAPH_SIDE } from '../../src/model/photograph';
import { courseSeed, type Event, type Photograph, type RunStep } from '../../src/notebook/messages';
import type { TrainingPoint } from '../../src/notebook/output';
import { planRun, runStep } from '../../src/notebook/plan';
import { stampCells } from '../../src/notebook/stamp';
import { cellsOfChapters } from '../support/cells-of-mdx';
import { chapterFiles } from '../support/chapters';

const recorded = 'src/widgets/recorded-curve/recorded.json';
/** The course's, whose curve is drawn as a line, and four others, which with it make the band. */
const seeds = [courseSeed, 1, 2, 3, 4];
const require = createRequire(join(process.cwd(), 'package.json'));
const sharp = require('sharp') as typeof sharpOf;

const bytesOf = async (path: string) => new Uint8Array(await readFile(path)).buffer;

/** As the site has it (`build/publish.ts`). */
async function photographOf({ id, title }: { id: string; title: string }): Promise<Photograph> {
  const pixels = await sharp(join('public/photos', `${id}.jpg`))
    .resize(PHOTOGRAPH_SIDE, PHOTOGRAPH_SIDE, { fit: 'cover' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { id, title, pixels: new Uint8ClampedArray(pixels) };
}

async function train(steps: readonly RunStep[], seed: number): Promise<readonly TrainingPoint[]> {
  let points: readonly TrainingPoint[] = [];
  const onEvent = (event: Event): void => {
    if (event.type === 'start-failed' || event.type === 'lost') throw new Error(event.message);
    if (event.type !== 'output') return;
    if (event.output.kind === 'error') throw new Error(event.output.message);
    if (event.output.kind !== 'progress') return;
    points = event.output.points;
    process.stdout.write(`seed ${seed}, update ${points.length}: loss ${points.at(-1)?.loss.toFixed(3)}\n`);
  };
  const kernel = new Kernel({
    post: onEvent,
    wasm: (file) => bytesOf(require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${file}`)),
    file: (path) => bytesOf(join('public', path)),
    photographs: () => Promise.all(trainingPhotographs.map(photographOf)),
  });
  await kernel.start({ backend: 'wasm', seed });
  await kernel.run({ type: 'run', runId: 1, fresh: true, steps });
  await kernel.end();
  return points;
}

const digits = (value: number | null) => value && Number(value.toFixed(4));

const short = (seed: number, points: readonly TrainingPoint[]) => ({
  seed,
  loss: points.map(({ loss }) => digits(loss)),
  accuracy: points.map(({ accuracy }) => digits(accuracy)),
  heldOut: points.flatMap(({ step, validationLoss, validationAccuracy }) =>
    validationLoss === null
      ? []
      : [{ step, loss: digits(validationLoss), accuracy: digits(validationAccuracy) }],
  ),
});

async function main(): Promise<void> {
  tf.env().set('IS_NODE', false);
  // As in the page: the notebook has a Math.random of its own, by which dropout draws, so that a seed decides all.
  Object.assign(globalThis, { WorkerGlobalScope: Object });
  const cells = stampCells(cellsOfChapters(chapterFiles));
  const steps = planRun(cells, [], ['train']).steps;
  const trained = steps.at(-1)?.cell;
  if (trained?.cell.id !== 'train') throw new Error('The last cell of the run is not "train".');
  const runs = [];
  for (const seed of seeds) {
    runs.push(short(seed, await train(steps.map(runStep), seed)));
    // After each, so that the runs before one that fails are there to look at.
    writeFileSync(recorded, `${JSON.stringify({ cell: trained.hash, runs }, null, 2)}\n`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
