/** The summary stepper: walked by keyboard, by link and by itself, on the published network and on an edited one. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { focus, press } from '../../../tests/components/keyboard';
import {
  button,
  expectLayer,
  grid,
  printed,
  printedLayers,
  row,
  showStepper,
  stepper,
} from '../../../tests/components/stepper';
import { openTab, resetTab, runCell } from '../../../tests/components/tab';
import { twoTowersNetwork } from '../../model/family/two-towers';
import { conv2d } from '../../model/make-layer';
import { notebookLayers } from '../../model/networks';

const tab = openTab();
const rows = () => grid.getByRole('row').elements();
/** All that is set of the layer's formulas. */
const formulas = () =>
  stepper
    .getByRole('math')
    .elements()
    .map(({ textContent }) => textContent)
    .join('\n');

test('the grid is, line by line, what the notebook printed', async () => {
  await showStepper();
  const lines = page
    .getByData('line')
    .elements()
    .map(({ textContent }) => textContent);
  expect(`${lines.join('\n')}\n`).toBe(`${printed.trimEnd()}\n`);
});

test('the keyboard alone walks all rows', async () => {
  await showStepper();
  for (let presses = 0; document.activeElement?.role !== 'row'; presses++) {
    expect(presses).toBeLessThan(40);
    await userEvent.tab();
  }
  expect(printedLayers).toHaveLength(29);
  for (const [index, name] of printedLayers.entries()) {
    if (index > 0) await press('ArrowDown');
    await expectLayer(name);
    await expect.element(row(name)).toHaveFocus();
  }
  expect(location.hash).toBe('#layer=activation_85');
  for (const [key, name] of [
    ['ArrowDown', 'activation_85'],
    ['PageUp', 'flatten_7'],
    ['Home', 'Conv1'],
    ['ArrowUp', 'Conv1'],
    ['PageDown', 'activation_79'],
    ['End', 'activation_85'],
    ['ArrowUp', 'dropout_19'],
  ] as const) {
    await press(key);
    await expectLayer(name);
  }
});

test('the grid tells a screen reader its rows, and one of them is a tab stop', async () => {
  await showStepper({ fragment: 'layer=LRN1' });
  await expect.element(grid).toHaveAttribute('aria-rowcount', '30');
  expect(rows()).toHaveLength(30);
  expect(grid.getByRole('columnheader').elements()).toHaveLength(3);
  await expect.element(row('LRN1')).toHaveAttribute('aria-selected', 'true');
  await expect.element(row('LRN1')).toHaveAttribute('aria-rowindex', '4');
  expect(rows().filter((element) => element.getAttribute('tabindex') === '0')).toEqual([
    row('LRN1').element(),
  ]);
});

test('a layer has its formulas with its numbers, and a letter is lit with what it stands for', async () => {
  await showStepper({ fragment: 'layer=Conv1' });
  await expect.poll(formulas).toContain('34,944');
  await expect.poll(formulas).toContain('105,415,200');
  await expect.element(stepper.getByText(/11 × 11 pixels of the input, neighbours 4 apart/)).toBeVisible();
  // What the letters stand for is not in the way until it is asked for.
  const letters = stepper.getByText('All letters of these formulas');
  expect(stepper.getByRole('button', { name: /pixels of the kernel/ }).elements()).toEqual([]);
  await letters.click();
  await focus(stepper.getByRole('button', { name: /pixels of the kernel/ }));
  const lit = () =>
    [...stepper.element().querySelectorAll('.vker.lit')].map(({ textContent }) => textContent);
  await expect.poll(lit).toEqual(['F', '11', 'F', 'F', '11', '11', 'F', 'F', '11', '11']);
});

test('a link opens a layer, and one to a layer that is not there says so', async () => {
  await showStepper({ fragment: 'layer=FC6' });
  await expectLayer('FC6');
  location.hash = 'layer=Conv9';
  await expect.element(stepper.getByText(/This network has no layer “Conv9”/)).toBeVisible();
  await expectLayer('Conv1');
});

