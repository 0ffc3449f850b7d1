import { describe, expect, test } from 'vitest';
import type { Layer, Network } from '../../model/layer';
import { conv2d, flatten, maxPooling2d, zeroPadding2d } from '../../model/make-layer';
import { notebookNetwork, notebookThrough } from '../../model/networks';
import { paperNetwork } from '../../model/family/reference-networks';
import { knownRoutes } from './known-routes';
import { caseOf } from './own-route';

const network = (...layers: Layer[]): Network => ({ name: 'edited', inputShape: [3, 227, 227], layers });

const conv1 = (strides = 4) => conv2d('Conv1', 96, 11, { strides });

const pool = (name: string) => maxPooling2d(name, 3, { strides: 2 });

describe('caseOf', () => {
  test('the notebook’s second convolution gets 27 and goes the notebook’s way', () => {
    expect(caseOf(notebookNetwork())).toEqual({ input: 27, route: knownRoutes.notebook });
  });

  test('the paper’s goes the paper’s', () => {
    expect(caseOf(paperNetwork())).toEqual({ input: 27, route: knownRoutes.paper });
  });

  test('with stride 2 in Conv1 it gets 54', () => {
    expect(caseOf(network(conv1(2), pool('p1'), conv2d('Conv2', 256, 5)))).toEqual({
      input: 54,
      route: { kernel: 5, stride: 1, padding: 0, pooling: null, ring: 0 },
    });
  });

  test('zeros before it and those of "same" are its padding', () => {
    const same = network(conv1(), pool('p1'), conv2d('Conv2', 256, 5, { padding: 'same' }), pool('p2'));
    expect(caseOf(same)?.route).toEqual(knownRoutes.paper);
    const layer = network(conv1(), pool('p1'), zeroPadding2d('z', 2), conv2d('Conv2', 256, 5), pool('p2'));
    expect(caseOf(layer)).toEqual({ input: 27, route: knownRoutes.paper });
  });

  test('uneven zeros and two poolings are no way that the search knows', () => {
    const uneven = network(conv1(), pool('p1'), conv2d('Conv2', 256, 4, { padding: 'same' }));
    expect(caseOf(uneven)).toEqual({ input: 27, route: null });
    const twice = network(conv1(), pool('p1'), conv2d('Conv2', 256, 5), pool('p2'), pool('p3'));
    expect(caseOf(twice)).toEqual({ input: 27, route: null });
  });

  test('before the second convolution stands, its input is what the pooling gives', () => {
    expect(caseOf(notebookThrough('lrn1'))).toEqual({ input: 27, route: null });
    expect(caseOf(notebookThrough('conv1'))).toBeNull();
    expect(caseOf(network(conv1(), pool('p1'), flatten('f')))).toBeNull();
  });

  test('layers that do not fit each other are no case', () => {
    expect(caseOf(network(conv1(), conv2d('Conv2', 8, 99)))).toBeNull();
  });
});
