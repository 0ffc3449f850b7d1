import { afterEach, expect, test, vi } from 'vitest';
import { loadSample } from './sample';

const sample = {
  src: '/samples/lrn.bin',
  layer: 'LRN1',
  shape: [1, 1, 2],
  offset: [0, 0, 0],
  photograph: 'A cat',
};
const refused = 'The numbers of LRN1 could not be fetched. Check the connection, then load the page again.';

afterEach(() => vi.unstubAllGlobals());

test('its numbers come little endian', async () => {
  const bytes = Uint8Array.of(0, 0, 128, 63, 0, 0, 32, 192);
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(bytes)));
  expect(await loadSample(sample)).toEqual({ shape: [1, 1, 2], values: Float32Array.of(1, -2.5) });
});

test.each([
  ['offline', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['not found', () => Promise.resolve(new Response('', { status: 404 }))],
  ['cut short', () => Promise.resolve(new Response(new Uint8Array(4)))],
])('%s, it says what to do', async (_, fetch) => {
  vi.stubGlobal('fetch', fetch);
  await expect(loadSample(sample)).rejects.toThrow(refused);
});
