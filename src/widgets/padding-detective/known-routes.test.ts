/** The widgets about windows: what they take from a network and a photograph, and what they say. */
import { describe, expect, test } from 'vitest';
import { calculate } from '../../../tests/support/model/calculate-latex';
import type { Layer, Network } from '../../model/layer';
import { conv2d, flatten, maxPooling2d, zeroPadding2d } from '../../model/make-layer';
import { notebookNetwork, notebookThrough } from '../../model/networks';
import { paperNetwork } from '../../model/reference-networks';
import { windowPositions } from '../../model/window';
import { cropSide, greyCrop, inputCrop, readGreys, writeGreys } from '../convolution/crop';
import { describeSize } from '../convolution/describe-slide';
import { describeRoute, describeSlip, writeWidths } from './describe-route';
import { knownRoutes, overlapping } from './known-routes';
import { caseOf } from './own-route';
import { drawAxis, wholeAxis } from '../shape-calculator/axis-drawing';
import { describePositions, tabulatePositions } from '../shape-calculator/describe-positions';

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

describe('the padding detective says', () => {
  test('what the notebook’s ring costs', () => {
    expect(describeRoute(27, 13, knownRoutes.notebook)).toBe(
      '27 → 23 → 11 → 13: it reaches 13. Of the 169 places of each channel 48 are zeros for every photograph.',
    );
  });

  test('what is wrong with the slip, and only with it', () => {
    const said = describeSlip(27, knownRoutes.slip)?.replaceAll('\u00a0', ' ') ?? '';
    const [, sum = '', result] = /but (.*) = (\d+)\.$/.exec(said) ?? [];
    expect(said).toContain('writes 11');
    expect(
      calculate(
        sum
          .replace('−', '-')
          .replace('·', '\\cdot')
          .replace(/^\((.*)\)\/2/, '\\frac{$1}{2}'),
      ),
    ).toBe(Number(result));
    expect(describeSlip(54, knownRoutes.slip)).toBeNull();
    expect(describeSlip(27, knownRoutes.paper)).toBeNull();
  });

  test('where a window does not fit', () => {
    const route = { kernel: 5, stride: 1, padding: 0, pooling: overlapping, ring: 0 };
    expect(writeWidths(4, route)).toBe('4 → nothing');
    expect(describeRoute(4, 13, route)).toMatch(/wider than what it gets/);
  });
});

describe('the shape calculator says', () => {
  const say = (size: number, window: number, stride: number, padding: [number, number] = [0, 0]) => {
    const axis = { size, window, stride, padding };
    return describePositions(axis, windowPositions(axis));
  };

  test('that 227 comes out even', () => {
    expect(say(227, 11, 4)).toBe('55 windows of 11, 4 apart, fit into 227 pixels, and nothing is left over.');
  });

  test('what becomes of the paper’s 224', () => {
    expect(say(224, 11, 4)).toBe(
      '54.25 is not a whole number: 54 windows fit, and the last pixel belongs to none. ' +
        'One more, as the authors’ program rounds up to, would hang 3 pixels over the edge.',
    );
  });

  test.each([
    [say(5, 9, 1), 'A window of 9 is wider than the 5 pixels of the input: it fits nowhere'],
    [say(5, 9, 1, [1, 1]), 'wider than the 7 pixels there are with the zeros'],
    [say(20, 3, 5), 'Between two windows 2 pixels go unseen.'],
    [say(12, 3, 2, [0, 1]), 'The zeros are uneven: 0 before the input, 1 after it.'],
    [say(12, 3, 1, [3, 3]), 'The first window sees nothing but zeros.'],
    [say(11, 11, 4), '1 window of 11 fits into 11 pixels'],
  ])('%s', (said, part) => expect(said).toContain(part));

  test('the same as a table', () => {
    const axis = { size: 224, window: 11, stride: 4, padding: [0, 0] as const };
    expect(Object.fromEntries(tabulatePositions(axis, windowPositions(axis)))).toMatchObject({
      '(W − F + 2P)/S + 1': '54.25',
      'Last window, pixels from 0': '212 to 222',
      'Left over': '1 pixel',
      'One window more lacks': '3 pixels',
    });
  });
});

