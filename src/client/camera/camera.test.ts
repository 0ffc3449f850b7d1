import { expect, test } from 'vitest';
import { whyRefused } from './camera.svelte';

test.each([
  ['NotAllowedError', /Allow it/],
  ['NotFoundError', /has no camera/],
  ['NotReadableError', /Another program/],
  ['NotSupportedError', /https/],
  ['OddError', /“Odd.”/],
])('%s says what to do, and that files work', (name, words) => {
  const told = whyRefused({ name, message: 'Odd.' });
  expect(told).toMatch(words);
  expect(told).toMatch(/Files work all the same\.$/);
});
