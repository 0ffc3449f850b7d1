import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ReaderError } from '../../notebook/reader-error';
import { FetchError, fetchFile, ignoreConnectionError, isConnectionError } from './connection';
import { notices } from './notices.svelte';
import { explain, unexpected } from './unexpected';

const networkErrors = [
  'Failed to fetch',
  'NetworkError when attempting to fetch resource.',
  'Load failed',
  'network error',
  'Failed to fetch dynamically imported module: https://example.org/a.js',
  'error loading dynamically imported module: https://example.org/a.js',
  'Importing a module script failed.',
].map((message) => new TypeError(message));
const fault = new TypeError("Cannot read properties of undefined (reading 'source')");

test.each(networkErrors)('%s', (error) => {
  expect(isConnectionError(error)).toBe(true);
  expect(ignoreConnectionError(error)).toBeNull();
});

test.each([fault, new SyntaxError('Unexpected token <'), 'text', null, new ReaderError('Run it first.')])(
  '%s is no network’s error',
  (error) => {
    expect(isConnectionError(error)).toBe(false);
    expect(() => ignoreConnectionError(error)).toThrow();
  },
);

describe('fetchFile', () => {
  const fetched = (answer: () => Promise<Response>) => {
    vi.stubGlobal('fetch', answer);
    return fetchFile('/a.json', (response) => response.json() as Promise<unknown>, 'Check the connection.');
  };
  afterEach(() => vi.unstubAllGlobals());

  test('gives what is read of the answer', async () => {
    await expect(fetched(() => Promise.resolve(Response.json([1])))).resolves.toEqual([1]);
  });

  test.each([
    ['a refusal', () => Promise.resolve(new Response('', { status: 404 }))],
    ['no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('says what to do after %s', async (_, answer) => {
    await expect(fetched(answer)).rejects.toThrow(new FetchError('Check the connection.'));
  });

  test('does not call a fault of the page’s own a lack of network', async () => {
    await expect(fetched(() => Promise.reject(fault))).rejects.toBe(fault);
  });
});

describe('what was not foreseen', () => {
  let logged: unknown[];

  beforeEach(() => {
    logged = [];
    vi.spyOn(console, 'error').mockImplementation((error) => logged.push(error));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    notices.dismiss();
  });

  test('is logged as it was thrown, and told', () => {
    unexpected(fault);
    expect(logged).toEqual([fault]);
    expect(notices.current?.message).toContain(fault.message);
  });

  test('is told in the place that asks what to tell', () => {
    expect(explain(fault, 'Check the connection.')).toContain(fault.message);
    expect(logged).toEqual([fault]);
    expect(notices.current).toBeNull();
  });

  test('words for the reader are told as they are, and a lack of network as the place says', () => {
    expect(explain(new ReaderError('Run it first.'))).toBe('Run it first.');
    expect(explain(new FetchError('No photograph came.'))).toBe('No photograph came.');
    expect(explain(new TypeError('Failed to fetch'), 'Check the connection.')).toBe('Check the connection.');
    expect(logged).toEqual([]);
  });
});
