import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { LearnedModels } from '../../src/engine/learned-models';
import { learnedClasses } from '../../src/learned/classes';
import { learnedFiles } from '../../src/learned/format';
import { trainingLog, type Accuracy, type SiteAccuracy } from '../../src/learned/training-log';
import { MEAN_COLOUR, PHOTOGRAPH_SIDE } from '../../src/model/photograph';
import { startSession } from '../support/engine/host';

const SIDE = 227;
/** Pictures that go through the network together. */
const BATCH = 8;
/** Points by which the share may differ from the one that was recorded after the training. */
const ALLOWED = 0.5;

interface HeldOut {
  label: number;
  picture: Buffer;
}

export async function measure(folder: string): Promise<void> {
  const pictures = readHeldOut(folder);
  const session = await startSession('wasm');
  const model = await new LearnedModels(session, (layer) =>
    Promise.resolve(new Uint8Array(readFileSync(`public/learned/${learnedFiles[layer].file}`)).buffer),
  ).whole();
  const ranks: number[] = [];
  for (let at = 0; at < pictures.length; at += BATCH) {
    const batch = pictures.slice(at, at + BATCH);
    const values = await Promise.all(batch.map(({ picture }) => middleOf(picture)));
    const input = tf.tensor4d(Float32Array.from(values.flatMap((each) => [...each])), [
      batch.length,
      3,
      SIDE,
      SIDE,
    ]);
    const output = model.predict(input) as tf.Tensor2D;
    const scores = await output.array();
    tf.dispose([input, output]);
    ranks.push(...batch.map(({ label }, index) => rankOf(label, scores[index] ?? [])));
    process.stdout.write(`\r${ranks.length} of ${pictures.length} pictures`);
  }
  session.end();
  report(pictures, ranks);
}

function readHeldOut(folder: string): HeldOut[] {
  const all = readFileSync(join(folder, 'heldout.bin'));
  const [, ...lines] = readFileSync(join(folder, 'heldout.tsv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [label = '', name, , , , offset = '', bytes = ''] = line.split('\t');
    if (learnedClasses[Number(label)] !== name) throw new Error(`Class ${label} is not ${name}.`);
    return { label: Number(label), picture: all.subarray(Number(offset), Number(offset) + Number(bytes)) };
  });
}

/**
 * A square out of the middle, as much of it as the network sees of a photograph, scaled bilinearly between the pixels
 * next to each place, as it was in the training.
 *
 * @returns [3, 227, 227], less the mean colour
 */
async function middleOf(picture: Buffer): Promise<Float32Array> {
  const { data, info } = await sharp(picture)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const side = (Math.min(width, height) * SIDE) / PHOTOGRAPH_SIDE;
  const rows = places((height - side) / 2, side, height);
  const columns = places((width - side) / 2, side, width);
  const values = new Float32Array(3 * SIDE * SIDE);
  let to = 0;
  for (const [channel, mean] of MEAN_COLOUR.entries()) {
    const pixel = (row: number, column: number) => data[channels * (row * width + column) + channel] ?? NaN;
    for (const row of rows) {
      for (const column of columns) {
        const above = mix(pixel(row.first, column.first), pixel(row.first, column.second), column.part);
        const below = mix(pixel(row.second, column.first), pixel(row.second, column.second), column.part);
        values[to++] = mix(above, below, row.part) - mean;
      }
    }
  }
  return values;
}

/** For each of 227 places along an axis, the two pixels it lies between, and how far it is from the first. */
function places(begin: number, side: number, size: number) {
  return Array.from({ length: SIDE }, (_, index) => {
    const place = Math.min(Math.max(begin + ((index + 0.5) * side) / SIDE - 0.5, 0), size - 1);
    const first = Math.floor(place);
    return { first, second: Math.min(first + 1, size - 1), part: place - first };
  });
}

function mix(first: number, second: number, part: number): number {
  return first + (second - first) * part;
}

/** How many classes are answered before the right one. */
function rankOf(label: number, scores: readonly number[]): number {
  const own = scores[label] ?? NaN;
  return scores.filter((score) => score > own).length;
}

function report(pictures: readonly HeldOut[], ranks: readonly number[]): void {
  const right = (upTo: number) => ranks.filter((rank) => rank < upTo).length;
  const shares = learnedClasses.map((_, index) => {
    const own = ranks.filter((__, at) => pictures[at]?.label === index);
    return own.filter((rank) => rank === 0).length / own.length;
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const measured: SiteAccuracy = {
    top1: right(1),
    top5: right(5),
    meanOfClasses: Number(mean.toFixed(4)),
    weights: Object.values(learnedFiles).map(({ file }) => file),
  };
  const recorded: Accuracy = trainingLog.final.stored;
  const points = (count: number) => (100 * count) / trainingLog.pictures.heldOut;
  for (const key of ['top1', 'top5'] as const) {
    console.log(
      `\n${key}: ${measured[key]} of ${ranks.length}, ${points(measured[key]).toFixed(1)} % (recorded ${points(recorded[key]).toFixed(1)} %)`,
    );
    if (Math.abs(points(measured[key] - recorded[key])) > ALLOWED) {
      throw new Error(`${key} is more than ${ALLOWED} points from what was recorded after the training.`);
    }
  }
  console.log(`\nmean of the classes: ${(100 * mean).toFixed(1)} %`);
  writeFileSync('src/learned/accuracy.json', `${JSON.stringify(measured, null, 2)}\n`);
}
