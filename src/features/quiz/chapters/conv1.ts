import { multiplyAddCount, parameterCount } from '../../../model/counts';
import { sizeOf } from '../../../model/image-shape';
import { conv2d } from '../../../model/make-layer';
import { outputShape } from '../../../model/shapes';
import { windowCount } from '../../../model/window';
import { writeCount, writeParameters } from '../../../drawing/writing/counts';
import { amount, choice, countChoice, type Questions } from '../question';
import { bracketed, listed, many, signed, times } from '../words';

export const questions: Questions = {
  width: (draw) => {
    const [kernel, stride, padding] = [draw.whole(2, 11), draw.whole(1, 4), draw.whole(0, 3)];
    const input = draw.whole(20, 240);
    const output = windowCount(input + 2 * padding, kernel, stride, 'valid');
    return amount(
      `An input ${input} wide, a kernel of ${kernel}, stride ${stride}, padding ${padding} on each side; a remainder is dropped. How wide is the output?`,
      output,
      `(${input} − ${kernel} + 2 · ${padding}) / ${stride} = ${Number(((input - kernel + 2 * padding) / stride).toFixed(2))}, rounded down and plus 1: ${output}.`,
    );
  },
  stride: (draw) => {
    const [kernel, stride] = [draw.whole(3, 11), draw.whole(2, 5)];
    const input = draw.whole(60, 120) * 2;
    const output = windowCount(input, kernel, stride, 'valid');
    return choice(
      draw,
      `A kernel of ${kernel} slides over an input ${input} wide, without padding, and makes an output ${output} wide. What is its stride?`,
      String(stride),
      [1, 2, 3, 4, 5, 6].filter((each) => Math.abs(each - stride) < 3).map(String),
      `With stride ${stride}, (${input} − ${kernel}) / ${stride} rounded down is ${output - 1}, and there is one window more than steps.`,
    );
  },
  parameters: (draw) => {
    const [filters, side, channels] = [
      draw.pick([16, 32, 64, 96, 128]),
      draw.pick([3, 5, 7, 11]),
      draw.pick([1, 3, 4]),
    ];
    const right = parameterCount(conv2d('layer', filters, side), [channels, 64, 64]);
    const weights = side * side * channels * filters;
    return countChoice(
      draw,
      `A convolution has ${filters} kernels of ${times(side, side)} over ${many(channels, 'channel')}, each with a bias. How many parameters does it have?`,
      right,
      [weights, (side * side + 1) * filters, weights + 1],
      `A kernel has ${times(side, side, channels)} weights and one bias: (${side * side * channels} + 1) · ${filters} = ${writeParameters(right)}.`,
    );
  },
  numbers: (draw) => {
    const [filters, side, stride, input] = [
      draw.whole(2, 24) * 4,
      draw.pick([3, 5, 7, 11]),
      draw.whole(1, 4),
      draw.whole(30, 99),
    ];
    const output = outputShape(conv2d('layer', filters, side, { strides: stride }), [3, input, input]);
    const numbers = sizeOf(output);
    return amount(
      `${filters} kernels of ${times(side, side)} slide over ${times(3, input, input)} numbers with stride ${stride}, without padding. How many numbers come out?`,
      numbers,
      `Each kernel finds ${output[1]} places in each direction, so ${times(...output)} = ${writeCount(numbers)}.`,
    );
  },
  product: (draw) => {
    const kernel = [1, 2, 3, 4].map(() => draw.whole(-2, 2));
    const patch = [1, 2, 3, 4].map(() => draw.whole(0, 9));
    const bias = draw.whole(-3, 3);
    const sum = kernel.reduce((total, weight, i) => total + weight * patch[i]!, bias);
    return amount(
      `A kernel of 2 × 2 has the weights ${listed(kernel)}, row by row, and the bias ${signed(bias)}. It lies on the numbers ${listed(patch)}. What does it make of them?`,
      sum,
      `${kernel.map((weight, i) => `${bracketed(weight)} · ${patch[i]}`).join(' + ')} + ${bracketed(bias)} = ${signed(sum)}.`,
    );
  },
  cost: (draw) => {
    const [filters, side, input] = [draw.pick([8, 16, 32, 64]), draw.pick([3, 5, 7]), draw.whole(16, 40)];
    const layer = conv2d('layer', filters, side);
    const output = outputShape(layer, [3, input, input]);
    const right = multiplyAddCount(layer, [3, input, input], output);
    const places = output[1]! ** 2;
    return countChoice(
      draw,
      `${filters} kernels of ${times(side, side)} over 3 channels slide over a picture ${input} wide and high, with stride 1 and without padding. How many multiplications by a weight does that take?`,
      right,
      [side * side * 3 * filters, side * side * filters * places, input * input * side * side * 3 * filters],
      `${times(side, side, 3)} weights of each of ${filters} kernels at ${times(output[1]!, output[1]!)} places: ${writeCount(right)}.`,
    );
  },
};
