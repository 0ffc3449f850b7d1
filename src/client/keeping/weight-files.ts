/**
 * Files of weights that the reader has brought, on this device. A name stands for the same bytes as long as the file is
 * kept, so that a cell which loads it shows the same each time.
 */
import { createStore, del, entries, get, set } from 'idb-keyval';
import { answerWeightsPart, readWeightsPath } from '../../notebook/weights-path';
import { ReaderError } from '../../notebook/reader-error';

const database = createStore('alexnet.weights', 'files');
/** Those that the browser does not keep: until the page is left. */
const inTab = new Map<string, Blob>();
/** Bytes that are compared at once: few enough for the page to answer in between. */
const PART = 1_048_576;

export interface KeptFile {
  name: string;
  bytes: number;
}

/**
 * Keeps a file, by its name or, if another one has that, by one like it.
 *
 * @returns the name, and whether it is there after a reload
 */
export async function keepWeights(file: File): Promise<{ name: string; lasts: boolean }> {
  const clean = file.name.replaceAll(/[^\w. -]+/g, '_');
  const [, stem = clean, ending = ''] = /^(.+?)(\.\w+)?$/.exec(clean) ?? [];
  for (let number = 1; ; number++) {
    const name = `${stem}${number === 1 ? '' : `-${number}`}${ending}`;
    const kept = await find(name);
    if (kept !== null && !(await areSame(kept, file))) continue;
    if (kept !== null) return { name, lasts: !inTab.has(name) };
    return { name, lasts: await put(name, file) };
  }
}

/** Those of this device, by name. */
export async function keptWeights(): Promise<readonly KeptFile[]> {
  const lasting = await unlessDenied(() => entries<string, Blob>(database), []);
  return [...lasting, ...inTab]
    .map(([name, { size }]) => ({ name, bytes: size }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function forgetWeights(name: string): Promise<void> {
  inTab.delete(name);
  await unlessDenied(() => del(name, database), undefined);
}

/**
 * What the kernel asks for by a path of `writeWeightsPath`; fewer bytes where the file ends before.
 *
 * @throws {ReaderError} if there is no such file on this device
 */
export async function loadWeightsPart(path: string): Promise<ArrayBuffer> {
  const part = readWeightsPath(path);
  const file = await find(part.name);
  if (file === null) {
    throw new ReaderError(
      `There is no file ${part.name} on this device. Open “Export or import…” and import it under “Home from the cluster”.`,
    );
  }
  return answerWeightsPart(part, file);
}

/** Bytes that the browser has left for this site; null where it does not say. */
export async function roomLeft(): Promise<number | null> {
  // Typed as always there, which it is not on a page without encryption.
  const storage = navigator.storage as StorageManager | undefined;
  if (storage === undefined) return null;
  const { quota, usage } = await unlessDenied(() => storage.estimate(), {});
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
}

async function find(name: string): Promise<Blob | null> {
  return inTab.get(name) ?? (await unlessDenied(() => get<Blob>(name, database), undefined)) ?? null;
}

/** Whether it is there after a reload: a browser may deny the page its store, or have no room in it. */
async function put(name: string, file: File): Promise<boolean> {
  const isKept = await unlessDenied(() => set(name, file, database).then(() => true), false);
  if (!isKept) inTab.set(name, file);
  return isKept;
}

async function areSame(a: Blob, b: Blob): Promise<boolean> {
  if (a.size !== b.size) return false;
  for (let from = 0; from < a.size; from += PART) {
    const [one, other] = await Promise.all(
      [a, b].map(async (file) => new Uint8Array(await file.slice(from, from + PART).arrayBuffer())),
    );
    if (one?.some((byte, index) => byte !== other?.[index])) return false;
  }
  return true;
}

async function unlessDenied<T>(use: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await use();
  } catch (error) {
    if (error instanceof DOMException) return otherwise;
    throw error;
  }
}