describe('drawAxis', () => {
  const axis = { size: 20, window: 5, stride: 3, padding: [1, 0] as const };
  const positions = windowPositions(axis);
  const boxes = (path: string) => path.split('M').length - 1;
  const ends = (path: string) =>
    Array.from(
      path.matchAll(/M([\d.]+) [\d.]+h([\d.]+)/g),
      ([, left, width]) => Number(left) + Number(width),
    );

  test('draws every pixel, zero, window and output, and what is left', () => {
    const drawing = drawAxis(axis, positions, wholeAxis(axis, positions.lacking), 600);
    expect(boxes(drawing.pixels)).toBe(20);
    expect(boxes(drawing.zeros)).toBe(1);
    expect(boxes(drawing.windows)).toBe(6);
    expect(boxes(drawing.output)).toBe(6);
    expect(boxes(drawing.unused)).toBe(1);
    expect(boxes(drawing.lacking)).toBe(1);
  });

  test('keeps within its width, the whole and an enlarged end', () => {
    for (const section of [wholeAxis(axis, positions.lacking), { from: 12, to: 23 }]) {
      const drawing = drawAxis(axis, positions, section, 600);
      const paths = Object.values(drawing).filter((path) => typeof path === 'string');
      for (const end of paths.flatMap(ends)) expect(end).toBeLessThanOrEqual(600);
    }
  });

  test('windows of one lane do not touch', () => {
    const drawing = drawAxis(axis, positions, wholeAxis(axis, positions.lacking), 600);
    const lines = Array.from(
      drawing.windows.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)/g),
      ([, left, top, width]) => ({
        left: Number(left),
        right: Number(left) + Number(width),
        top: Number(top),
      }),
    );
    for (const one of lines)
      for (const other of lines)
        if (one !== other && one.top === other.top)
          expect(one.right < other.left || other.right < one.left).toBe(true);
  });
});

describe('the crop', () => {
  const pixels = Uint8ClampedArray.from(
    { length: 4 * 256 * 256 },
    (_, index) => (index * 31 + (index >> 8)) % 256,
  );

  test('is grey values of the photograph, the same after they were written into the page', () => {
    const { height, width, values } = greyCrop(pixels);
    expect([height, width]).toEqual([cropSide, cropSide]);
    const at = 4 * ((94 + 3) * 256 + 186 + 5);
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
    expect(values[3 * cropSide + 5]).toBe(Math.round((299 * red + 587 * green + 114 * blue) / 1000));
    expect(readGreys(writeGreys({ height, width, values }))).toEqual({ height, width, values });
  });

  test('of the network’s input is its red channel at the same place', () => {
    const values = Float32Array.from({ length: 3 * 227 * 227 }, (_, index) => index);
    const crop = inputCrop({ shape: [3, 227, 227], values });
    expect([crop.height, crop.width]).toEqual([cropSide, cropSide]);
    expect([crop.values[0], crop.values[cropSide]]).toEqual([80 * 227 + 172, 81 * 227 + 172]);
    const small = Float32Array.from({ length: 20 * 20 }, (_, index) => index);
    expect(inputCrop({ shape: [1, 20, 20], values: small })).toEqual({
      height: 20,
      width: 20,
      values: small,
    });
  });
});

describe('the slow convolution says', () => {
  test('how large the output is', () => {
    expect(describeSize({ size: 27, window: 3, output: 13, stride: 2, padding: 0 })).toBe(
      '(27 − 3 + 2 · 0)/2 + 1 = 13: 27 by 27 pixels become 13 by 13 numbers.',
    );
  });

  test('what does not fit', () => {
    expect(describeSize({ size: 27, window: 3, output: 5, stride: 5, padding: 0 })).toBe(
      '(27 − 3 + 2 · 0)/5 + 1 is 5.8, so there are 5 by 5 positions, and the last 4 rows and columns are never looked at.',
    );
    expect(describeSize({ size: 5, window: 7, output: 0, stride: 1, padding: 0 })).toMatch(/fits nowhere/);
  });
});
