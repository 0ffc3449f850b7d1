import { beforeEach, expect, test, vi } from 'vitest';
import { photograph } from '../../client/photograph/chosen-photograph.svelte';
import type { Photograph } from '../../notebook/messages';
import { ReaderError } from '../../notebook/reader-error';
import { Look, type Seen } from './look.svelte';

const picture = (title: string): Photograph => ({ id: title, title, pixels: new Uint8ClampedArray(4) });
const seen = (name: 'pyramid' | 'llama'): Seen => ({
  answers: [{ name, probability: 0.9 }],
  activations: [],
});

const see = vi.fn<(shown: Photograph) => Promise<Seen>>();
const onPhotograph = vi.fn<(shown: Photograph) => void>();
const onActivations = vi.fn<() => void>();
const decoded = vi.spyOn(photograph, 'decoded');
function deferred() {
  let resolve: (seen: Seen) => void = () => undefined;
  const promise = new Promise<Seen>((settle) => (resolve = settle));
  return { promise, resolve };
}

const chosen = Promise.resolve();
let look: Look;

beforeEach(() => {
  vi.clearAllMocks();
  look = new Look({ see, onPhotograph, onActivations });
});

test('shows the photograph, then what the network makes of it', async () => {
  decoded.mockResolvedValue(picture('Giza'));
  const answer = deferred();
  see.mockReturnValue(answer.promise);
  const looked = look.at(chosen);
  await vi.waitUntil(() => see.mock.calls.length > 0);
  expect(onPhotograph).toHaveBeenCalledWith(picture('Giza'));
  expect([look.looking, look.answers]).toEqual([true, null]);
  answer.resolve(seen('pyramid'));
  await looked;
  expect([look.looking, look.title, look.answers]).toEqual([false, 'Giza', seen('pyramid').answers]);
  expect(onActivations).toHaveBeenCalledOnce();
});

test('what comes of an earlier photograph comes too late', async () => {
  const [early, late] = [deferred(), deferred()];
  decoded.mockResolvedValueOnce(picture('Giza')).mockResolvedValueOnce(picture('A sheep'));
  see.mockReturnValueOnce(early.promise).mockReturnValueOnce(late.promise);
  const first = look.at(chosen);
  await vi.waitUntil(() => see.mock.calls.length === 1);
  const second = look.at(chosen);
  late.resolve(seen('llama'));
  await second;
  early.resolve(seen('pyramid'));
  await first;
  expect([look.title, look.answers]).toEqual(['A sheep', seen('llama').answers]);
  expect(onActivations).toHaveBeenCalledOnce();
});

test('a photograph that cannot be read leaves the answers, and says why', async () => {
  decoded.mockResolvedValue(picture('Giza'));
  see.mockResolvedValue(seen('pyramid'));
  await look.at(chosen);
  await look.at(Promise.reject(new ReaderError('This file is no picture.')));
  expect([look.looking, look.trouble]).toEqual([false, 'This file is no picture.']);
  expect(look.answers).toEqual(seen('pyramid').answers);
});

test('after a download that broke off, the next try begins anew', async () => {
  decoded.mockResolvedValue(picture('Giza'));
  see
    .mockRejectedValueOnce(new ReaderError('The download broke off.'))
    .mockResolvedValueOnce(seen('pyramid'));
  await look.at(chosen);
  expect([look.trouble, look.answers]).toEqual(['The download broke off.', null]);
  await look.at(chosen);
  expect([look.trouble, look.answers]).toEqual([null, seen('pyramid').answers]);
});
