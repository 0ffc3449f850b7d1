/** The one record of what a reader made of the course, in IndexedDB: all tabs of the site share it. */
import { createStore, promisifyRequest } from 'idb-keyval';

const key = 'notebook';
const database = createStore('alexnet', 'kept');

/** What a step leads to: a record to write, if one is given, and where to set the old one aside, if it has to be. */
export interface StoreStep<Result> {
  write?: unknown;
  setAside?: boolean;
  result: Result;
}

/**
 * Reads the record and writes another in one transaction, so that no other tab comes between.
 *
 * @param step gets the record, `undefined` if there is none, and must answer at once
 * @returns when it is on the device
 * @throws if the browser refuses the store, or has no room for it; nothing was changed then
 */
export async function changeStore<Result>(step: (stored: unknown) => StoreStep<Result>): Promise<Result> {
  return database('readwrite', async (store) => {
    const outcome = new Promise<Result>((resolve, reject) => {
      const reading = store.get(key) as IDBRequest<unknown>;
      reading.onerror = () => reject(toError(reading.error));
      reading.onsuccess = () => {
        try {
          const stored = reading.result;
          const { write, setAside, result } = step(stored);
          if (setAside) {
            store.put(stored, `${key}, set aside ${new Date().toISOString()}`);
            store.delete(key);
          }
          if (write !== undefined) store.put(write, key);
          resolve(result);
        } catch (error) {
          store.transaction.abort();
          reject(toError(error));
        }
      };
    });
    const done = promisifyRequest(store.transaction);
    const [result] = await Promise.all([outcome, done]);
    return result;
  });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
