import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { BuildKernel, type PublishOptions } from './build-kernel';
import { checkSolutions } from './check-solutions';
import { lookAt, type PublishedLook } from './published-look';
import { firstLosses, type FirstLosses } from './first-losses';
import { runPublished, type PublishedResult } from './run-published';
import type { Network } from '../model/layer';
import { networkShownBy } from '../notebook/built-network';
import type { Cell } from '../notebook/cell';
import { hash } from '../notebook/hash';
import { PHOTOGRAPH_SIDE } from '../model/photograph';
import { courseSeed, type Photograph } from '../notebook/messages';
import type { Output } from '../notebook/output';

/** What every cell showed when the site was built, by cell id; nothing for slow cells. */
export type Published = ReadonlyMap<string, PublishedResult>;

/** The photograph that flows through the published network. */
export const publishedPhotograph = { id: 'cat', title: 'A tabby cat' };

/** The photograph that the landing page shows first. */
const firstPhotograph = { id: 'panda', title: 'A giant panda' };

let look: { of: Promise<Published>; seen: Promise<PublishedLook> } | null = null;

/** The learned network's look at the first photograph, once the cells have run: TensorFlow.js has one engine. */
export function publishLook(cells: readonly Cell[]): Promise<PublishedLook> {
  const of = publish(cells);
  if (look?.of !== of) {
    const seen = of.then(async () =>
      lookAt({ ...(await options()), photograph: await readPhotograph(firstPhotograph) }),
    );
    look = { of, seen };
  }
  return look.seen;
}

let losses: { of: Promise<Published>; found: Promise<FirstLosses> } | null = null;

/** What the published photograph costs before any training, once the cells have run: TensorFlow.js has one engine. */
export function publishFirstLosses(cells: readonly Cell[]): Promise<FirstLosses> {
  const of = publish(cells);
  if (losses?.of !== of) {
    const found = publishLook(cells).then(async () => firstLosses(cells, await of, await options()));
    losses = { of, found };
  }
  return losses.found;
}

let last: { key: string; published: Promise<Published> } | null = null;

/** Runs the course's cells in Node, once for a build and again when one of them has changed. */
export function publish(cells: readonly Cell[]): Promise<Published> {
  const key = hash(JSON.stringify(cells));
  if (last?.key !== key) last = { key, published: run(cells) };
  return last.published;
}

/**
 * Tries all solutions once the cells have run and the learned network has looked: TensorFlow.js has one engine. In `astro dev` they are left to the build.
 *
 * @throws if one is refused by its own check
 */
export async function trySolutions(
  cells: readonly Cell[],
  solutions: Readonly<Record<string, string>>,
): Promise<void> {
  await publishLook(cells);
  if (import.meta.env.PROD) await checkSolutions(cells, solutions, await options());
}

/**
 * What pieces of code show that stand apart from the course, each run in an empty scope once all else that
 * is published has run: TensorFlow.js has one engine.
 *
 * @returns by id
 * @throws if one fails or does not end
 */
export async function publishApart(
  cells: readonly Cell[],
  pieces: readonly { id: string; source: string }[],
): Promise<ReadonlyMap<string, readonly Output[]>> {
  // The losses take the engine behind the look.
  await publishFirstLosses(cells);
  const kernel = await BuildKernel.start(await options());
  const shown = new Map<string, readonly Output[]>();
  try {
    for (const { id, source } of pieces) {
      shown.set(id, await kernel.run({ cellId: id, source, executionCount: 1 }, true));
    }
  } finally {
    await kernel.end();
  }
  return shown;
}

async function run(cells: readonly Cell[]): Promise<Published> {
  return runPublished(cells, await options());
}

async function options(): Promise<PublishOptions> {
  const require = createRequire(join(process.cwd(), 'package.json'));
  return {
    photograph: await readPhotograph(),
    seed: courseSeed,
    wasm: async (file) => {
      const bytes = await readFile(require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${file}`));
      return new Uint8Array(bytes).buffer;
    },
    file: async (path) => new Uint8Array(await readFile(join(process.cwd(), 'public', path))).buffer,
  };
}

export async function readPhotograph(
  photograph: Pick<Photograph, 'id' | 'title'> = publishedPhotograph,
): Promise<Photograph> {
  return { ...photograph, pixels: await squareOf(photograph.id) };
}

/**
 * A photograph of the course as the network's crops are cut from it: shorter side scaled to 256, central 256 x 256
 * (paper, section 2).
 * @returns RGBA, row by row
 */
async function squareOf(id: string): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const pixels = await sharp(join(process.cwd(), 'public/photos', `${id}.jpg`))
    .resize(PHOTOGRAPH_SIDE, PHOTOGRAPH_SIDE, { fit: 'cover' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return new Uint8ClampedArray(pixels);
}

/** How sharp reads what `squareOf` gives. */
export const squareFormat = { width: PHOTOGRAPH_SIDE, height: PHOTOGRAPH_SIDE, channels: 4 } as const;

/** A photograph, 256 by 256 pixels, as a PNG: without loss, so that every browser reads the same numbers. */
export function squarePng(id: string): Promise<Buffer> {
  return squareOf(id).then((pixels) =>
    sharp(pixels, { raw: squareFormat }).removeAlpha().png({ compressionLevel: 9 }).toBuffer(),
  );
}

/** A photograph for a place beside a text: sharp at 144 CSS pixels on most screens. */
export function smallJpeg(id: string): Promise<Buffer> {
  return squareOf(id).then((pixels) =>
    sharp(pixels, { raw: squareFormat }).resize(216).jpeg({ quality: 70, mozjpeg: true }).toBuffer(),
  );
}

export interface BuiltNetwork {
  network: Network;
  /** The cell that added each layer, by layer name. */
  addedBy: ReadonlyMap<string, Cell>;
}

const empty: Network = { name: 'empty', inputShape: null, layers: [] };

/** The network once these cells have run. */
export function builtBy(cells: readonly Cell[], published: Published): BuiltNetwork {
  const { network, madeBy } = networkShownBy(
    cells.map(({ id }) => ({ cellId: id, outputs: published.get(id)?.outputs ?? [] })),
  );
  const addedBy = Object.entries(madeBy).flatMap(([layer, id]) => {
    const cell = cells.find((each) => each.id === id);
    return cell ? [[layer, cell] as const] : [];
  });
  return { network: network ?? empty, addedBy: new Map(addedBy) };
}
