import { multiplyAddCount, parameterCount } from '../../../model/counts';
import { conv2d, zeroPadding2d } from '../../../model/make-layer';
import { rows } from '../../../model/rows';
import { outputShape } from '../../../model/shapes';
import { pixelsRead, windowCount } from '../../../model/window';
import { writeCount, writeParameters } from '../../../drawing/writing/counts';
import { amount, countChoice, type Questions } from '../question';
import { many, times } from '../words';

export const questions: Questions = {
  parameters: (draw) => {
    const [filters, channels] = [draw.pick([192, 256, 384, 512]), draw.pick([64, 96, 192, 256])];
    const right = parameterCount(conv2d('layer', filters, 3), [channels, 13, 13]);
    return countChoice(
      draw,
      `How many parameters has a convolution of ${filters} kernels of 3 × 3 over ${channels} channels, biases among them?`,
      right,
      [9 * channels * filters, (9 + 1) * filters, (9 + 1) * channels * filters, right - filters + 1],
      `A kernel has ${times(3, 3, channels)} weights and a bias: (${writeCount(9 * channels)} + 1) · ${filters} = ${writeParameters(right)}.`,
    );
  },
  weights: (draw) => {
    const [side, channels] = [draw.pick([1, 3, 5, 7]), draw.whole(2, 40) * 8];
    const weights = parameterCount(conv2d('layer', 1, side, { useBias: false }), [channels, 13, 13]);
    return amount(
      `A map has ${channels} channels. How many weights has a single kernel of ${times(side, side)} that reads it, without its bias?`,
      weights,
      `A kernel is as deep as its input: ${times(side, side, channels)} = ${writeCount(weights)}.`,
    );
  },
  seen: (draw) => {
    const [width, border] = [draw.whole(7, 15), draw.whole(0, 2)];
    const pixel = draw.pick([0, 1, draw.whole(2, width - 3), width - 1]);
    const axis = { size: width, window: 3, stride: 1, padding: [border, border] } as const;
    const windows = Array.from({ length: windowCount(width + 2 * border, 3, 1, 'valid') }, (_, position) =>
      pixelsRead(axis, position),
    );
    const over = windows.filter((window) => window.includes(pixel)).length;
    return amount(
      `Along a row of ${width} pixels, counted from 0, with ${many(border, 'zero')} added at each end, windows of 3 move with stride 1. In how many of them does pixel ${pixel} lie?`,
      over,
      `A window over it begins at pixel ${pixel} or one or two before. Of these three ${over === 3 ? 'all are' : over === 1 ? 'one is' : 'two are'} there: the first window begins ${border === 0 ? 'at pixel 0' : `${many(border, 'place')} before pixel 0`}, the last at pixel ${width + border - 3}.`,
    );
  },
  zeros: (draw) => {
    const [side, border] = [draw.whole(5, 30), draw.whole(1, 3)];
    const [, padded = 0] = outputShape(zeroPadding2d('ring', border), [1, side, side]);
    const zeros = padded ** 2 - side ** 2;
    return amount(
      `A map of ${times(side, side)} gets a border of ${many(border, 'zero')} on each side. How many zeros are added to each channel?`,
      zeros,
      `It is ${times(padded, padded)} then: ${writeCount(padded ** 2)} − ${writeCount(side ** 2)} = ${writeCount(zeros)}.`,
    );
  },
  stack: (draw) => {
    const layers = draw.whole(2, 6);
    const network = {
      name: 'stack',
      inputShape: [1, 99, 99],
      layers: Array.from({ length: layers }, (_, i) => conv2d(`layer${i}`, 1, 3)),
    };
    const [field = 0] = rows(network).at(-1)?.receptiveField ?? [];
    return amount(
      `${layers} convolutions with kernels of 3 and stride 1 follow one another. How many pixels wide is the patch that one number at the end depends on?`,
      field,
      `The first sees 3 pixels, and each that follows 2 more: 1 + 2 · ${layers} = ${field}.`,
    );
  },
  cost: (draw) => {
    const [side, filters, channels] = [draw.whole(6, 20), draw.pick([16, 32, 64]), draw.pick([8, 16, 32])];
    const layer = conv2d('layer', filters, 3, { padding: 'same' });
    const shape = [channels, side, side];
    const right = multiplyAddCount(layer, shape, outputShape(layer, shape));
    return countChoice(
      draw,
      `${filters} kernels of 3 × 3 over ${channels} channels make maps of ${times(side, side)}. How many multiplications by a weight does that take?`,
      right,
      [9 * channels * filters, 9 * filters * side * side, channels * filters * side * side],
      `${times(3, 3, channels)} weights, ${filters} kernels, ${times(side, side)} places: ${writeCount(right)}.`,
    );
  },
};
