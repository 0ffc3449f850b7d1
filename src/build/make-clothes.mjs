/**
 * Makes public/clothes/pictures.bin from the four files of Fashion-MNIST, gzipped or not: of each class the first so
 * many of the training set to train with, and the first so many of the test set to test with.
 * Run with `npm run clothes -- FOLDER`; its product is committed. The files are at github.com/zalandoresearch/fashion-mnist
 * and in Debian's package dataset-fashion-mnist.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CLOTHES_COUNTS, CLOTHES_FILE, CLOTHES_NAMES, CLOTHES_SIDE } from '../model/clothes.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say which folder has the four files of Fashion-MNIST.');

/**
 * An IDX file: 0, 0, 8 for bytes, the number of dimensions, each dimension in four bytes, then the numbers.
 * @param {string} name
 */
function readIdx(name) {
  const path = join(folder ?? '', name);
  const bytes = existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`));
  if (bytes.readUInt16BE(0) !== 0 || bytes[2] !== 8) throw new Error(`${name} is no IDX file of bytes.`);
  const dimensions = Array.from({ length: bytes[3] ?? 0 }, (_, index) => bytes.readUInt32BE(4 + 4 * index));
  return { dimensions, numbers: bytes.subarray(4 + 4 * dimensions.length) };
}

/**
 * The first pictures of each class, class after class after class.
 * @param {string} set
 * @param {number} count
 */
function pictures(set, count) {
  const { dimensions, numbers } = readIdx(`${set}-images-idx3-ubyte`);
  const labels = readIdx(`${set}-labels-idx1-ubyte`).numbers;
  if (dimensions[1] !== CLOTHES_SIDE || dimensions[2] !== CLOTHES_SIDE || dimensions[0] !== labels.length)
    throw new Error(`The pictures of ${set} are not those of Fashion-MNIST.`);
  const places = CLOTHES_NAMES.map((_, name) => [...labels.keys()].filter((index) => labels[index] === name));
  const size = CLOTHES_SIDE ** 2;
  return Array.from({ length: count }, (_, index) => {
    const place = places[index % CLOTHES_NAMES.length]?.[Math.floor(index / CLOTHES_NAMES.length)];
    if (place === undefined) throw new Error(`${set} has too few pictures of a class.`);
    return numbers.subarray(size * place, size * (place + 1));
  });
}

const all = [...pictures('train', CLOTHES_COUNTS.train), ...pictures('t10k', CLOTHES_COUNTS.test)];
const out = fileURLToPath(new URL(`../../public/clothes/${CLOTHES_FILE}`, import.meta.url));
writeFileSync(out, gzipSync(Buffer.concat(all), { level: 9 }));
