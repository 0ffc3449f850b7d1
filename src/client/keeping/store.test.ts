import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakePage } from '../../../tests/support/client/fake-page';

let changeStore: (typeof import('./store'))['changeStore'];
let StoreRefusal: (typeof import('./store'))['StoreRefusal'];

beforeEach(async () => {
  new FakePage();
  ({ changeStore, StoreRefusal } = await import('./store'));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const write = (record: unknown) => changeStore(() => ({ write: record, result: null }));
const read = () => changeStore((stored) => ({ result: stored }));

/** All that the store holds, by key. */
async function everything(): Promise<Record<string, unknown>> {
  const { createStore, entries } = await import('idb-keyval');
  return Object.fromEntries(await entries(createStore('alexnet', 'kept')));
}

async function refusal(of: Promise<unknown>) {
  const error = await of.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StoreRefusal)) throw new Error(`Not refused: ${String(error)}`);
  return error;
}

test('what cannot be kept at all is a fault of the page, and no refusal', async () => {
  await expect(write(() => 'a function')).rejects.toMatchObject({ name: 'DataCloneError' });
  expect(await read()).toBeUndefined();
});

describe('a step', () => {
  test('gets nothing first, and then the record that was written', async () => {
    expect(await read()).toBeUndefined();
    await write({ a: 1 });
    expect(await read()).toEqual({ a: 1 });
  });

  test('that writes nothing leaves the record, and gives its result', async () => {
    await write({ a: 1 });
    expect(await changeStore(() => ({ result: 'seen' }))).toBe('seen');
    expect(await everything()).toEqual({ notebook: { a: 1 } });
  });

  test('is one transaction: of many at once each sees what the one before wrote', async () => {
    const add = () => changeStore((n) => ({ write: Number(n ?? 0) + 1, result: n ?? 0 }));
    expect(await Promise.all([add(), add(), add(), add()])).toEqual([0, 1, 2, 3]);
    expect(await read()).toBe(4);
  });

  test('that throws leaves the record, and its error comes as it is', async () => {
    await write({ a: 1 });
    const fault = new TypeError('undefined is not a record');
    const failed = changeStore(() => {
      throw fault;
    });
    await expect(failed).rejects.toBe(fault);
    expect(await everything()).toEqual({ notebook: { a: 1 } });
  });

  test('sets a record aside that it cannot read, and writes in its place', async () => {
    await write('from later');
    await changeStore(() => ({ setAside: true, write: { a: 1 }, result: null }));
    await changeStore(() => ({ setAside: true, result: null }));
    const { notebook, ...aside } = await everything();
    expect(notebook).toBeUndefined();
    expect(Object.keys(aside).every((key) => key.startsWith('notebook, set aside '))).toBe(true);
    expect(Object.values(aside)).toContainEqual({ a: 1 });
    expect(await read()).toBeUndefined();
  });
});

describe('a browser that refuses', () => {
  test('its store is told as that, and not as full', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Not in this window.', 'SecurityError');
    });
    const error = await refusal(read());
    expect(error.isFull).toBe(false);
    expect(error.cause).toMatchObject({ name: 'SecurityError' });
  });

  test('for want of room says so, and the record stays as it was', async () => {
    await write({ a: 1 });
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room.', 'QuotaExceededError');
    });
    const error = await refusal(changeStore(() => ({ setAside: true, write: { a: 2 }, result: null })));
    expect(error.isFull).toBe(true);
    put.mockRestore();
    expect(await everything()).toEqual({ notebook: { a: 1 } });
  });

  test('to end the transaction has written nothing', async () => {
    await write({ a: 1 });
    const aborting = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: typeof IDBObjectStore.prototype,
    ) {
      const request = this.count() as IDBRequest<IDBValidKey>;
      this.transaction.abort();
      return request;
    });
    await refusal(changeStore(() => ({ write: { a: 2 }, result: null })));
    aborting.mockRestore();
    expect(await read()).toEqual({ a: 1 });
  });
});
