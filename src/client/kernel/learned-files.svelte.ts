/** The files of the learned weights: fetched one at a time when they are needed, verified, and kept by the browser. */
import { learnedFiles, type LearnedFile } from '../../learned/format';
import { siteUrl } from '../addresses/site-url';
import { FetchError, isConnectionError } from '../errors/connection';

/** Of the browser's own cache of answers; each file is another one by its name. */
const cacheName = 'alexnet.learned';

export interface DownloadProgress {
  /** Bytes that have come. */
  readonly received: number;
  /** Bytes of all files that are wanted now. */
  readonly total: number;
}

/** What a download needs of the browser. */
export interface DownloadHost {
  fetch(address: string, init: RequestInit): Promise<Response>;
  /** @throws {DOMException} if it is denied */
  cache(): Promise<Cache>;
  /** Of a file, in hexadecimal digits. */
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

export class LearnedDownload {
  readonly #host: DownloadHost;
  /** Settled when the last file that was asked for has come, or has not. */
  #last: Promise<unknown> = Promise.resolve();
  /** What came of the last file whose download broke off. */
  #begun: { name: string; bytes: Uint8Array<ArrayBuffer> } | null = null;
  #progress = $state.raw<DownloadProgress | null>(null);
  /** Files asked for and not settled. */
  #wanted = 0;

  constructor(host: DownloadHost) {
    this.#host = host;
  }

  /** Null while nothing is on its way. */
  get progress(): DownloadProgress | null {
    return this.#progress;
  }

  /**
   * Gives a file, after those asked for before it.
   *
   * @param name its name in the folder `learned`
   * @throws {FetchError} if it does not come whole; asked for again, it goes on where it broke off
   */
  load(name: string): Promise<ArrayBuffer> {
    const file = Object.values(learnedFiles).find((each) => each.file === name);
    if (file === undefined) return Promise.reject(new Error(`There is no file ${name} of learned weights.`));
    const { received, total } = this.#progress ?? { received: 0, total: 0 };
    this.#progress = { received, total: total + file.bytes };
    this.#wanted++;
    const loaded = this.#last.then(() => this.#load(file));
    // After a download that failed, the next one tries for itself.
    this.#last = loaded.catch(() => undefined).then(() => this.#settle());
    return loaded;
  }

  #settle(): void {
    this.#wanted--;
    if (this.#wanted === 0) this.#progress = null;
  }

  async #load(file: LearnedFile): Promise<ArrayBuffer> {
    const address = siteUrl(`learned/${file.file}`);
    const cache = await this.#cache();
    const kept = await cache?.match(address);
    const bytes = kept ? new Uint8Array(await kept.arrayBuffer()) : await this.#fetch(address, file);
    if (kept) this.#count(bytes.length);
    if (bytes.length !== file.bytes || (await this.#host.sha256(bytes)) !== file.sha256) {
      await cache?.delete(address);
      throw new FetchError('A part of what was learned came damaged. Try again: it is fetched anew.');
    }
    if (cache && !kept) await keep(cache, address, bytes);
    return bytes.buffer;
  }

  /** Null where the browser keeps nothing for this site. */
  async #cache(): Promise<Cache | null> {
    try {
      return await this.#host.cache();
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  }

  async #fetch(address: string, file: LearnedFile): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(file.bytes);
    const begun = this.#begun?.name === file.file ? this.#begun.bytes : new Uint8Array();
    bytes.set(begun);
    let received = begun.length;
    try {
      const headers: HeadersInit = received > 0 ? { Range: `bytes=${received}-` } : {};
      const response = await this.#host.fetch(address, { headers });
      if (!response.ok || response.body === null)
        throw new FetchError(`The server answered ${response.status}.`);
      if (response.status !== 206) received = 0;
      this.#count(received);
      const reader = response.body.getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        // Of more than there should be, as much as there is room for: it is not the file, and is refused as damaged.
        const part = read.value.subarray(0, file.bytes - received);
        bytes.set(part, received);
        received += part.length;
        this.#count(read.value.length);
      }
      if (received < file.bytes) throw new FetchError('The answer ended before the file did.');
      if (begun.length > 0) this.#begun = null;
      return bytes;
    } catch (error) {
      if (!isConnectionError(error)) throw error;
      if (received > 0 && received < file.bytes)
        this.#begun = { name: file.file, bytes: bytes.slice(0, received) };
      throw new FetchError(
        'The download of what was learned broke off. Check the connection and try again: it goes on where it broke off.',
      );
    }
  }

  #count(bytes: number): void {
    const { received, total } = this.#progress ?? { received: 0, total: 0 };
    this.#progress = { received: received + bytes, total };
  }
}

async function keep(cache: Cache, address: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await cache.put(address, new Response(bytes));
  } catch (error) {
    // There is no room left: it is fetched again in the next visit.
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Opens the cache, and throws away what another version of the site has left in it. */
async function openCache(): Promise<Cache> {
  // Pages that come without encryption have none.
  if (!('caches' in globalThis)) throw new DOMException('There is no cache here.', 'SecurityError');
  const cache = await caches.open(cacheName);
  const names = new Set(Object.values(learnedFiles).map(({ file }) => file));
  for (const { url } of await cache.keys())
    if (!names.has(url.slice(url.lastIndexOf('/') + 1))) await cache.delete(url);
  return cache;
}

let opened: Promise<Cache> | null = null;

export const learnedDownload = new LearnedDownload({
  fetch: (address, init) => fetch(address, init),
  cache: () => (opened ??= openCache()),
  sha256: async (bytes) =>
    Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
});
