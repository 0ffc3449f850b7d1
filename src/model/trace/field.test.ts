import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unitAt, type Unit } from '../feature-maps';
import { fieldOn, type Field, type Rectangle } from './field';
import type { Layer, Network } from '../layer';
import { twoTowersNetwork } from '../family/two-towers';
import { activation, concatenate, conv2d, dense, flatten, maxPooling2d } from '../make-layer';
import { notebookNetwork } from '../networks';
import { rows, type Row } from '../rows';
import { fittingNetworks } from '../../../tests/support/model/networks';
import { stockModel, stockOutputs, tf } from '../../../tests/support/model/stock-model';

const table = rows(notebookNetwork());
const square = (top: number, left: number, size: number): Rectangle => ({
  top,
  left,
  height: size,
  width: size,
});
const at = (name: string) => table.findIndex(({ layer }) => layer.name === name);
const onImage = (name: string, unit: Unit) => fieldOn(table, at(name), unit).onImage;

describe('fieldOn(table, index, unit), of the notebook', () => {
  test.for([
    ['Conv1', 11, 4],
    ['MaxPool', 19, 8],
    ['Conv2', 51, 8],
    ['MaxPool2', 67, 16],
  ] as const)(
    'unit [0, 1, 2] of %s sees %i pixels, %i from the first to the next',
    ([name, size, stride]) => {
      const pixels = square(stride, 2 * stride, size);
      expect(onImage(name, [0, 1, 2])).toEqual({ whole: pixels, clipped: pixels });
    },
  );

  test.for([
    ['Conv3', 99, 16],
    ['Conv4', 131, 32],
    ['Conv5', 163, 48],
    ['MaxPool3', 195, 48],
  ] as const)('the corner of %s sees %i pixels, %i of them beyond the edge', ([name, size, beyond]) => {
    expect(onImage(name, [0, 0, 0])).toEqual({
      whole: square(-beyond, -beyond, size),
      clipped: square(0, 0, size - beyond),
    });
  });

  test('every row has the receptive field that its row says', () => {
    table.forEach((row, index) => {
      const unit = row.output.map((size) => Math.floor(size / 2));
      const { height, width } = fieldOn(table, index, unit).onImage!.whole;
      expect([height, width], row.layer.name).toEqual(row.receptiveField);
    });
  });

  test('a zero of the padding sees nothing, though it has a place', () => {
    expect(onImage('zero_padding2d_25', [5, 0, 3])).toEqual({
      whole: square(-16, 32, 67),
      clipped: null,
    });
    expect(fieldOn(table, at('zero_padding2d_25'), [5, 0, 3]).onInput).toEqual({
      whole: square(-1, 2, 1),
      clipped: null,
    });
  });

  test('a flattened unit sees what it saw before; after a dense layer every unit sees all', () => {
    // Unit 257 is channel 1 at row 0, column 1.
    expect(onImage('flatten_7', [257])).toEqual(onImage('MaxPool3', [1, 0, 1]));
    for (const name of ['FC6', 'dense_17', 'activation_85']) {
      expect(onImage(name, [7])).toEqual({ whole: square(0, 0, 227), clipped: square(0, 0, 227) });
    }
    expect(fieldOn(table, at('FC6'), [7]).onInput).toBeNull();
  });

  test('on its own input: the window', () => {
    expect(fieldOn(table, at('Conv2'), [3, 22, 0]).onInput).toEqual({
      whole: { top: 22, left: 0, height: 5, width: 5 },
      clipped: { top: 22, left: 0, height: 5, width: 5 },
    });
  });

  test('in two towers each unit sees as much as its row says, through its own tower alone', () => {
    const towers = rows(twoTowersNetwork());
    towers.forEach((row, index) => {
      const unit = row.output.map((size) => Math.floor(size / 2));
      const { height, width } = fieldOn(towers, index, unit).onImage!.whole;
      expect([height, width], row.layer.name).toEqual(row.receptiveField);
    });
  });

  test('of branches that see unlike parts, the smallest square that holds both', () => {
    const network: Network = {
      name: 'branches',
      inputShape: [1, 9, 9],
      layers: [
        conv2d('wide', 1, 5, { padding: 'same' }),
        conv2d('small', 1, 1),
        concatenate('join'),
        conv2d('over', 1, 1),
      ],
      takes: { wide: [null], small: [null], join: ['wide', 'small'], over: ['join'] },
    };
    const table = rows(network);
    const seen = (index: number, unit: Unit) => fieldOn(table, index, unit).onImage;
    expect(seen(2, [1, 4, 4])).toEqual({ whole: square(4, 4, 1), clipped: square(4, 4, 1) });
    expect(seen(2, [0, 4, 4])).toEqual({ whole: square(2, 2, 5), clipped: square(2, 2, 5) });
    expect(seen(3, [0, 0, 4])).toEqual({
      whole: square(-2, 2, 5),
      clipped: { top: 0, left: 2, height: 3, width: 5 },
    });
  });

  test('refuses a row or a unit that is not there', () => {
    expect(() => fieldOn(table, 29, [0])).toThrow(new RangeError('There is no row 29: the network has 29'));
    expect(() => fieldOn(table, 0, [0, 55, 0])).toThrow(RangeError);
  });
});

