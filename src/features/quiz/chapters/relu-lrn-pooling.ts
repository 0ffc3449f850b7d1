import { windowCount } from '../../../model/window';
import { writeShort } from '../../../drawing/writing/values';
import { amount, choice, type Questions } from '../question';
import { listed, many } from '../words';

const ALPHA = 0.0001;
const BETA = 0.75;
const K = 2;

export const questions: Questions = {
  relu: (draw) => {
    const values = [draw.whole(-9, -1), draw.whole(1, 9), draw.whole(-9, -1), draw.whole(0, 9)];
    const right = values.map((value) => Math.max(0, value));
    return choice(
      draw,
      `What does a ReLU make of ${listed(values)}?`,
      listed(right),
      [
        listed(values.map(Math.abs)),
        listed(values.map((value) => Math.min(0, value))),
        listed(right.filter((value) => value > 0)),
        listed(values.map((value) => -value)),
      ],
      `What is below zero becomes 0, and all else stays: ${listed(right)}.`,
    );
  },
  pooled: (draw) => {
    const [input, window, stride] = [draw.whole(11, 99), draw.whole(2, 4), draw.whole(1, 3)];
    const output = windowCount(input, window, stride, 'valid');
    return amount(
      `A pooling with windows of ${window} and steps of ${stride} gets maps ${input} wide; a remainder is dropped. How wide are those it makes?`,
      output,
      `(${input} − ${window}) / ${stride}, rounded down, is ${output - 1}, and there is one window more than steps: ${output}.`,
    );
  },
  largest: (draw) => {
    const row = Array.from({ length: 7 }, () => draw.whole(0, 9));
    const windows = (step: number, size = 3) =>
      row.flatMap((_, i) => (i % step === 0 && i + size <= row.length ? [row.slice(i, i + size)] : []));
    const largest = (of: readonly (readonly number[])[]) => listed(of.map((window) => Math.max(...window)));
    const right = largest(windows(2));
    return choice(
      draw,
      `A max pooling has windows of 3 and steps of 2. What does it make of the row ${listed(row)}?`,
      right,
      [
        largest(windows(3)),
        largest(windows(2, 2)),
        listed(windows(2).map((window) => Math.min(...window))),
        largest(windows(1)),
      ],
      `Its windows are ${windows(2).map(listed).join('; ')}, and it keeps the largest number of each.`,
    );
  },
  overlap: (draw) => {
    const stride = draw.whole(1, 4);
    const window = stride + draw.whole(0, 3);
    const shared = window - stride;
    return amount(
      `Along a row, windows of ${window} begin ${many(stride, 'pixel')} apart. How many pixels do two neighbouring windows share?`,
      shared,
      `${window} − ${stride} = ${shared}${shared === 0 ? ': they only touch' : ''}.`,
    );
  },
  window: (draw) => {
    const radius = draw.whole(1, 3);
    const channels = draw.pick([48, 64, 96, 128]);
    const channel = draw.pick([0, 1, channels - 2, channels - 1, draw.whole(8, 40)]);
    const range = (from: number, to: number) => `channels ${from} to ${to}`;
    const [from, to] = [Math.max(0, channel - radius), Math.min(channels - 1, channel + radius)];
    return choice(
      draw,
      `Response normalisation takes ${many(radius, 'channel')} on each side of a channel, as far as there are any. There are ${channels} channels, counted from 0. Which count for channel ${channel}?`,
      range(from, to),
      [
        range(channel, Math.min(channels - 1, channel + 2 * radius)),
        range(0, channels - 1),
        range(Math.max(0, channel - 2 * radius), Math.min(channels - 1, channel + 2 * radius)),
        range(Math.max(0, channel - 1 - radius), Math.min(channels - 1, channel + 1 + radius)),
      ],
      `From ${channel} − ${radius} to ${channel} + ${radius}, within 0 and ${channels - 1}, and the channel itself is one of them: ${range(from, to)}.`,
    );
  },
  normalised: (draw) => {
    const value = 10 * draw.whole(4, 20);
    const neighbours = [10 * draw.whole(0, 20), 10 * draw.whole(0, 20)];
    const squares = neighbours.reduce((sum, each) => sum + each ** 2, value ** 2);
    const divisor = (K + ALPHA * squares) ** BETA;
    const right = value / divisor;
    return choice(
      draw,
      `A channel holds ${value} at a place, and its neighbours in the window hold ${listed(neighbours)}, all others 0. With k = ${K}, alpha = ${ALPHA} and beta = ${BETA}, what does response normalisation make of the ${value}?`,
      writeShort(right),
      [
        writeShort(value / (K + ALPHA * squares)),
        writeShort(value / (K + ALPHA * (squares - value ** 2)) ** BETA),
        writeShort(value / (1 + ALPHA * squares) ** BETA),
        writeShort(value),
      ],
      `The squares add up to ${squares}, with its own among them, so it is divided by (${K} + ${ALPHA} · ${squares}) to the power of ${BETA}, which is ${writeShort(divisor)}: ${writeShort(right)}.`,
    );
  },
};
