/**
 * The reader's classes and their pictures, in a database of their own: one record of the classes, and a small picture
 * under each of the ids in it. Every change is a step on the newest record, so that tabs lose nothing of each other's.
 */
import { createStore, promisifyRequest } from 'idb-keyval';
import * as v from 'valibot';
import { StoreRefusal } from './store';

export interface TaughtClass {
  id: string;
  name: string;
  /** Ids of its pictures, in the order in which they came. */
  pictures: readonly string[];
}

export interface Taught {
  classes: readonly TaughtClass[];
  pictures: ReadonlyMap<string, Blob>;
}

/** From the classes as they are kept to what they become. */
export type TaughtStep = (classes: readonly TaughtClass[]) => readonly TaughtClass[];

const key = 'classes';
const version = 1;
const database = createStore('alexnet-taught', 'kept');

const record = v.object({
  version: v.literal(version),
  classes: v.array(v.object({ id: v.string(), name: v.string(), pictures: v.array(v.string()) })),
});

/**
 * What is kept. A record that cannot be read is set aside, and its pictures with it; a picture that is gone is left out.
 *
 * @throws {StoreRefusal} if the browser denies its store
 */
export function readTaught(): Promise<Taught> {
  return inStore(async (store) => {
    const classes = await readClasses(store);
    const pictures = new Map<string, Blob>();
    for (const id of picturesOf(classes)) {
      const found: unknown = await promisifyRequest(store.get(id));
      if (found instanceof Blob) pictures.set(id, found);
    }
    const here = classes.map((each) => ({
      ...each,
      pictures: each.pictures.filter((id) => pictures.has(id)),
    }));
    return { classes: here, pictures };
  });
}

/**
 * Takes a step on the classes that are kept, in one transaction. Pictures that no class has any more are deleted.
 *
 * @param pictures where pictures are found that the step brings in
 * @returns what is kept now
 * @throws {StoreRefusal} if the browser denies its store, or has no room in it; nothing was changed then
 */
export function changeTaught(
  step: TaughtStep,
  pictures: ReadonlyMap<string, Blob>,
): Promise<readonly TaughtClass[]> {
  return inStore(async (store) => {
    const before = await readClasses(store);
    const classes = step(before);
    const [old, now] = [picturesOf(before), picturesOf(classes)];
    store.put({ version, classes }, key);
    for (const id of old) if (!now.has(id)) store.delete(id);
    for (const id of now) {
      const picture = old.has(id) ? undefined : pictures.get(id);
      if (picture !== undefined) store.put(picture, id);
    }
    return classes;
  });
}

async function readClasses(store: IDBObjectStore): Promise<readonly TaughtClass[]> {
  const found: unknown = await promisifyRequest(store.get(key));
  if (found === undefined) return [];
  const { success, output } = v.safeParse(record, found);
  if (success) return output.classes;
  store.put(found, `${key}, set aside ${new Date().toISOString()}`);
  store.delete(key);
  return [];
}

function picturesOf(classes: readonly TaughtClass[]): Set<string> {
  return new Set(classes.flatMap(({ pictures }) => pictures));
}

/** @returns what `use` gives, once all that it wrote is on the device */
async function inStore<T>(use: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  try {
    return await database('readwrite', async (store) => {
      const ended = promisifyRequest(store.transaction);
      try {
        const [result] = await Promise.all([use(store), ended]);
        return result;
      } catch (error) {
        if (store.transaction.error === null) abort(store.transaction);
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof DOMException && error.name !== 'DataCloneError') throw new StoreRefusal(error);
    throw error;
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch (error) {
    // It has ended by itself.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}
