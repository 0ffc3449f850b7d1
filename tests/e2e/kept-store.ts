/** What a page keeps on the device, as a test sees and rewrites it. */
import type { Page } from '@playwright/test';

/** What the page has kept in its database, by key. */
export async function stored(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(
    () =>
      new Promise<Record<string, unknown>>((resolve, reject) => {
        const opening = indexedDB.open('alexnet');
        opening.onerror = () => reject(new Error('no database'));
        // The page makes it, not the test.
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onsuccess = () => {
          const database = opening.result;
          const store = database.transaction('kept').objectStore('kept');
          const [keys, values] = [store.getAllKeys(), store.getAll() as IDBRequest<unknown[]>];
          values.onsuccess = () => {
            database.close();
            resolve(
              Object.fromEntries(values.result.map((value, index) => [keys.result[index] as string, value])),
            );
          };
        };
      }),
  );
}

/** The same as text; none while there is no database. */
export async function keptText(page: Page): Promise<string> {
  return stored(page).then(JSON.stringify, () => '');
}

/** Rewrites the record that is kept. */
export async function rewrite(page: Page, record: unknown): Promise<void> {
  await page.evaluate(
    (value) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('alexnet');
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction('kept', 'readwrite');
          transaction.objectStore('kept').put(value, 'notebook');
          transaction.onerror = () => reject(new Error('not written'));
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    record,
  );
}
