import { describe, expect, it } from 'vitest';
import { changedRows } from './changed-rows';
import { activation, conv2d, maxPooling2d } from './make-layer';
import type { Layer } from './layer';
import { rows } from './rows';

const of = (...layers: Layer[]) => rows({ name: 'net', inputShape: [3, 227, 227], layers });
const pool = maxPooling2d('pool', 3, { strides: 2 });

describe('changedRows(before, after)', () => {
  it('is empty for equal networks', () => {
    const one = of(conv2d('one', 96, 11, { strides: 4 }), pool);
    expect(changedRows(one, one)).toEqual([]);
  });

  it('names what an edit changes, in the layer and below it', () => {
    const before = of(conv2d('one', 96, 11, { strides: 4 }), pool);
    const after = of(conv2d('one', 96, 11, { strides: 2 }), pool);
    expect(changedRows(before, after).map(({ name, parts }) => [name, parts])).toEqual([
      ['one', ['settings', 'output', 'multiplyAdds']],
      ['pool', ['output']],
    ]);
    expect(changedRows(before, after)[0]?.after?.output).toEqual([96, 109, 109]);
  });

  it('has layers that came and those that went, each in its place', () => {
    const relu = activation('relu', 'relu');
    const [first, second] = [conv2d('one', 4, 3), conv2d('two', 4, 3)];
    expect(
      changedRows(of(relu, first, pool, second), of(first, activation('tanh', 'tanh'), second)).map(
        ({ name, before, after }) => [name, before !== null, after !== null],
      ),
    ).toEqual([
      ['relu', true, false],
      ['one', true, true],
      ['pool', true, false],
      ['tanh', false, true],
      ['two', true, true],
    ]);
  });
});