test('the photograph flows by itself to the end, aloud, until the reader does something', async () => {
  await showStepper({ fragment: 'layer=dense_17' });
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame'] });
  onTestFinished(() => void vi.useRealTimers());
  const play = button('Let the photograph flow through the layers');
  await play.click();
  await expect.element(button('Stop')).toBeVisible();
  // A finger that scrolls touches the page as well.
  stepper.element().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
  stepper.element().dispatchEvent(new PointerEvent('pointercancel', { bubbles: true, pointerType: 'touch' }));
  vi.advanceTimersByTime(4100);
  await expectLayer('activation_84');
  await expect.element(stepper.getByText('Layer 27 of 29: activation_84, 1000')).toBeInTheDocument();
  await focus(row('activation_84'));
  await press('Shift');
  await expect.element(play).toBeVisible();
  vi.advanceTimersByTime(9000);
  await expectLayer('activation_84');
  // Faster, without an end to it; Space stops it wherever the keyboard is.
  await play.click();
  await stepper.getByLabelText('Speed').selectOptions('4 ×');
  await expect.element(button('Stop')).toBeVisible();
  vi.advanceTimersByTime(600);
  await expectLayer('dropout_19');
  await focus(row('dropout_19'));
  await press(' ');
  await expect.element(play).toBeVisible();
  // So does a press beside these controls.
  await play.click();
  await expect.element(button('Stop')).toBeVisible();
  await row('dropout_19').click();
  await expect.element(play).toBeVisible();
  await play.click();
  for (const name of ['activation_85', 'activation_85']) {
    vi.advanceTimersByTime(600);
    await expectLayer(name);
  }
  await expect.element(play).toBeVisible();
});

test('two towers: what each layer takes is a column, a sentence with links, and stands side by side', async () => {
  await showStepper({ fragment: 'layer=concatenate_1', network: twoTowersNetwork() });
  await expectLayer('concatenate_1');
  expect(grid.getByRole('columnheader').elements()).toHaveLength(4);
  await expect.element(grid).toHaveAttribute('aria-rowcount', '33');
  expect(rows()).toHaveLength(33);
  await expect
    .element(row('concatenate_1').getByRole('gridcell').nth(3))
    .toHaveAccessibleName('conv_2_1[0][0], conv_2_2[0][0]');
  await expect.poll(formulas).toContain('128+128=256');
  const connected = stepper.getByText(/^Takes conv_2_1 and conv_2_2\. Goes on to LRN2\.$/);
  await connected.getByRole('link', { name: 'conv_2_2' }).click();
  await expectLayer('conv_2_2');
  const [one, other] = ['conv_2_1', 'conv_2_2'].map((name) =>
    stepper.element().querySelector(`[title^="${name}:"]`)?.getBoundingClientRect(),
  );
  expect(one?.left).toBe(other?.left);
  expect(one?.bottom).toBeLessThanOrEqual(other?.top ?? 0);
  await focus(row('conv_2_2'));
  await press('ArrowUp');
  await expectLayer('conv_2_1');
});

