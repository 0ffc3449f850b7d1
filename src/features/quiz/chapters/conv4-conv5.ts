import { BYTES_PER_NUMBER, multiplyAddCount, parameterCount } from '../../../model/counts';
import { sizeOf } from '../../../model/image-shape';
import { conv2d, maxPooling2d } from '../../../model/make-layer';
import { rows } from '../../../model/rows';
import { outputShape } from '../../../model/shapes';
import { writeCount } from '../../../drawing/writing/counts';
import { writeBytes } from '../../../drawing/writing/measures';
import type { Draw } from '../draw';
import { amount, choice, countChoice, type Questions } from '../question';
import { times } from '../words';

export const questions: Questions = {
  groups: (draw) => {
    const groups = draw.pick([2, 4]);
    const [filters, channels, side] = [
      draw.pick([128, 256, 384]),
      draw.pick([96, 192, 256]),
      draw.pick([3, 5]),
    ];
    const of = (count: number) =>
      parameterCount(conv2d('layer', filters, side, { groups: count }), [channels, 27, 27]);
    return countChoice(
      draw,
      `A convolution has ${filters} kernels of ${times(side, side)} over ${channels} channels, in ${groups} groups. How many parameters has it, biases among them?`,
      of(groups),
      [of(1), of(1) / groups, of(groups) - filters],
      `A kernel reads ${channels} / ${groups} = ${channels / groups} channels: (${side * side} · ${channels / groups} + 1) · ${filters} = ${writeCount(of(groups))}.`,
    );
  },
  'seen-channels': (draw) => {
    const groups = draw.pick([2, 4]);
    const [filters, channels] = [draw.pick([64, 128, 256]), draw.pick([48, 96, 192])];
    const filter = draw.whole(0, filters - 1);
    const [own, share] = [Math.floor(filter / (filters / groups)), channels / groups];
    const range = (group: number) => `channels ${group * share} to ${(group + 1) * share - 1}`;
    const others = Array.from({ length: groups }, (_, group) => range(group));
    return choice(
      draw,
      `A convolution of ${filters} filters reads ${channels} channels in ${groups} groups, both counted from 0. Which channels does filter ${filter} read?`,
      range(own),
      [`channels 0 to ${channels - 1}`, ...others],
      `A group has ${filters / groups} filters and ${share} channels. Filter ${filter} is in group ${own}, counted from 0: ${range(own)}.`,
    );
  },
  memory: (draw) => {
    const [channels, side, batch] = [
      draw.pick([96, 256, 384]),
      draw.whole(11, 55),
      draw.pick([32, 64, 128, 256]),
    ];
    const numbers = sizeOf([batch, channels, side, side]);
    const right = numbers * BYTES_PER_NUMBER;
    return choice(
      draw,
      `A layer gives ${times(channels, side, side)} numbers for a photograph. How much memory does its output take for ${batch} photographs, as 32-bit numbers?`,
      writeBytes(right),
      [numbers, right / batch, 2 * right, right / 3].map(writeBytes),
      `${times(batch, channels, side, side)} = ${writeCount(numbers)} numbers of ${BYTES_PER_NUMBER} bytes are ${writeBytes(right)}.`,
    );
  },
  left: (draw) => {
    const [channels, side] = [draw.pick([64, 128, 192, 256]), draw.whole(7, 27)];
    const pooled = outputShape(maxPooling2d('pool', 3, { strides: 2 }), [channels, side, side]);
    const numbers = sizeOf(pooled);
    return amount(
      `A pooling with windows of 3 and steps of 2 gets ${times(channels, side, side)} numbers. How many does it give?`,
      numbers,
      `(${side} − 3) / 2, rounded down, plus 1 is ${pooled[1]}: ${times(...pooled)} = ${writeCount(numbers)}.`,
    );
  },
  field: (draw) => {
    const [layers, field] = stack(draw);
    const [first, second, third] = layers;
    const upper = (third.kernel - 1) * second.stride + second.kernel;
    return amount(
      `${described(layers)} follow one another. How many pixels wide is the patch that one number at the end depends on?`,
      field,
      `From the last down: ${third.kernel}; (${third.kernel} − 1) · ${second.stride} + ${second.kernel} = ${upper}; (${upper} − 1) · ${first.stride} + ${first.kernel} = ${field}.`,
    );
  },
  cost: (draw) => {
    const [filters, channels, side] = [draw.pick([64, 128]), draw.pick([32, 64]), draw.whole(6, 15)];
    const groups = draw.pick([1, 2, 4]);
    const layer = conv2d('layer', filters, 3, { padding: 'same', groups });
    const shape = [channels, side, side];
    const cost = multiplyAddCount(layer, shape, outputShape(layer, shape));
    return amount(
      `${filters} kernels of 3 × 3 read ${channels} channels in ${groups === 1 ? '1 group' : `${groups} groups`} and make maps of ${times(side, side)}. How many multiplications by a weight does that take?`,
      cost,
      `Each kernel has 9 · ${channels / groups} weights, used at ${times(side, side)} places: 9 · ${channels / groups} · ${filters} · ${side * side} = ${writeCount(cost)}.`,
    );
  },
};

interface Step {
  kernel: number;
  stride: number;
}

/** Three layers, and how many pixels wide the patch is that a number above them sees. */
function stack(draw: Draw): [readonly [Step, Step, Step], number] {
  const step = (): Step => ({ kernel: draw.pick([3, 5, 7]), stride: draw.whole(1, 3) });
  const steps = [step(), step(), step()] as const;
  const layers = steps.map(({ kernel, stride }, i) => conv2d(`layer${i}`, 1, kernel, { strides: stride }));
  const [field = 0] = rows({ name: 'stack', inputShape: [1, 999, 999], layers }).at(-1)?.receptiveField ?? [];
  return [steps, field];
}

function described(layers: readonly Step[]): string {
  const [first, second, third] = layers.map(
    ({ kernel, stride }) => `a kernel of ${kernel} with stride ${stride}`,
  );
  return `Three convolutions, ${first}, ${second} and ${third},`;
}
