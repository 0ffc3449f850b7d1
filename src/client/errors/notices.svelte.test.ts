import { flushSync } from 'svelte';
import { beforeEach, expect, test } from 'vitest';
import { notices, notify, notifyLasting } from './notices.svelte';

beforeEach(() => {
  notices.dismiss();
  notices.dismiss();
});

test('whoever shows the notice learns of the next one', () => {
  const seen: (string | null)[] = [];
  const end = $effect.root(() => {
    $effect(() => {
      seen.push(notices.current?.message ?? null);
    });
  });
  flushSync();
  notify('An error ended In [156].', '/conv1/');
  flushSync();
  notices.clearPassing();
  flushSync();
  end();
  expect(seen).toEqual([null, 'An error ended In [156].', null]);
});

test('a run takes away what passes, and leaves what lasts', () => {
  notifyLasting('Nothing can be kept.');
  notify('The kernel stopped.');
  expect(notices.current).toEqual({ message: 'The kernel stopped.', href: null });
  notices.clearPassing();
  expect(notices.current?.message).toBe('Nothing can be kept.');
});

test('closing closes the one that is shown', () => {
  notifyLasting('Nothing can be kept.');
  notify('The kernel stopped.');
  notices.dismiss();
  expect(notices.current?.message).toBe('Nothing can be kept.');
  notices.dismiss();
  expect(notices.current).toBeNull();
});
