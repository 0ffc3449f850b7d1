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

/** The browser denies the page its store, or has no room in it. */
export class StoreRefusal extends Error {
  override name = 'StoreRefusal';
  /** There is a store, but no room. */
  readonly isFull: boolean;

  constructor(cause: unknown) {
    super('The browser does not let the page keep anything.', { cause });
    this.isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  }
}

/**
 * Reads the record and writes another in one transaction, so that no other tab comes between.
 *
 * @param step gets the record, `undefined` if there is none, and must answer at once
 * @returns when it is on the device
 * @throws {StoreRefusal} if the browser refuses; nothing was changed then
 * @throws what `step` throws; nothing was changed then
 */
export async function changeStore<Result>(step: (stored: unknown) => StoreStep<Result>): Promise<Result> {
  const faults: unknown[] = [];
  try {
    return await database('readwrite', async (store) => {
      const outcome = new Promise<Result>((resolve, reject) => {
        const reading = store.get(key) as IDBRequest<unknown>;
        reading.onerror = () => reject(toError(reading.error));
        reading.onsuccess = () => {
          try {
            const { write, setAside, result } = take(reading.result);
            if (setAside) {
              store.put(reading.result, `${key}, set aside ${new Date().toISOString()}`);
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
  } catch (error) {
    if (faults.length > 0) throw faults[0];
    // What cannot be cloned is a fault of the page, and no refusal of the browser.
    if (error instanceof DOMException && error.name === 'DataCloneError') throw error;
    throw new StoreRefusal(error);
  }

  function take(stored: unknown): StoreStep<Result> {
    try {
      return step(stored);
    } catch (error) {
      faults.push(error);
      throw error;
    }
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
