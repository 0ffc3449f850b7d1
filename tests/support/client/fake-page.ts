/** What the client's modules find in a browser, for tests in Node: the stores, a page's events, the site's files. */
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';

export class FakePage {
  /** What `localStorage` holds. */
  readonly local = new Map<string, string>();
  readonly #events = new EventTarget();
  #files: Readonly<Record<string, unknown>>;

  /**
   * Stubs the globals; import the modules under test afterwards.
   *
   * @param files by their address below the site: what `fetch` answers, as JSON
   */
  constructor(files: Readonly<Record<string, unknown>> = {}) {
    this.#files = files;
    vi.resetModules();
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('localStorage', this.#localStorage());
    vi.stubGlobal('document', new EventTarget());
    vi.stubGlobal('addEventListener', this.#events.addEventListener.bind(this.#events));
    vi.stubGlobal('fetch', (address: string) => this.#fetch(address));
  }

  /** The page goes away. */
  hide(): void {
    this.#events.dispatchEvent(new Event('pagehide'));
  }

  async #fetch(address: string): Promise<Response> {
    const file = this.#files[address.replace(/^\//, '')];
    if (file === undefined) throw new TypeError('Failed to fetch');
    return Response.json(file);
  }

  #localStorage(): Storage {
    const { local } = this;
    const methods = {
      getItem: (name: string) => local.get(name) ?? null,
      setItem: (name: string, value: string) => void local.set(name, value),
      removeItem: (name: string) => void local.delete(name),
    };
    // Its keys are those of what it holds, as a browser's are.
    return new Proxy(methods as Storage, {
      ownKeys: () => [...local.keys()],
      getOwnPropertyDescriptor: (_, name) =>
        local.has(String(name)) ? { configurable: true, enumerable: true } : undefined,
    });
  }
}
