/** A row that runs: the focus stays, and what is shown is of the text that stands there. */
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab } from '../../../tests/components/tab';
import Phrase from './Phrase.svelte';

openTab();

test('an output is shown with the text that it is of', async () => {
  await render(Phrase, { id: 'row', title: 'A row', source: "console.log('printed')" });
  await focus(page.getByRole('button', { name: 'Run: A row' }));
  await press('Enter');
  await expect.element(page.getByText('It has run.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Run: A row' })).toHaveFocus();
  await expect.element(page.getByText('printed')).toBeVisible();

  await page.getByRole('button', { name: 'Edit: A row' }).click();
  await page.getByRole('textbox').fill("console.log('other')");
  await expect.element(page.getByText('Changed; not run yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Run: A row' }).click();
  await expect.element(page.getByText('It has run.')).toBeVisible();
  await expect.element(page.getByText('other', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Take back/ }).click();
  await expect.element(page.getByText('It has run.')).not.toBeInTheDocument();
  await expect.element(page.getByText('other', { exact: true })).not.toBeInTheDocument();
});
