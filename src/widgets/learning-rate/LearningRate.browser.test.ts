import { beforeEach, expect, test } from 'vitest';
import { userEvent, type Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { focus, press } from '../../../tests/components/keyboard';
import { openTab, runCell } from '../../../tests/components/tab';
import { findingOf, widget } from '../../../tests/components/widget';
import LearningRate from './LearningRate.svelte';

const tab = openTab();
let figure: Locator;
let rate: Locator;

beforeEach(async () => {
  await render(LearningRate);
  figure = widget(/^Learning rate/);
  rate = figure.getByRole('spinbutton', { name: 'Rate at the start' });
  await expect.element(rate).toBeVisible();
});

test('after ninety epochs, and with no decay at all', async () => {
  const finding = expect.element(findingOf(figure));
  await finding.toMatchTextContent('to 0.000196, 51.1 times less');
  await finding.toMatchTextContent("the authors' steps have brought it to 0.01.");
  await finding.toMatchTextContent(`has left ${(100 * Math.exp(-0.00005 * 100_100)).toPrecision(2)} %`);
  await focus(figure.getByRole('slider', { name: 'Look at epoch' }));
  await press('End');
  await finding.toMatchTextContent('(900,900 updates)');
  await finding.toMatchTextContent(`to ${(0.01 / (1 + 0.0005 * 900_900)).toPrecision(3)}`);
  await finding.toMatchTextContent("the authors' steps have brought it to 0.00001.");
  await finding.toMatchTextContent('has left less than 0.01 %');
  await figure.getByRole('spinbutton', { name: "Keras's decay" }).fill('0');
  await finding.toMatchTextContent('has brought the rate to 0.01;');
});

test('the rate is divided at the authors’ epochs, at Caffe’s, or at the reader’s', async () => {
  const finding = expect.element(findingOf(figure));
  const look = figure.getByRole('spinbutton', { name: 'Look at epoch' });
  await look.fill('25');
  await finding.toMatchTextContent("the authors' steps have brought it to 0.001.");
  await figure.getByRole('radio', { name: 'the authors, 2010: 23, 51, 78' }).click();
  await look.fill('24');
  await finding.toMatchTextContent("the authors' steps have brought it to 0.001.");
  await figure.getByRole('radio', { name: 'Caffe: 20, 40, 60' }).click();
  await look.fill('40');
  await finding.toMatchTextContent("Caffe's steps have brought it to 0.0001.");
  await figure.getByRole('spinbutton', { name: 'Epochs to a division' }).fill('30');
  await finding.toMatchTextContent('the steps you chose have brought it to 0.001.');
  await expect.element(figure.getByRole('radio', { name: /^the authors, 2012/ })).not.toBeChecked();
});

test('a number beyond the limits changes nothing', async () => {
  const before = findingOf(figure).element().textContent;
  await focus(rate);
  await press('ControlOrMeta+a');
  await userEvent.keyboard('5');
  await expect.element(rate).toBeInvalid();
  expect(findingOf(figure).element().textContent).toBe(before);
  await press('Tab');
  await expect.element(rate).toHaveValue(0.01);
});

test('follows the settings of the reader’s own network', async () => {
  const finding = expect.element(findingOf(figure));
  const compile = async (learningRate: number, decay: number, momentum: number) => {
    const optimizer = { kind: 'sgd', learningRate, decay, momentum, nesterov: false } as const;
    tab.kernel.training = { loss: 'categoricalCrossentropy', optimizer };
    await runCell(tab, 'compile');
  };
  await compile(0.0025, 0.001, 0.8);
  await figure.getByRole('radio', { name: 'yours' }).click();
  await expect.element(rate).toHaveValue(0.0025);
  await expect.element(figure.getByText(/your network: Keras/)).toBeVisible();
  await expect.element(rate).toBeValid();
  await finding.toMatchTextContent(`to ${(0.0025 / (1 + 0.001 * 100_100)).toPrecision(3)}`);
  await expect
    .poll(() => figure.element().querySelectorAll('annotation')[1]?.textContent)
    .toContain('0.8\\,v');

  await compile(0.002, 0, 0);
  await finding.toMatchTextContent('has brought the rate to 0.002;');
  await rate.fill('0.003');
  await expect.element(figure.getByRole('radio', { name: 'yours' })).not.toBeChecked();
  await expect.poll(() => figure.getByText(/your network:|the notebook:/).elements()).toEqual([]);
  await figure.getByRole('radio', { name: 'the notebook' }).click();
  await finding.toMatchTextContent('to 0.000196');
});

test('no control reaches beyond the figure', () => {
  const { left, right } = figure.element().getBoundingClientRect();
  for (const control of figure.element().querySelectorAll('input, label')) {
    const place = control.getBoundingClientRect();
    expect(place.right).toBeLessThanOrEqual(right + 0.5);
    expect(place.left).toBeGreaterThanOrEqual(left - 0.5);
  }
});
