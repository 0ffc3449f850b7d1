import { expect, test } from 'vitest';
import { activation, conv2d, dense, flatten } from '../../../model/make-layer';
import { notebookNetwork } from '../../../model/networks';
import { rows } from '../../../model/rows';
import { describeContributions } from './describe-contributions';

const notebook = rows(notebookNetwork());

test('without biases they are the whole number, but for rounding; of a softmax its score', () => {
  const [sum, limits] = describeContributions(notebook, 0, { together: 12.00001, size: 30, of: 12 });
  expect(sum).toContain('Together they are the number: 12.');
  expect(limits).toContain('exact for this photograph');
  expect(describeContributions(notebook, 28, { together: 2, size: 9, of: 2 })[0]).toContain(
    'the score that the softmax was given: 2.',
  );
});

test('what is left is called biases, or is of layers that bend', () => {
  expect(describeContributions(notebook, 4, { together: 2, size: 9, of: 3 })[0]).toContain(
    'Together 2 of 3, the number. The other 1 are the layers’ biases.',
  );
  const table = rows({
    name: 'bent',
    inputShape: [1, 3, 3],
    layers: [conv2d('c', 1, 3, { activation: 'tanh' }), flatten('f'), dense('d', 2), activation('r', 'relu')],
  });
  const [sum, limits] = describeContributions(table, 3, { together: 2, size: 9, of: 3 });
  expect(sum).toContain('The other 1 come of biases, and of what c bends.');
  expect(limits).toContain('exact where layers add up; c does not.');
});
