import { expect } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import { focus, press } from './keyboard';

export const widget = (name: string | RegExp): Locator => page.getByRole('figure', { name, exact: true });

/** The sentence below the picture. */
export const findingOf = (figure: Locator): Locator => figure.getByData('finding');

/** Shows the same as a table. */
export async function openTwin(figure: Locator): Promise<void> {
  await focus(figure.getByData('text-alternative'));
  await press('Enter');
}

/** What a plane or a chart says of its place: 'row 3, column 4: 1.5' */
export function told(control: Locator): { positions: number[]; value: number } {
  const text = control.element().getAttribute('aria-valuetext') ?? '';
  const numbers = [...text.replaceAll('−', '-').matchAll(/-?\d+(\.\d+)?(e-?\d+)?/g)].map(([digits]) =>
    Number(digits),
  );
  return { positions: numbers.slice(0, -1), value: numbers.at(-1) ?? NaN };
}

/** The radio buttons of a group are one tab stop: the arrow keys walk through them. */
export async function walkTo(group: Locator, option: string): Promise<void> {
  const wanted = group.getByRole('radio', { name: option, exact: true });
  await focus(group.getByRole('radio', { checked: true }));
  const options = group.getByRole('radio').elements();
  for (let step = 0; step < options.length && wanted.query()?.matches(':checked') !== true; step++)
    await press('ArrowRight');
  await expect.element(wanted).toBeChecked();
}
