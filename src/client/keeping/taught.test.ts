import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakePage } from '../../../tests/support/client/fake-page';

let readTaught: (typeof import('./taught'))['readTaught'];
let changeTaught: (typeof import('./taught'))['changeTaught'];

beforeEach(async () => {
  new FakePage();
  ({ readTaught, changeTaught } = await import('./taught'));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const cup = { id: 'c', name: 'cup', pictures: ['1', '2'] };
const pictures = new Map(['1', '2', '3'].map((id) => [id, new Blob([id])]));

/** All that the store holds, by key. */
async function everything(): Promise<Record<string, unknown>> {
  const { createStore, entries } = await import('idb-keyval');
  return Object.fromEntries(await entries(createStore('alexnet-taught', 'kept')));
}

test('nothing is kept at first', async () => {
  expect(await readTaught()).toEqual({ classes: [], pictures: new Map() });
});

test('what a step makes of the classes is read again, with its pictures', async () => {
  expect(await changeTaught(() => [cup], pictures)).toEqual([cup]);
  const kept = await readTaught();
  expect(kept.classes).toEqual([cup]);
  expect([...kept.pictures.keys()]).toEqual(['1', '2']);
  expect(await kept.pictures.get('2')?.text()).toBe('2');
});

test('steps of two tabs add up', async () => {
  const add = (id: string) => changeTaught((before) => [...before, { id, name: id, pictures: [] }], pictures);
  await Promise.all([add('a'), add('b')]);
  expect((await readTaught()).classes.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('a picture that no class has any more is deleted', async () => {
  await changeTaught(() => [cup], pictures);
  await changeTaught(() => [{ ...cup, pictures: ['2', '3'] }], pictures);
  expect(Object.keys(await everything()).sort()).toEqual(['2', '3', 'classes']);
  await changeTaught(() => [], pictures);
  expect(Object.keys(await everything())).toEqual(['classes']);
});

test('a record of another version is set aside with its pictures, and a new one begins', async () => {
  const { createStore, set } = await import('idb-keyval');
  const store = createStore('alexnet-taught', 'kept');
  await set('classes', { version: 2 }, store);
  await set('7', new Blob(['7']), store);
  expect((await readTaught()).classes).toEqual([]);
  const keys = Object.keys(await everything());
  expect(keys).toContain('7');
  expect(keys.some((key) => key.startsWith('classes, set aside '))).toBe(true);
});

test('a step of which a part cannot be kept has changed nothing', async () => {
  await changeTaught(() => [cup], pictures);
  const uncloneable = new Map([['3', (() => '3') as unknown as Blob]]);
  const more = () => [{ ...cup, pictures: ['1', '2', '3'] }];
  await expect(changeTaught(more, uncloneable)).rejects.toMatchObject({ name: 'DataCloneError' });
  expect((await readTaught()).classes).toEqual([cup]);
});

test('a store that is full or denied says so', async () => {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('No room.', 'QuotaExceededError');
  });
  const full = changeTaught(() => [cup], pictures);
  await expect(full).rejects.toMatchObject({ name: 'StoreRefusal', isFull: true });
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Not in this window.', 'SecurityError');
  });
  vi.resetModules();
  const fresh = await import('./taught');
  await expect(fresh.readTaught()).rejects.toMatchObject({ name: 'StoreRefusal', isFull: false });
});
