import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { learnedFiles } from '../../learned/format';
import { LearnedDownload } from './learned-files.svelte';

const { file: name, bytes: size } = learnedFiles.Conv1;
const whole = new Uint8Array(readFileSync(`public/learned/${name}`));

/** A cache in memory, as far as it is used. */
class Kept {
  readonly #entries = new Map<string, Uint8Array<ArrayBuffer>>();
  match(address: string): Promise<Response | undefined> {
    const bytes = this.#entries.get(address);
    return Promise.resolve(bytes && new Response(bytes));
  }
  async put(address: string, response: Response): Promise<void> {
    this.#entries.set(address, new Uint8Array(await response.arrayBuffer()));
  }
  delete(address: string): Promise<boolean> {
    return Promise.resolve(this.#entries.delete(address));
  }
}

/** Gives the first bytes of those asked for, then breaks off. */
function broken(bytes: Uint8Array<ArrayBuffer>, length: number, status: number): Response {
  // What is enqueued is dropped by an error in the same pull.
  let sent = false;
  const slow = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) controller.error(new TypeError('network error'));
      else controller.enqueue(bytes.slice(0, length));
      sent = true;
    },
  });
  return new Response(slow, { status });
}

let asked: (string | null)[];
let answers: ((from: number) => Response)[];
let kept: Kept;
let denied: boolean;

function download(): LearnedDownload {
  return new LearnedDownload({
    fetch: (_, init) => {
      const range = new Headers(init.headers).get('Range');
      asked.push(range);
      const answer = answers.shift();
      if (!answer) throw new Error('Nothing more was expected to be fetched.');
      return Promise.resolve(answer(Number(/\d+/.exec(range ?? '')?.[0] ?? 0)));
    },
    cache: () =>
      denied
        ? Promise.reject(new DOMException('denied', 'SecurityError'))
        : Promise.resolve(kept as unknown as Cache),
    sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
  });
}

beforeEach(() => {
  [asked, answers, kept, denied] = [[], [], new Kept(), false];
});

const all = () => new Response(whole);
const rest = (from: number) => new Response(whole.slice(from), { status: 206 });
const loaded = async (one: LearnedDownload) => new Uint8Array(await one.load(name));

describe('a file of the learned weights', () => {
  test('comes once, also for a later visit', async () => {
    answers = [all];
    const one = download();
    expect(await loaded(one)).toEqual(whole);
    expect(await loaded(one)).toEqual(whole);
    expect(await loaded(download())).toEqual(whole);
    expect(asked).toEqual([null]);
  });

  test('comes also where the browser keeps nothing', async () => {
    denied = true;
    answers = [all, all];
    const one = download();
    expect(await loaded(one)).toEqual(whole);
    expect(await loaded(one)).toEqual(whole);
  });

  test('goes on where it broke off, and says so', async () => {
    answers = [() => broken(whole, 1000, 200), rest];
    const one = download();
    await expect(one.load(name)).rejects.toThrow('broke off');
    expect(await loaded(one)).toEqual(whole);
    expect(asked).toEqual([null, 'bytes=1000-']);
  });

  test('goes on also after tries that brought nothing', async () => {
    const nothing = () => new Response('', { status: 503 });
    answers = [() => broken(whole, 1000, 200), nothing, nothing, rest];
    const one = download();
    for (let attempt = 0; attempt < 3; attempt++) await expect(one.load(name)).rejects.toThrow('broke off');
    expect(await loaded(one)).toEqual(whole);
    expect(asked).toEqual([null, 'bytes=1000-', 'bytes=1000-', 'bytes=1000-']);
  });

  test('that is longer than it should be is refused', async () => {
    const longer = new Uint8Array(size + 10);
    longer.set(whole.subarray(0, 100));
    answers = [() => new Response(longer), all];
    const one = download();
    await expect(one.load(name)).rejects.toThrow('damaged');
    expect(await loaded(one)).toEqual(whole);
  });

  test('begins anew where the server cannot go on', async () => {
    answers = [() => broken(whole, 1000, 200), all];
    const one = download();
    await expect(one.load(name)).rejects.toThrow('broke off');
    expect(await loaded(one)).toEqual(whole);
  });

  test('that is not there, or came damaged, is refused and not kept', async () => {
    const damaged = whole.slice();
    damaged[5000] = (damaged[5000] ?? 0) ^ 1;
    answers = [() => new Response('', { status: 404 }), () => new Response(damaged), all];
    const one = download();
    await expect(one.load(name)).rejects.toThrow('broke off');
    await expect(one.load(name)).rejects.toThrow('damaged');
    expect(await loaded(one)).toEqual(whole);
    await expect(one.load('mine.bin')).rejects.toThrow('no file mine.bin');
  });

  test('says how much of all that is wanted has come', async () => {
    answers = [all, () => new Response('', { status: 500 })];
    const one = download();
    expect(one.progress).toBeNull();
    const both = [one.load(name), one.load(learnedFiles.Conv2.file)] as const;
    expect(one.progress).toEqual({ received: 0, total: size + learnedFiles.Conv2.bytes });
    await both[0];
    expect(one.progress?.received).toBe(size);
    await expect(both[1]).rejects.toThrow('broke off');
    expect(one.progress).toBeNull();
  });
});
