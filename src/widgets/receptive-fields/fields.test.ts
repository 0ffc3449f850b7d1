import { expect, test } from 'vitest';
import { notebookNetwork } from '../../model/networks';
import { rows } from '../../model/rows';
import { fieldOn } from '../../model/trace/field';
import { onPicture, patchesOf, patchOf, unitAt } from './fields';

const network = notebookNetwork();
const table = rows(network);
const all = patchesOf(network);

test('the frames of the chapter, from the first convolution to the last pooling', () => {
  expect(all.map(({ layer, size }) => [layer, size])).toEqual([
    ['Conv1', 11],
    ['MaxPool', 19],
    ['Conv2', 51],
    ['MaxPool2', 67],
    ['Conv3', 99],
    ['Conv4', 131],
    ['Conv5', 163],
    ['MaxPool3', 195],
  ]);
  for (const { size, window, before } of all) expect(size).toBe(before.size + (window - 1) * before.stride);
});

test('each unit’s patch is what walking the windows back finds, and a pixel leads to the unit it is central to', () => {
  for (const patches of all) {
    const index = table.findIndex(({ layer }) => layer.name === patches.layer);
    expect(patches.units).toBe(table[index]?.output.at(-1));
    for (let unit = 0; unit < patches.units; unit++) {
      const other = patches.units - 1 - unit;
      const patch = patchOf(patches, { row: unit, column: other });
      const field = fieldOn(table, index, [0, unit, other]).onImage;
      expect(patch).toEqual(field?.whole);
      expect(onPicture(patch, 227)).toEqual({ rows: field?.clipped?.height, columns: field?.clipped?.width });
      expect(unitAt(patches, Math.floor(patch.top + patch.height / 2))).toBe(unit);
    }
    expect(unitAt(patches, -1000)).toBe(0);
    expect(unitAt(patches, 1000)).toBe(patches.units - 1);
  }
});
