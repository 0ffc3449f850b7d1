import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab } from '../../../tests/components/tab';
import { readTaught } from '../../client/keeping/taught';
import Teach from './Teach.svelte';

openTab();

const card = (name: string) => page.getByRole('region', { name, exact: true });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const teach = button(/^Teach it/);

beforeEach(async () => {
  await render(Teach, { beside: 'conv1' });
});

afterEach(async () => {
  await button('Forget everything').click();
  vi.restoreAllMocks();
});

/** Pictures of one colour, each a little different. */
function files(hue: number, count: number): Promise<File[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const canvas = new OffscreenCanvas(300, 260);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('There is no canvas.');
      context.fillStyle = `hsl(${hue + index} 70% ${45 + index}%)`;
      context.fillRect(0, 0, 300, 260);
      return new File([await canvas.convertToBlob()], `${index}.png`, { type: 'image/png' });
    }),
  );
}

async function add(to: Locator, pictures: readonly File[]): Promise<void> {
  await userEvent.upload(to.getByLabelText(/^Add pictures/), [...pictures]);
}

async function fill(): Promise<void> {
  await add(card('Class 1'), await files(0, 5));
  await add(card('Class 2'), await files(220, 10));
  await expect.element(card('Class 2').getByData('count', '10')).toBeVisible();
}

test('says what is missing, until two classes have five pictures each', async () => {
  await expect.element(page.getByText('“Class 1” has no pictures: it needs 5.')).toBeVisible();
  await expect.element(teach).toBeDisabled();
  await fill();
  await expect.element(teach).toBeEnabled();
});

test('learns, tells what came out on those held out, and answers about another picture', async () => {
  await fill();
  await focus(teach);
  await press('Enter');
  await expect.element(page.getByData('held-out', '3/3')).toBeVisible();
  const [red] = await files(8, 1);
  await userEvent.upload(page.getByLabelText('Ask it about a picture'), [red!]);
  const first = page.getByData('asked').getByData('answer', 'Class 1');
  await expect.element(first).toBeVisible();
  expect(Number(first.element().getAttribute('data-probability'))).toBeGreaterThan(0.8);
});

test('keeps pictures and names; what is removed can be brought back, by keyboard', async () => {
  await fill();
  await userEvent.fill(card('Class 1').getByRole('textbox'), 'rust');
  const kept = async () => (await readTaught()).classes.map(({ name, pictures }) => [name, pictures.length]);
  await expect.poll(kept).toEqual([['rust', 5], ['Class 2', 10]]); // prettier-ignore
  await focus(button('Remove picture 2 of rust'));
  await press('Enter');
  await expect.poll(kept).toEqual([['rust', 4], ['Class 2', 10]]); // prettier-ignore
  await focus(button('Bring back'));
  await press('Enter');
  await expect.poll(kept).toEqual([['rust', 5], ['Class 2', 10]]); // prettier-ignore
});

test('a file that is no picture is named, and the others are taken', async () => {
  const [red] = await files(0, 1);
  await add(card('Class 1'), [new File(['text'], 'notes.png', { type: 'image/png' }), red!]);
  await expect.element(page.getByText(/^“notes.png” left out. Your browser cannot read/)).toBeVisible();
  await expect.element(card('Class 1').getByData('count', '1')).toBeVisible();
});

test('a camera that is refused says what to do', async () => {
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('', 'NotAllowedError'));
  await button('Open the camera').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(/does not let this page use the camera/);
  await add(card('Class 1'), await files(0, 1));
});
