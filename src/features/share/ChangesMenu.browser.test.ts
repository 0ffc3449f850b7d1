/** Links that carry changes: shown, declined, used and taken back; and what comes of those that are none. */
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { at, conv3, edit, expectState, showCells, sourceOf } from '../../../tests/components/cells';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab, resetTab } from '../../../tests/components/tab';
import ChangesMenu from './ChangesMenu.svelte';

const { kernel } = openTab();
const conv1 = page.getByData('cell', 'conv1');
const dialog = page.getByRole('dialog', { name: /^This link/ });
const compared = dialog.getByData('compared', 'conv1');
const count = page.getByData('changes');

beforeEach(async () => {
  await showCells('conv1');
  await render(ChangesMenu);
});
afterEach(async () => {
  history.replaceState(null, '', location.pathname + location.search);
  await resetTab();
});

async function fragmentOf(text: string): Promise<string> {
  const deflated = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  const packed = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `changes=1.${packed.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

const linkOf = (edits: readonly unknown[], scratch: readonly unknown[] = []) =>
  fragmentOf(JSON.stringify({ version: 1, edits, scratch }));
const linkWith = (source: string) => linkOf([['conv1', 'no such hash', source]]);

test('a link shows what it carries, and nothing runs or changes before its reader’s word', async () => {
  location.hash = `layer=Conv1&${await linkWith("console.log('sent');")}`;
  await expect.element(compared).toMatchTextContent("console.log('sent');");
  expect(dialog.getByData('replaces').elements()).toEqual([]);
  await expectState(conv1, 'published');
  await dialog.getByRole('button', { name: 'Use these changes' }).click();
  await expectState(conv1, 'edited');
  expect(sourceOf(conv1)).toBe("console.log('sent');");
  expect(location.hash).toBe('#layer=Conv1');
  expect(kernel.ran).toEqual([]);
});

test('a link warns of what it would replace; declined, it leaves everything as it was', async () => {
  await edit('conv1', '// my own');
  location.hash = await linkWith('// theirs');
  await expect.element(dialog.getByData('replaces', '1')).toBeVisible();
  await expect.element(compared).toMatchTextContent('replaces your edit');
  await expect.element(compared).toMatchTextContent('// my own');
  await dialog.getByRole('button', { name: 'Keep mine' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(location.hash).toBe('');
  expect(sourceOf(conv1)).toBe('// my own');
});

test('what a link replaced comes back with one step', async () => {
  await edit('conv1', '// my own');
  location.hash = await linkOf([['conv1', '', '// theirs']], [['conv1', 'conv1', '// a cell of theirs']]);
  await dialog.getByRole('button', { name: 'Use these changes' }).click();
  await expect.element(count).toHaveAttribute('data-changes', '2');
  await expect.poll(() => sourceOf(conv1)).toBe('// theirs');
  await count.click();
  await page.getByRole('button', { name: 'Undo: Use a link’s changes' }).click();
  await expect.poll(() => sourceOf(conv1)).toBe('// my own');
  await expect.element(count).toHaveAttribute('data-changes', '1');
});

test('one after the other is taken up when the address changes, by keyboard', async () => {
  location.hash = await linkWith('// the first');
  await expect.element(dialog).toMatchTextContent('// the first');
  await press('Escape');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(location.hash).toBe('');
  // As some mail programs write it.
  location.hash = `amp;${(await linkWith('// the second')).replace('=', '%3D')}).`;
  await expect.element(dialog).toMatchTextContent('// the second');
  await focus(dialog.getByRole('button', { name: 'Use these changes' }));
  await press('Enter');
  await expect.poll(() => sourceOf(conv1)).toBe('// the second');
  expect(location.hash).toBe('');
});

test('a change on another page is gone to when that page has come, and no other', async () => {
  const here = location.pathname + location.search;
  onTestFinished(() => history.replaceState(null, '', here));
  const followed: string[] = [];
  const router = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    followed.push(event.target.href);
  };
  document.addEventListener('click', router);
  onTestFinished(() => document.removeEventListener('click', router));
  location.hash = await linkOf([['conv3', 'no such hash', '// theirs']]);
  await page.getByRole('button', { name: 'Use these changes' }).click();
  await expect.poll(() => followed).toHaveLength(1);
  const loaded = () => document.dispatchEvent(new Event('astro:page-load'));
  await showCells('conv3');
  loaded();
  expect(at()).not.toMatch(/^conv3$/);
  history.replaceState(null, '', followed[0]);
  loaded();
  expect(at()).toBe('conv3');
  await expectState(conv3, 'edited');
});

test('what a link carries is shown as text, whatever it is', async () => {
  const alert = vi.spyOn(window, 'alert');
  const hostile = '</code><img src=x onerror="alert(1)"><script>alert(2)</script>';
  location.hash = await linkOf(
    ['conv1', '__proto__', 'toString'].map((id) => [id, '', hostile]),
    [[hostile, hostile, hostile]],
  );
  await expect.element(compared).toMatchTextContent(hostile);
  expect(dialog.element().querySelectorAll('img, script')).toHaveLength(0);
  await dialog.getByRole('button', { name: 'Use these changes' }).click();
  await expectState(conv1, 'edited');
  expect(alert).not.toHaveBeenCalled();
});

describe('a link is refused with a word, and the page works:', () => {
  test.each<[string, (good: string) => string | Promise<string>, RegExp]>([
    ['cut off', (good) => good.slice(0, -10), /damaged/],
    ['mistyped', (good) => good.replace('changes=1.', 'changes=1.!'), /damaged/],
    ['empty', () => 'changes=', /damaged/],
    ['of no sense', () => fragmentOf('[1, 2, 3]'), /damaged/],
    ['of a later version', () => fragmentOf('{"version": 7, "other": true}'), /newer version/],
    ['of a later packing', (good) => good.replace('changes=1.', 'changes=3.'), /newer version/],
    ['too large', () => linkWith('x'.repeat(250_000)), /200,000 are taken/],
    ['that swells', () => fragmentOf('x'.repeat(50_000_000)), /more than 200,000/],
  ])('%s', async (_, spoil, message) => {
    location.hash = await spoil(await linkWith('// good'));
    const refusal = page.getByRole('dialog', { name: 'This link cannot be used' });
    await expect.element(refusal).toMatchTextContent(message);
    await refusal.getByRole('button', { name: 'Go on to the page' }).click();
    await expect.poll(() => location.hash).toBe('');
    await expectState(conv1, 'published');
    await edit('conv1', '// works');
    await expectState(conv1, 'edited');
  });
});

test('a link that is long is said to be', async () => {
  const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  // Hex digits of a logistic map do not compress.
  let x = 0.4;
  const noise = Array.from({ length: 60_000 }, () => {
    x = 3.99 * x * (1 - x);
    return Math.floor((x * 1e6) % 36).toString(36);
  }).join('');
  await edit('conv1', `// ${noise}`);
  await count.click();
  await page.getByRole('button', { name: 'Copy a link to my changes' }).click();
  await expect.element(page.getByRole('status').filter({ hasText: 'may cut it off' })).toBeVisible();
  expect(copy.mock.calls[0]?.[0].length).toBeGreaterThan(30_000);
});
