import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OtherLayer } from '../../model/layer';
import { activation, conv2d, dense } from '../../model/make-layer';
import { notebookNetwork } from '../../model/networks';
import { paperNetwork, torchvisionNetwork } from '../../model/family/reference-networks';
import { rows } from '../../model/rows';
import { weightMatrix } from './weight-matrix';
import { naiveRows } from '../../../tests/support/model/naive';
import { fittingNetworks } from '../../../tests/support/model/networks';

/** facts.md, section 2: conv1 to fc8. */
const counts = {
  notebook: [34_944, 614_656, 885_120, 1_327_488, 884_992, 26_218_496, 16_781_312, 4_097_000],
  paper: [34_944, 307_456, 885_120, 663_936, 442_624, 37_752_832, 16_781_312, 4_097_000],
  torchvision: [23_296, 307_392, 663_936, 884_992, 590_080, 37_752_832, 16_781_312, 4_097_000],
};

test.each([
  [notebookNetwork(), counts.notebook],
  [paperNetwork(), counts.paper],
  [torchvisionNetwork(), counts.torchvision],
] as const)('$name: the areas are the parameter counts on record', (network, expected) => {
  const matrices = rows(network).map(({ layer, input }) => weightMatrix(layer, input));
  expect(matrices.filter((matrix) => matrix !== null).map((matrix) => matrix.rows * matrix.columns)).toEqual(
    expected,
  );
});

test('areas of random stacks are the parameters counted one position at a time', () => {
  fc.assert(
    fc.property(fittingNetworks(), (network) => {
      const areas = rows(network).map(({ layer, input }) => {
        const matrix = weightMatrix(layer, input);
        return matrix ? matrix.rows * matrix.columns : 0;
      });
      expect(areas).toEqual(naiveRows(network)?.map(({ parameters }) => parameters));
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('the sides: (5 * 5 * 48 + 1) by 256 in two groups; 6400 inputs and a bias by 4096', () => {
  expect(weightMatrix(conv2d('conv2', 256, 5, { groups: 2 }), [96, 27, 27])).toEqual({
    rows: 1201,
    columns: 256,
    groups: 2,
  });
  expect(weightMatrix(dense('FC6', 4096), [6400])).toEqual({ rows: 6401, columns: 4096, groups: 1 });
});

test('a layer that has no weights, or none that are known, has no matrix', () => {
  const other: OtherLayer = {
    type: 'other',
    name: 'bn',
    className: 'BatchNormalization',
    outputShape: [96, 55, 55],
    parameters: 384,
    trainableParameters: 192,
  };
  expect(weightMatrix(activation('relu', 'relu'), [96, 55, 55])).toBeNull();
  expect(weightMatrix(other, [96, 55, 55])).toBeNull();
});