describe('where there is no image to see', () => {
  test('a network of vectors', () => {
    const vectors = rows({ name: 'vectors', inputShape: [4], layers: [dense('d', 2)] });
    expect(fieldOn(vectors, 0, [1])).toEqual({ onInput: null, onImage: null });
  });

  test('below a layer that is not known; its own input is still seen above', () => {
    const other: Layer = {
      type: 'other',
      name: 'norm',
      className: 'BatchNormalization',
      outputShape: [1, 5, 5],
      parameters: 4,
      trainableParameters: 2,
    };
    const layers = [other, maxPooling2d('pool', 2)];
    const mixed = rows({ name: 'mixed', inputShape: [1, 5, 5], layers });
    expect(fieldOn(mixed, 0, [0, 1, 1])).toEqual({ onInput: null, onImage: null });
    const window = square(2, 0, 2);
    expect(fieldOn(mixed, 1, [0, 1, 0])).toEqual({
      onInput: { whole: window, clipped: window },
      onImage: null,
    });
  });

  test('a softmax over a flattened image reads all of it', () => {
    const layers = [conv2d('c', 1, 3), flatten('f'), activation('s', 'softmax')];
    const field = fieldOn(rows({ name: 'soft', inputShape: [1, 6, 6], layers }), 2, [0]).onImage;
    expect(field).toEqual({ whole: square(0, 0, 6), clipped: square(0, 0, 6) });
  });
});

/** Whether windows leave gaps, in which the box around all that is read has pixels that are not. */
function leavesGaps(layer: Layer): boolean {
  if (layer.type === 'conv2d' && layer.dilationRate.some((rate) => rate > 1)) return true;
  const window = 'kernelSize' in layer ? layer.kernelSize : 'poolSize' in layer ? layer.poolSize : null;
  return (
    window !== null && 'strides' in layer && layer.strides.some((stride, axis) => stride > window[axis]!)
  );
}

/** The box around the pixels that a unit answers to, of images that are one pixel each. */
function answered(answers: Float32Array, width: number): Rectangle | null {
  const pixels = Array.from(answers.keys()).filter((pixel) => answers[pixel] !== 0);
  if (pixels.length === 0) return null;
  const rowsOf = pixels.map((pixel) => Math.floor(pixel / width));
  const columns = pixels.map((pixel) => pixel % width);
  const [top, left] = [Math.min(...rowsOf), Math.min(...columns)];
  return { top, left, height: Math.max(...rowsOf) - top + 1, width: Math.max(...columns) - left + 1 };
}

function holds({ clipped }: Field, seen: Rectangle | null): boolean {
  if (!seen) return true;
  return (
    clipped !== null &&
    clipped.top <= seen.top &&
    clipped.left <= seen.left &&
    clipped.top + clipped.height >= seen.top + seen.height &&
    clipped.left + clipped.width >= seen.left + seen.width
  );
}

describe('random stacks, shown one pixel at a time', () => {
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  /** All layers that are linear or keep a positive number positive, so that with kernels of ones no answer cancels. */
  const networks = fittingNetworks({ groups: false });

  test('a unit answers to the pixels of its field, and to no others', { timeout: 60_000 }, () => {
    let exact = 0;
    const check = (network: Network, places: readonly number[]) => {
      const table: readonly Row[] = rows(network);
      const first = table[0]!.inputFormat === 'channelsFirst';
      const [a = 0, b = 0, c = 0] = network.inputShape ?? [];
      const [channels, height, width] = first ? [a, b, c] : [c, a, b];
      const pixels = tf.eye(height * width).reshape<tf.Tensor4D>([height * width, 1, height, width]);
      const images = pixels.tile([1, channels, 1, 1]);
      const model = stockModel(network, 'ones');
      const outputs = stockOutputs(model, network, first ? images : images.transpose([0, 2, 3, 1]));
      let gaps = false;
      table.forEach((row, index) => {
        gaps ||= leavesGaps(row.layer);
        const output = outputs[index + 1]!;
        const shape = output.shape.slice(1);
        const units = output.reshape<tf.Tensor2D>([height * width, -1]);
        for (const each of places) {
          const place = each % units.shape[1];
          const seen = answered(units.slice([0, place], [-1, 1]).dataSync<'float32'>(), width);
          const field = fieldOn(table, index, unitAt({ shape }, place)).onImage!;
          const where = `${JSON.stringify(row.layer)} at ${place}`;
          expect([field.whole.height, field.whole.width], where).toEqual(row.receptiveField);
          if (gaps) {
            expect(holds(field, seen), where).toBe(true);
          } else {
            expect(field.clipped, where).toEqual(seen);
            exact++;
          }
        }
      });
      model.dispose();
    };
    const places = fc.array(fc.nat(), { minLength: 4, maxLength: 4 });
    fc.assert(fc.property(networks, places, check), { numRuns: 20, seed: 1 });
    expect(exact).toBeGreaterThan(100);
  });
});
