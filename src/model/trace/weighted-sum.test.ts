import { expect, test } from 'vitest';
import { weightsIndex } from './weighted-sum';
import type { Unit } from '../feature-maps';
import { notebookNetwork } from '../networks';
import { rows } from '../rows';

test('a unit has the weights of its filter or column', () => {
  const table = rows(notebookNetwork());
  const wanted = (name: string, unit: Unit) =>
    weightsIndex(
      table.find(({ layer }) => layer.name === name)!,
      unit,
    );
  expect(wanted('Conv1', [3, 10, 20])).toBe(3);
  expect(wanted('FC6', [281])).toBe(281);
  expect(wanted('MaxPool', [3, 10, 20])).toBeNull();
});
