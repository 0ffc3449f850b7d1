import { multiplyAddCount, parameterCount } from '../../../model/counts';
import { conv2d, maxPooling2d, zeroPadding2d } from '../../../model/make-layer';
import { outputShape } from '../../../model/shapes';
import { windowCount } from '../../../model/window';
import { writeCount } from '../../../drawing/writing/counts';
import { amount, choice, type Questions } from '../question';
import { times } from '../words';

export const questions: Questions = {
  chain: (draw) => {
    const [input, kernel, padding] = [draw.whole(15, 60), draw.pick([3, 5, 7]), draw.whole(0, 2)];
    const convolved = windowCount(input + 2 * padding, kernel, 1, 'valid');
    const [, pooled = 0] = outputShape(maxPooling2d('pool', 3, { strides: 2 }), [1, convolved, convolved]);
    return amount(
      `A map ${input} wide goes through a convolution with a kernel of ${kernel}, stride 1 and padding ${padding}, then through a pooling with windows of 3 and steps of 2. How wide is what comes out?`,
      pooled,
      `The convolution makes ${input} − ${kernel} + 2 · ${padding} + 1 = ${convolved}; the pooling (${convolved} − 3) / 2, rounded down, plus 1: ${pooled}.`,
    );
  },
  same: (draw) => {
    const [input, kernel, stride] = [draw.whole(15, 60), draw.pick([3, 5, 7]), draw.whole(1, 3)];
    const padding = draw.pick(['valid', 'same'] as const);
    const output = windowCount(input, kernel, stride, padding);
    return amount(
      `A convolution has a kernel of ${kernel}, stride ${stride} and \`padding: '${padding}'\`. Its input is ${input} wide. How wide is its output?`,
      output,
      padding === 'same'
        ? `With 'same' as many zeros are added as are needed for ${input} / ${stride}, rounded up: ${output}.`
        : `With 'valid' nothing is added: (${input} − ${kernel}) / ${stride}, rounded down, plus 1 is ${output}.`,
    );
  },
  keep: (draw) => {
    const kernel = draw.pick([3, 5, 7, 9, 11]);
    const input = draw.whole(13, 60);
    const padding = [0, 1, 2, 3, 4, 5].findIndex(
      (zeros) => windowCount(input + 2 * zeros, kernel, 1, 'valid') === input,
    );
    return amount(
      `A kernel of ${kernel} moves with stride 1 over a map ${input} wide. How many zeros on each side keep the width as it is?`,
      padding,
      `${input} − ${kernel} + 2P + 1 = ${input} asks for P = (${kernel} − 1) / 2 = ${padding}.`,
    );
  },
  pair: (draw) => {
    const pairs = draw.shuffled(
      [1, 2, 3].flatMap((stride) => [0, 1, 2, 3].map((padding) => [stride, padding] as const)),
    );
    const [input, kernel] = [draw.whole(20, 40), draw.pick([3, 5, 7])];
    const output = ([stride, padding]: readonly [number, number]) =>
      windowCount(input + 2 * padding, kernel, stride, 'valid');
    const [right = [1, 0] as const] = pairs;
    const name = ([stride, padding]: readonly [number, number]) => `stride ${stride}, padding ${padding}`;
    return choice(
      draw,
      `A kernel of ${kernel} makes ${output(right)} out of a map ${input} wide, and a remainder is dropped. With which stride and padding?`,
      name(right),
      pairs.filter((each) => output(each) !== output(right)).map(name),
      `(${input} − ${kernel} + 2 · ${right[1]}) / ${right[0]}, rounded down, plus 1 is ${output(right)}.`,
    );
  },
  ring: (draw) => {
    const [channels, side, zeros] = [draw.pick([64, 128, 256, 384]), draw.whole(6, 27), draw.whole(1, 3)];
    const right = outputShape(zeroPadding2d('ring', zeros), [channels, side, side]);
    const wrong = [
      [channels, side + zeros, side + zeros],
      [channels + 2 * zeros, side + 2 * zeros, side + 2 * zeros],
      [channels, side, side],
    ];
    return choice(
      draw,
      `What does \`zeroPadding2d({ padding: ${zeros} })\` make of ${times(channels, side, side)}?`,
      times(...right),
      wrong.map((shape) => times(...shape)),
      `It adds ${zeros} on each of the four sides, so each side grows by 2 · ${zeros}, and the channels stay: ${times(...right)}.`,
    );
  },
  cost: (draw) => {
    const [filters, kernel, channels, input] = [
      draw.pick([32, 64, 128]),
      draw.pick([3, 5]),
      draw.pick([16, 48, 96]),
      draw.whole(9, 27),
    ];
    const layer = conv2d('layer', filters, kernel, { padding: 'same' });
    const shape = [channels, input, input];
    const cost = multiplyAddCount(layer, shape, outputShape(layer, shape));
    const weights = parameterCount({ ...layer, useBias: false }, shape);
    return amount(
      `A convolution of ${writeCount(weights)} weights, its biases not counted, makes maps of ${times(input, input)}. How many multiplications by a weight does it take for one photograph?`,
      cost,
      `Each weight is used once at each place: ${writeCount(weights)} · ${times(input, input)} = ${writeCount(cost)}.`,
    );
  },
};
