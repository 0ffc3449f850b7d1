import { expect, test } from 'vitest';
import { checkAbout } from './about-layers';

const network = { name: 'model', inputShape: null, layers: [] };
const published = new Map(
  [['Conv1', 'activation_77'], ['LRN1']].map((added, index) => [
    `cell-${index}`,
    { executionCount: index, outputs: [{ kind: 'model' as const, network, added }], activations: [] },
  ]),
);

test('a passage is about layers that cells build', () => {
  expect(() => checkAbout('Conv1 LRN1', published)).not.toThrow();
  expect(() => checkAbout('Conv1 Conv9', published)).toThrow(
    '<About layers="Conv1 Conv9">: no cell of the course builds a layer "Conv9". They build Conv1, activation_77, LRN1.',
  );
  expect(() => checkAbout('', published)).toThrow('a layer ""');
});
