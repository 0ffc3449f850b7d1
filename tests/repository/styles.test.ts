/** Where the styles of a component come from: the page links those of what it draws at once, and of nothing else. */
import { expect, test } from 'vitest';
import { filesBelow, importsOf, read, target } from './sources';

const COMPONENTS = filesBelow('src').filter((path) => path.endsWith('.svelte'));
const PAGES = filesBelow('src').filter((path) => path.endsWith('.astro'));

/** What a file imports when it is itself evaluated, so without dynamic imports, types and addresses. */
function atOnce(path: string): string[] {
  return importsOf(path)
    .filter(({ kind, dynamic, specifier }) => kind === 'value' && !dynamic && specifier.startsWith('.'))
    .map(({ specifier }) => target(path, specifier))
    .filter((to) => to !== null);
}

const linked = new Set<string>();
const waiting = [...PAGES];
for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
  if (linked.has(path)) continue;
  linked.add(path);
  waiting.push(...atOnce(path));
}

test('static and dynamic imports are told apart', () => {
  expect(linked).toContain('src/features/kernel/KernelBar.svelte');
  expect(linked).not.toContain('src/features/kernel/KernelPanel.svelte');
});

test('a component with styles that is only imported dynamically, or by such, injects them', () => {
  const bare = COMPONENTS.filter((path) => {
    const text = read(path);
    return (
      !linked.has(path) && text.includes('<style') && !text.includes('<svelte:options css="injected" />')
    );
  });
  expect(bare).toEqual([]);
});