test('the drawing is saved as a file of its own', async () => {
  await showStepper({ network: twoTowersNetwork() });
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const made = vi.spyOn(URL, 'createObjectURL');
  onTestFinished(() => void vi.restoreAllMocks());
  await button('Save the drawing (SVG)').click();
  await expect.poll(() => saved.mock.contexts).toHaveLength(1);
  expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe(
    'AlexNet-the-repository-s-two-towers.svg',
  );
  const text = await (made.mock.calls[0]?.[0] as Blob).text();
  expect(new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')).toBeNull();
  expect(text).toContain('49,430,888 parameters');
});

test('pictures come first, then the arithmetic, then what it costs', async () => {
  await showStepper({ fragment: 'layer=Conv1' });
  await expect.poll(formulas).toContain('34,944');
  const places = ['[data-layer-view]', '.formulas', '.costs'].map(
    (part) => stepper.element().querySelector(part)?.getBoundingClientRect().top ?? NaN,
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('a chapter opens at the first layer that it adds; those of earlier chapters are folded away', async () => {
  await showStepper({ chapter: 'conv2', lastCell: 'conv2', first: 'Conv2' });
  await expectLayer('Conv2');
  expect(rows()).toHaveLength(6);
  await button('Previous layer').click();
  await expectLayer('MaxPool');
  expect(rows()).toHaveLength(10);
  await button('Next layer').click();
  await expectLayer('Conv2');
  expect(rows()).toHaveLength(10);
});

describe('on a phone', () => {
  /** Formulas that are wider than their place, though they could go on in a next line. */
  const cut = () =>
    [...stepper.element().querySelectorAll('.maths-display')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent)
      // The sum of a response normalisation has no place to break.
      .filter((text) => !text.includes('∑'));

  test('a formula with long numbers goes on in the next line', async () => {
    await page.viewport(360, 740);
    onTestFinished(() => page.viewport(1280, 900));
    const layers = [conv2d('Conv1', 96, 11, { strides: 40 })];
    await showStepper({ network: { name: 'far apart', inputShape: [3, 227, 227], layers } });
    await expect.poll(formulas).toContain('6.4');
    expect(cut()).toEqual([]);
  });

  test('a press selects, buttons step, and no layer makes the page scroll sideways', async () => {
    await page.viewport(360, 740);
    onTestFinished(() => page.viewport(1280, 900));
    await showStepper();
    await row('LRN1').click();
    await expectLayer('LRN1');
    await button('Previous layer').click();
    await expectLayer('activation_77');
    await row('Conv1').click();
    const { documentElement } = document;
    for (const name of printedLayers.slice(1)) {
      await button('Next layer').click();
      await expectLayer(name);
      expect(documentElement.scrollWidth - documentElement.clientWidth).toBe(0);
      expect(cut()).toEqual([]);
    }
    await expect.element(button('Next layer')).toBeDisabled();
  });

  test('who steps on from deep in a long layer finds the pictures of the next', async () => {
    await page.viewport(360, 740);
    onTestFinished(() => page.viewport(1280, 900));
    await showStepper();
    await button('Build the network and look inside').click();
    await button('Trace one of its numbers').click();
    const trace = page.getByData('trace');
    await expect.element(trace.getByData('value', 'given')).toBeVisible();
    trace.element().scrollIntoView({ block: 'end' });
    await button('Next layer').click();
    await expectLayer('activation_77');
    await expect.element(page.getByRole('grid', { name: 'Channels of activation_77' })).toBeInViewport();
    await expect.element(stepper.getByRole('heading', { level: 3 }).first()).toBeInViewport();
    await expect.element(button('Next layer')).toHaveFocus();
    await resetTab();
  });
});

describe('with the reader’s own network', () => {
  test('all of it has run: a chapter is about its own layers all the same', async () => {
    await runCell(tab, 'softmax');
    await showStepper({ chapter: 'conv1', lastCell: 'conv1' });
    expect(rows()).toHaveLength(2);
    expect(stepper.getByText(/This is your network/).elements()).toEqual([]);
  });

  test('where cells run again alone, it tells what is no longer of the same network', async () => {
    await runCell(tab, 'conv1', [conv2d('Conv1', 96, 11, { strides: 2 })]);
    await showStepper();
    await expect.poll(rows).toHaveLength(2);
    await expect.element(row('Conv1')).toMatchTextContent('(None, 96, 109, 109)');
    await expect.element(stepper.getByText(/what your cells have made so far/)).toBeVisible();
  });

  test('an edited network is the one that is stepped through', async () => {
    await runCell(tab, 'conv1', [conv2d('Conv1', 48, 11, { strides: 4 })]);
    await showStepper();
    await expect
      .element(
        stepper.getByText(
          'This is your network. Its one row differs from the published network and is marked.',
        ),
      )
      .toBeVisible();
    expect(rows()).toHaveLength(2);
    await expect.element(row('Conv1')).toHaveTextContent('Conv1 (Conv2D) (None, 48, 55, 55) 17472');
    await expect
      .element(row('Conv1'))
      .toHaveAccessibleDescription(/^differs from the published network: options, output shape/);
    const change = stepper.getByRole('table', { name: 'What differs in Conv1' });
    await expect.element(change.getByRole('row', { name: 'filters 96 48' })).toBeVisible();
    await expect.element(change.getByRole('row', { name: 'Output 96 × 55 × 55 48 × 55 × 55' })).toBeVisible();
    await button('Run the cells that follow').click();
    await expect.poll(rows).toHaveLength(30);
    await row('Conv2').click();
    // (5 * 5 * 48 + 1) * 256
    await expect.element(row('Conv2')).toMatchTextContent('307456');
    await expect.poll(formulas).toContain('307,456');
    await expect.element(button('Time every layer')).toBeEnabled();
  });

  test('one that ends before the published one is stepped through to its end', async () => {
    const { conv1 = [], lrn1 = [] } = notebookLayers();
    await runCell(tab, 'conv1', conv1);
    await runCell(
      tab,
      'lrn1',
      lrn1.filter(({ type }) => type !== 'maxPooling2d'),
    );
    await showStepper({ chapter: 'relu-lrn-pooling', lastCell: 'lrn1' });
    await expect
      .element(stepper.getByText('This is your network. Of the published layers MaxPool is gone.'))
      .toBeVisible();
    expect(rows()).toHaveLength(4);
    await expect.element(button('Time every layer')).toBeEnabled();
    expect(stepper.getByRole('button', { name: /^Build the network|^Run the cells/ }).elements()).toEqual([]);
  });
});
