import { describe, expect, test } from 'vitest';
import { logitsOf } from './logits-of';
import type { Layer, Network } from '../../model/layer';
import { activation, dense } from '../../model/make-layer';
import { notebookNetwork } from '../../model/networks';
import { rows } from '../../model/rows';

const vectors = (...layers: Layer[]): Network => ({ name: 'vectors', inputShape: [8], layers });

describe('what the softmax widget takes for logits', () => {
  test.each([
    ['the notebook', notebookNetwork(), { name: 'dense_17', relu: true, rate: 0.5 }],
    [
      'twelve classes on top',
      notebookNetwork({ nClasses: 12 }),
      { name: 'dense_18', relu: false, rate: null },
    ],
    [
      'linear logits',
      notebookNetwork({ nClasses: 12, linearLogits: true }),
      { name: 'dense_17', relu: false, rate: null },
    ],
    [
      'ReLU alone',
      vectors(dense('scores', 5), activation('relu', 'relu'), activation('p', 'softmax')),
      { name: 'scores', relu: true, rate: null },
    ],
  ] as const)('%s', (_name, network, { name, relu, rate }) => {
    expect(logitsOf(rows(network))).toMatchObject({ row: { layer: { name } }, relu, rate });
  });

  test.each([
    ['no softmax', vectors(dense('scores', 5))],
    ['a tanh between', vectors(dense('scores', 5), activation('tanh', 'tanh'), activation('p', 'softmax'))],
    [
      'an activation of its own',
      vectors({ ...dense('scores', 5), activation: 'relu' }, activation('p', 'softmax')),
    ],
    ['nothing before it', vectors(activation('p', 'softmax'))],
  ] as const)('%s: nothing', (_name, network) => expect(logitsOf(rows(network))).toBeNull());
});
