import * as v from 'valibot';
import { expect, test } from 'vitest';
import { authorsProgramNetwork } from '../model/family/authors-program';
import { paperNetwork, torchvisionNetwork } from '../model/family/reference-networks';
import { twoTowersNetwork } from '../model/family/two-towers';
import type { Layer, Network } from '../model/layer';
import { notebookNetwork } from '../model/networks';
import { modelOutputSchema } from './network-format';

const outputOf = (network: Network) => ({ kind: 'model', network, added: [] });

/** Those that no network of the course has. */
const others: readonly Layer[] = [
  {
    type: 'averagePooling2d',
    name: 'mean',
    poolSize: [2, 2],
    strides: [2, 2],
    padding: 'same',
    dataFormat: 'channelsLast',
    ceilMode: true,
  },
  {
    type: 'other',
    name: 'norm',
    className: 'BatchNormalization',
    outputShape: [96, 55, 55],
    parameters: 384,
    trainableParameters: 192,
  },
];

test.each([
  ['the notebook’s', notebookNetwork()],
  ['the paper’s', paperNetwork()],
  ['the authors’', authorsProgramNetwork()],
  ['torchvision’s', torchvisionNetwork()],
  ['two towers', twoTowersNetwork()],
  ['one of other layers', { name: '', inputShape: null, layers: others, undrawn: 'It is not drawn.' }],
])('%s network comes back as it was', (_, network) => {
  const output = outputOf(network);
  expect(v.parse(modelOutputSchema, structuredClone(output))).toEqual(output);
});

test.each([
  ['no layers', { name: '', inputShape: null }],
  ['a layer without its sizes', { name: '', inputShape: null, layers: [{ type: 'conv2d', name: 'Conv1' }] }],
  ['a layer that there is not', { name: '', inputShape: null, layers: [{ type: 'film', name: 'f' }] }],
  ['a shape that is none', { name: '', inputShape: ['3'], layers: [] }],
])('%s is refused', (_, network) => {
  expect(v.is(modelOutputSchema, outputOf(network as unknown as Network))).toBe(false);
});
