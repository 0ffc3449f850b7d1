import { describe, expect, test } from 'vitest';
import { put, positionOf, type CellEdit } from './cell-edit';
import { switches, switchState, throwSwitch, type Switchable } from './switches';

const called = (id: string): Switchable => {
  const found = switches.find((each) => each.id === id);
  if (!found) throw new Error(`There is no switch "${id}".`);
  return found;
};

const conv3 = `model.add(
  tf.layers.conv2d({
    filters: 384,
    kernelSize: 3,
    padding: 'valid',
    dataFormat,
    name: 'Conv3',
  }),
);`;

describe('an edit', () => {
  const edit: CellEdit = { cell: 'conv3', within: "name: 'Conv3'", off: "'valid'", on: "'same'" };

  test('stays within the layer that it names', () => {
    const two = `${conv3.replaceAll('Conv3', 'Other')}\n${conv3}`;
    const on = put(two, edit, 'on');
    expect(on).toBe(`${conv3.replaceAll('Conv3', 'Other')}\n${conv3.replace("'valid'", "'same'")}`);
    expect(put(on ?? '', edit, 'off')).toBe(two);
  });

  test('is gone where its text is not there, or more than once, or its layer is', () => {
    expect(positionOf(conv3.replace("'valid'", '"valid"'), edit)).toBe('gone');
    expect(positionOf(conv3.replace('dataFormat,', "note: 'valid',"), edit)).toBe('gone');
    expect(positionOf(`${conv3}\n${conv3}`, edit)).toBe('gone');
    expect(put('', edit, 'on')).toBeNull();
  });
});

describe('a number that only begins as the one that is looked for', () => {
  test.for([
    ['decay', 'compile', 'decay: 0.0005', 'decay: 0.001'],
    ['decay', 'compile', 'decay: 0.0005', 'decay: 0.00051'],
    ['dropout-40', 'fc7', 'rate: 0.4', 'rate: 0.45'],
    ['dropout-40', 'fc7', 'rate: 0.4', 'rate: 0.51'],
  ] as const)('%s: %s says %s as %s', ([id, cell, published, own]) => {
    const source = `before({ ${published}, after: 1 });`.replace(published, own);
    const switched = called(id);
    expect(switchState({ [cell]: source }, switched)).toBe('gone');
    expect(typeof throwSwitch({ [cell]: source }, switched, 'on')).toBe('string');
  });
});

describe('a switch on a cell that the reader has changed', () => {
  const fc7 =
    "model.add(tf.layers.dense({ units: 4096, name: 'FC7' }));\nmodel.add(tf.layers.dropout({ rate: 0.4 }));";
  const dropout = called('dropout-40');

  test('applies if its place is there, and leaves the reader’s change', () => {
    const changed = { fc7: fc7.replace('4096', '512') };
    const on = throwSwitch(changed, dropout, 'on');
    expect(on).toEqual({ fc7: changed.fc7.replace('0.4', '0.5') });
    expect(switchState({ ...changed, ...(on as object) }, dropout)).toBe('on');
  });

  test('says what it looks for if it is not', () => {
    const changed = { fc7: fc7.replace('0.4', '0.3') };
    expect(switchState(changed, dropout)).toBe('gone');
    expect(throwSwitch(changed, dropout, 'on')).toBe(
      'You have changed the lines that this would change. It looks for “rate: 0.4”. Undo your change there, or reset the cell.',
    );
  });

  test('is on if the reader has made the change themselves, and half on if they have made half of it', () => {
    expect(switchState({ fc7: fc7.replace('0.4', '0.5') }, dropout)).toBe('on');
    const decay = called('top-five');
    const half = { compile: "model.compile({\n  metrics: ['accuracy', topFive],\n});" };
    expect(switchState(half, decay)).toBe('part');
  });
});
