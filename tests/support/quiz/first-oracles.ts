import { bytes, english, fitting, list, plain, round, sum, type Oracles } from './from-the-text';

/** Of the chapters before the dense layers. */
export const firstOracles: Oracles = {
  basics: {
    picture: ([height = 0, width = 0]) => 3 * height * width,
    neuron: ([a = 0, b = 0, c = 0, bias = 0, x = 0, y = 0, z = 0]) =>
      Math.max(0, a * x + b * y + c * z + bias),
    layer: ([neurons = 0, inputs = 0]) => neurons * inputs + neurons,
    step: ([weight = 0, slope = 0, rate = 0]) => weight - rate * slope,
    direction: ([slope = 0]) => (slope > 0 ? 'It makes it smaller.' : 'It makes it larger.'),
    loss: ([weight = 0, a = 0, b = 0, x = 0, y = 0]) => ((weight * a - x) ** 2 + (weight * b - y) ** 2) / 2,
  },
  setup: {
    'channels-first': (numbers) => {
      const [channels = 0, rows = 0, columns = 0, , ...place] = numbers;
      let number = 0;
      for (let c = 0; c < channels; c++) {
        for (let y = 0; y < rows; y++) {
          for (let x = 0; x < columns; x++, number++) if (`${c},${y},${x}` === place.join()) return number;
        }
      }
      return NaN;
    },
    'channels-last': (numbers) => {
      const [channels = 0, rows = 0, columns = 0, , ...place] = numbers;
      let number = 0;
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          for (let c = 0; c < channels; c++, number++) if (`${c},${y},${x}` === place.join()) return number;
        }
      }
      return NaN;
    },
    batch: ([photographs, side]) => `(${photographs}, 3, ${side}, ${side})`,
    none: ([channels = 0, height = 0, width = 0, photographs = 0]) => channels * height * width * photographs,
    bytes: ([photographs = 0, height = 0, width = 0]) => bytes(12 * photographs * height * width),
    counts: ([first = 0, runs = 0]) => Array.from({ length: runs }, (_, i) => first + i).at(-1) ?? NaN,
  },
  conv1: {
    width: ([input = 0, kernel = 0, stride = 0, padding = 0]) =>
      fitting(input + padding + padding, kernel, stride),
    stride: ([kernel = 0, input = 0, output = 0]) => {
      const found = [1, 2, 3, 4, 5, 6, 7].filter((stride) => fitting(input, kernel, stride) === output);
      return found.join();
    },
    parameters: ([filters = 0, height = 0, width = 0, channels = 0]) =>
      english(filters * height * width * channels + filters),
    numbers: ([filters = 0, kernel = 0, , , input = 0, , stride = 0]) =>
      filters * fitting(input, kernel, stride) ** 2,
    product: ([, , a = 0, b = 0, c = 0, d = 0, bias = 0, w = 0, x = 0, y = 0, z = 0]) =>
      a * w + b * x + c * y + d * z + bias,
    cost: ([filters = 0, kernel = 0, , channels = 0, input = 0, stride = 0]) => {
      let count = 0;
      for (let y = 0; y + kernel <= input; y += stride) {
        for (let x = 0; x + kernel <= input; x += stride) count += filters * channels * kernel * kernel;
      }
      return english(count);
    },
  },
  'relu-lrn-pooling': {
    relu: (values) => list(values.map((value) => (value > 0 ? value : 0))),
    pooled: ([window = 0, stride = 0, input = 0]) => fitting(input, window, stride),
    largest: ([, , ...row]) => list([0, 2, 4].map((start) => Math.max(...row.slice(start, start + 3)))),
    overlap: ([window = 0, apart = 0]) => {
      const first = Array.from({ length: window }, (_, i) => i);
      return first.filter((pixel) => pixel >= apart && pixel < apart + window).length;
    },
    window: ([radius = 0, channels = 0, , channel = 0]) => {
      const counted = Array.from({ length: channels }, (_, i) => i).filter(
        (i) => Math.abs(i - channel) <= radius,
      );
      return `channels ${counted[0]} to ${counted.at(-1)}`;
    },
    normalised: ([value = 0, left = 0, right = 0, , k = 0, alpha = 0, beta = 0]) =>
      round(value / Math.exp(beta * Math.log(k + alpha * (value * value + left * left + right * right))), 4),
  },
  conv2: {
    chain: ([input = 0, kernel = 0, stride = 0, padding = 0, window = 0, step = 0]) =>
      fitting(fitting(input + 2 * padding, kernel, stride), window, step),
    same: ([kernel = 0, stride = 0, input = 0], ask) => {
      if (ask.includes("'valid'")) return fitting(input, kernel, stride);
      // Of same, a window begins at every stride-th pixel.
      return Array.from({ length: input }, (_, pixel) => pixel).filter((pixel) => pixel % stride === 0)
        .length;
    },
    keep: ([kernel = 0, stride = 0, input = 0]) =>
      [0, 1, 2, 3, 4, 5, 6].find((zeros) => fitting(input + 2 * zeros, kernel, stride) === input) ?? NaN,
    pair: () => 'tried below',
    ring: ([zeros = 0, channels = 0, height = 0, width = 0]) =>
      [channels, height + zeros + zeros, width + zeros + zeros].join(' × '),
    cost: ([weights = 0, height = 0, width = 0]) => weights * height * width,
  },
  conv3: {
    parameters: ([filters = 0, height = 0, width = 0, channels = 0]) =>
      english(filters * height * width * channels + filters),
    weights: ([channels = 0, height = 0, width = 0]) => channels * height * width,
    seen: ([width = 0, , zeros = 0, window = 0, stride = 0, pixel = 0]) => {
      let count = 0;
      for (let start = -zeros; start + window <= width + zeros; start += stride) {
        if (start <= pixel && pixel < start + window) count++;
      }
      return count;
    },
    zeros: ([side = 0, , border = 0]) => 4 * border * side + 4 * border * border,
    stack: ([layers = 0, kernel = 0]) => 1 + sum(Array.from({ length: layers }, () => kernel - 1)),
    cost: ([filters = 0, height = 0, width = 0, channels = 0, rows = 0, columns = 0]) =>
      english(filters * height * width * channels * rows * columns),
  },
  'conv4-conv5': {
    groups: ([filters = 0, height = 0, width = 0, channels = 0, groups = 0]) =>
      english(groups * ((filters / groups) * (height * width * (channels / groups)) + filters / groups)),
    'seen-channels': ([filters = 0, channels = 0, groups = 0, , filter = 0]) => {
      for (let group = 0; group < groups; group++) {
        if (filter < ((group + 1) * filters) / groups) {
          return `channels ${(group * channels) / groups} to ${((group + 1) * channels) / groups - 1}`;
        }
      }
      return '';
    },
    memory: ([channels = 0, height = 0, width = 0, batch = 0]) =>
      bytes(4 * channels * height * width * batch),
    left: ([window = 0, step = 0, channels = 0, height = 0, width = 0]) =>
      channels * fitting(height, window, step) * fitting(width, window, step),
    field: ([k1 = 0, s1 = 0, k2 = 0, s2 = 0, k3 = 0]) => k1 + (k2 - 1) * s1 + (k3 - 1) * s1 * s2,
    cost: ([filters = 0, height = 0, width = 0, channels = 0, groups = 0, rows = 0, columns = 0]) =>
      (filters * height * width * channels * rows * columns) / groups,
  },
  'two-towers': {
    halves: ([filters = 0, height = 0, width = 0, channels = 0]) =>
      english(2 * ((filters / 2) * height * width * (channels / 2) + filters / 2)),
    whose: ([kernels = 0, channels = 0, , kernel = 0]) =>
      kernel < kernels / 2
        ? `channels 0 to ${channels / 2 - 1}`
        : `channels ${channels / 2} to ${channels - 1}`,
    seam: ([half = 0, , , radius = 0, channel = 0]) => {
      const tower = (i: number) => (i < half ? 'first' : 'second');
      const counted = Array.from({ length: 2 * half }, (_, i) => i).filter(
        (i) => Math.abs(i - channel) <= radius && tower(i) === tower(channel),
      );
      return `channels ${counted[0]} to ${counted.at(-1)}`;
    },
    memory: ([channels = 0, height = 0, width = 0, batch = 0]) =>
      bytes(4 * channels * height * width * batch),
    rate: ([first = 0, a = 0, b = 0, c = 0, epoch = 0]) => {
      let rate = first;
      for (let now = 0; now <= epoch; now++) if ([a, b, c].includes(now)) rate /= 10;
      return plain(Number(rate.toPrecision(3))).replace('1e−5', '0.00001');
    },
    upwards: ([window = 0, step = 0, input = 0]) => {
      let count = 0;
      for (let start = 0; start < input; start += step) {
        count++;
        if (start + window >= input) break;
      }
      return count;
    },
  },
};
