/** Cells of the course in a page of their own, and where the keyboard is among them. */
import { createRawSnippet } from 'svelte';
import { expect } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import CellOfCourse from '../../src/features/cell/Cell.svelte';
import { press } from './keyboard';
import { cells } from './tab';

export const conv3 = page.getByData('cell', 'conv3');
export const pad3 = page.getByData('cell', 'pad3');
export const runButton = (cell: Locator): Locator => cell.getByRole('button', { name: /^Run cell/ });

/** Shows these cells, one below the other. */
export async function showCells(...ids: readonly string[]): Promise<void> {
  // The margin of a page: buttons of a cell stand in it.
  document.body.style.paddingInline = '12rem';
  for (const { id, in: original, chapter, slow, source } of cells.filter((cell) => ids.includes(cell.id))) {
    const first = cells.find((cell) => cell.chapter === chapter)?.id === id;
    const code = createRawSnippet(() => ({ render: () => `<pre><code>${source}</code></pre>` }));
    await render(CellOfCourse, { id, in: original, chapter, first, slow, source, executionCount: 1, code });
    await expect.element(runButton(page.getByData('cell', id))).toBeEnabled();
  }
}

/** Where the keyboard is: 'conv3' on the frame of a cell, 'conv3, editing' in its editor, 'conv3, beside' on a control. */
export function at(): string {
  const focused = document.activeElement;
  const id = focused?.closest<HTMLElement>('[data-cell]')?.dataset['cell'] ?? 'elsewhere';
  if (focused?.matches('[data-code]')) return id;
  return `${id}, ${focused?.matches('[contenteditable="true"]') ? 'editing' : 'beside'}`;
}

export async function expectAt(place: string | RegExp): Promise<void> {
  await expect.poll(at).toMatch(typeof place === 'string' ? new RegExp(`^${place}$`) : place);
}

/** Ids of the cells of the page from top to bottom. */
export function ids(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-cell]')].flatMap(
    ({ dataset }) => dataset['cell'] ?? [],
  );
}

/** Ids of the reader's own. */
export const own = (): string[] => ids().filter((id) => id.startsWith('own-'));

/** The frame of a cell gets the focus. */
export function focusFrame(id: string): void {
  document.querySelector<HTMLElement>(`[data-cell="${id}"] [data-code]`)?.focus();
}

export async function expectState(cell: Locator, state: string): Promise<void> {
  await expect.element(cell).toHaveAttribute('data-state', state);
}

/** The source as the page has it. */
export function sourceOf(cell: Locator): string {
  const element = cell.element();
  const lines = [...element.querySelectorAll('.cm-line')].map(({ textContent }) => textContent);
  return lines.length > 0 ? lines.join('\n') : (element.querySelector('code')?.textContent ?? '');
}

/** Enters the code by keyboard and replaces all of it. */
export async function edit(id: string, source: string): Promise<void> {
  focusFrame(id);
  await press('Enter');
  await expectAt(`${id}, editing`);
  await userEvent.fill(page.elementLocator(document.activeElement ?? document.body), source);
}
