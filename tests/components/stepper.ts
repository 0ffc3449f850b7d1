/** The stepper as a page of the course has it, with the published network as far as a chapter's end. */
import { expect, onTestFinished } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Stepper from '../../src/features/stepper/Stepper.svelte';
import type { Network } from '../../src/model/layer';
import { notebookThrough, type NotebookCell } from '../../src/model/networks';
import type { PublishedActivations } from '../../src/notebook/trace';
import whole from '../conformance/in-166.summary.txt?raw';

/** What the notebook printed of the whole network. */
export const printed = whole;
/** Names of the layers as the notebook printed them; some are cut at the column's end, but never within the name. */
export const printedLayers = [...printed.matchAll(/^(\w+) \(/gm)].map(([, name = '']) => name).slice(1);

export const stepper = page.getByData('stepper');
export const grid = stepper.getByRole('grid', { name: 'Layers of the network' });
export const view = stepper.getByData('layer-view');
export const channels = view.getByRole('grid', { name: /^Channels of/ });
export const button = (name: string): Locator => stepper.getByRole('button', { name, exact: true });
export const row = (layer: string): Locator => grid.getByRole('row', { name: new RegExp(`^${layer} `) });

interface Shown {
  /** The address's fragment, without its #. */
  fragment?: string;
  /** The chapter of the page; null for the stepper's own. */
  chapter?: string | null;
  /** The last cell of the course so far that adds a layer. */
  lastCell?: NotebookCell;
  published?: PublishedActivations;
  /** The layer that is open at first. */
  first?: string | null;
  /** Of the page; the notebook's as far as `lastCell` unless given. */
  network?: Network;
}

export async function showStepper({
  fragment = '',
  chapter = null,
  lastCell = 'softmax',
  published,
  first = null,
  network = notebookThrough(lastCell),
}: Shown = {}): Promise<void> {
  const { style } = document.body;
  // The page's edge.
  style.paddingInline = 'var(--edge-space)';
  onTestFinished(() => {
    style.paddingInline = '';
    history.replaceState(null, '', location.pathname + location.search);
  });
  location.hash = fragment;
  await render(Stepper, { network, cellOf: {}, chapter, lastCell, first, published: published ?? null });
  await expect.element(button('Next layer')).toBeVisible();
}

export async function expectLayer(name: string): Promise<void> {
  await expect.element(row(name)).toHaveAttribute('aria-selected', 'true');
  await expect.element(stepper.getByRole('heading', { level: 3, name, exact: true })).toBeVisible();
}

/** Follows a link to a layer, or to a unit of it. */
export async function goTo(layer: string, unit?: string): Promise<void> {
  location.hash = unit === undefined ? `layer=${layer}` : `layer=${layer}&unit=${unit}`;
  await expect.element(view).toHaveAttribute('data-layer-view', layer);
}

/** The selected tile of a grid of pictures. */
export function selected(tiles: Locator): Locator {
  return tiles.getByRole('gridcell', { selected: true });
}

/** Numbers as the page writes them. */
export function read(text: string | null | undefined): number {
  return Number((text ?? '').replace('−', '-').replace('e−', 'e-').replaceAll(',', ''));
}

/** What a table of numbers says, by its caption, row by row; empty where there is no number. */
export async function numbers(caption: string): Promise<(number | null)[]> {
  const table = await view.getByRole('table', { name: caption, exact: true }).findElement();
  return [...table.querySelectorAll('tbody td')].map(({ textContent }) => {
    const text = textContent.trim();
    return text === '' ? null : read(text);
  });
}

/** Whether nothing of the canvas is left unpainted, and something is seen on it. */
export function isPainted(within: Locator): boolean {
  const canvas = within.query()?.querySelector('canvas');
  const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  const isOpaque = [...pixels].filter((_, index) => index % 4 === 3).every((alpha) => alpha === 255);
  return isOpaque && new Set(pixels).size > 2;
}
