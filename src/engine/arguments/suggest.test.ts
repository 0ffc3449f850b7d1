import { expect, test } from 'vitest';
import { suggest } from './suggest';

test.each([
  ['epoch', ['epochs', 'batchSize'], 'epochs'],
  ['batch_size', ['batch', 'batchSize'], 'batchSize'],
  ['std', ['mean', 'stddev', 'seed'], 'stddev'],
  ['lr', ['learningRate', 'l1'], 'learningRate'],
  ['nb_epoch', ['epochs'], 'epochs'],
  ['lr', ['decay'], null],
  ['dataFormat', ['shape', 'dtype'], null],
])('for %s of %j: %s', (name, known, meant) => {
  expect(suggest(name, known)).toBe(meant);
});
