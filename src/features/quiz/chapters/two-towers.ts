import { BYTES_PER_NUMBER, parameterCount } from '../../../model/counts';
import { sizeOf } from '../../../model/image-shape';
import { conv2d, maxPooling2d } from '../../../model/make-layer';
import { outputShape } from '../../../model/shapes';
import { writeCount } from '../../../drawing/writing/counts';
import { writeBytes } from '../../../drawing/writing/measures';
import { writeSmall } from '../../../drawing/writing/values';
import { amount, choice, countChoice, type Questions } from '../question';
import { times } from '../words';

/** Epochs at which the authors divided the rate of 0.01 by ten (layer-params-145.cfg). */
const DIVISIONS = [25, 51, 79];

export const questions: Questions = {
  halves: (draw) => {
    const [filters, channels, side] = [
      draw.pick([128, 192, 256, 384]),
      draw.pick([96, 192, 256, 384]),
      draw.pick([3, 5]),
    ];
    const of = (groups: number) =>
      parameterCount(conv2d('layer', filters, side, { groups }), [channels, 27, 27]);
    return countChoice(
      draw,
      `Two towers share a layer of ${filters} kernels of ${times(side, side)}. It reads ${channels} channels, and each half of the kernels only its own tower’s half of them. How many parameters has the layer, biases among them?`,
      of(2),
      [of(1), of(1) / 2, of(2) - filters],
      `A kernel reads ${channels / 2} channels: (${side * side} · ${channels / 2} + 1) · ${filters} = ${writeCount(of(2))}.`,
    );
  },
  whose: (draw) => {
    const channels = draw.pick([96, 256, 384]);
    const filters = draw.pick([256, 384]);
    const filter = draw.whole(0, filters - 1);
    const [half, second] = [channels / 2, filter >= filters / 2];
    const range = (from: number, to: number) => `channels ${from} to ${to - 1}`;
    return choice(
      draw,
      `A layer of two towers has ${filters} kernels and reads ${channels} channels; the first tower has the first half of each, and the towers do not see each other. Counted from 0, which channels does kernel ${filter} read?`,
      second ? range(half, channels) : range(0, half),
      [range(0, half), range(half, channels), range(0, channels)],
      `Kernel ${filter} is ${second ? 'not ' : ''}below ${filters / 2}, so it belongs to the ${second ? 'second' : 'first'} tower.`,
    );
  },
  seam: (draw) => {
    const half = draw.pick([48, 128]);
    const channel = half + draw.pick([-2, -1, 0, 1]);
    const [first, last] = channel < half ? [0, half - 1] : [half, 2 * half - 1];
    const range = (from: number, to: number) => `channels ${from} to ${to}`;
    const [from, to] = [Math.max(first, channel - 2), Math.min(last, channel + 2)];
    return choice(
      draw,
      `Each of two towers has ${half} channels, together counted from 0 to ${2 * half - 1}. Response normalisation takes 2 channels on each side and stays inside a tower. Which channels count for channel ${channel}?`,
      range(from, to),
      [
        range(channel - 2, channel + 2),
        range(first, last),
        range(channel - 1, channel + 1),
        range(channel, channel),
      ],
      `Channel ${channel} lies in the tower of channels ${first} to ${last}, and the window ends where the tower does: ${range(from, to)}.`,
    );
  },
  memory: (draw) => {
    const [channels, side, batch] = [
      draw.pick([48, 96, 128, 192]),
      draw.whole(13, 55),
      draw.pick([32, 64, 128]),
    ];
    const numbers = sizeOf([batch, channels, side, side]);
    const right = numbers * BYTES_PER_NUMBER;
    return choice(
      draw,
      `A layer leaves ${times(channels, side, side)} numbers on a card for each photograph. How much memory do they take for a batch of ${batch}, as 32-bit numbers?`,
      writeBytes(right),
      [numbers, right / batch, 2 * right, right / 3].map(writeBytes),
      `${times(batch, channels, side, side)} = ${writeCount(numbers)} numbers of ${BYTES_PER_NUMBER} bytes are ${writeBytes(right)}.`,
    );
  },
  rate: (draw) => {
    const epoch = draw.whole(1, 90);
    const made = DIVISIONS.filter((division) => division <= epoch).length;
    return choice(
      draw,
      `The authors began with a rate of 0.01 and divided it by ten when the epochs 25, 51 and 79 began. What was it in epoch ${epoch}?`,
      writeSmall(0.01 / 10 ** made),
      [0, 1, 2, 3].map((each) => writeSmall(0.01 / 10 ** each)),
      made === 0
        ? `By then it had not been divided: 0.01.`
        : `By then it had been divided ${made === 1 ? 'once' : made === 2 ? 'twice' : 'three times'}: ${writeSmall(0.01 / 10 ** made)}.`,
    );
  },
  upwards: (draw) => {
    const [input, window, stride] = [draw.whole(20, 60), draw.whole(2, 4), draw.whole(2, 3)];
    const layer = maxPooling2d('pool', window, { strides: stride, ceilMode: true });
    const [, output = 0] = outputShape(layer, [1, input, input]);
    return amount(
      `The authors’ program rounds sizes up: a last window that hangs over the edge counts, if it begins inside. A pooling with windows of ${window} and steps of ${stride} reads maps ${input} wide. How wide are those it makes?`,
      output,
      `(${input} − ${window}) / ${stride}, rounded up, plus 1 is ${Math.ceil((input - window) / stride) + 1}${Math.ceil((input - window) / stride) + 1 === output ? '' : `, but the last of them would begin outside, so it is ${output}`}.`,
    );
  },
};
