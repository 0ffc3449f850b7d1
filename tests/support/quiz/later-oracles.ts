import { classResults } from '../../../src/learned/training-log';
import { learnedClasses, titleOf } from '../../../src/learned/classes';
import { bytes, english, fitting, list, plain, round, sum, type Oracles } from './from-the-text';

/** What `model.summary()` of the notebook printed of its layers with weights (In [166]): shape, parameters. */
const SUMMARY: Readonly<Record<string, readonly [shape: string, parameters: number]>> = {
  Conv1: ['96 × 55 × 55', 34_944],
  Conv2: ['256 × 23 × 23', 614_656],
  Conv3: ['384 × 11 × 11', 885_120],
  Conv4: ['384 × 11 × 11', 1_327_488],
  Conv5: ['256 × 11 × 11', 884_992],
  FC6: ['4096', 26_218_496],
  FC7: ['4096', 16_781_312],
  dense_17: ['1000', 4_097_000],
};
const named = (text: string) => /`(\w+)`/.exec(text)?.[1] ?? '';

/** The probability of each score, as the definition has it. */
const softmax = (scores: readonly number[]) =>
  scores.map((score) => 1 / sum(scores.map((other) => Math.exp(other - score))));

/** Of the dense layers, and of learning. */
export const laterOracles: Oracles = {
  'fc6-fc7': {
    flatten: ([channels = 0, height = 0, width = 0]) => channels * height * width,
    order: ([channels = 0, height = 0, width = 0, , ...place]) => {
      let number = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          for (let c = 0; c < channels; c++, number++) if (`${c},${y},${x}` === place.join()) return number;
        }
      }
      return NaN;
    },
    parameters: ([units = 0, inputs = 0]) => english(units * inputs + units),
    bytes: ([units = 0, inputs = 0]) => bytes(4 * (units * inputs + units)),
    survivor: ([rate = 0, value = 0]) => value / (1 - rate),
    'in-use': ([rate = 0, value = 0], ask) => (ask.includes('as Keras does') ? value : value - rate * value),
  },
  softmax: {
    two: (scores) => softmax(scores.slice(0, 2))[0] ?? NaN,
    change: ([a = 0, b = 0, c = 0, by = 0], ask) => {
      const changed = ask.includes('to all')
        ? [a + by, b + by, c + by]
        : ask.includes('multiplied')
          ? [a * by, b * by, c * by]
          : ask.includes('first score')
            ? [a + by, b, c]
            : [a, b + by, c + by];
      const [before = 0, after = 0] = [softmax([a, b, c])[0], softmax(changed)[0]];
      if (Math.abs(after - before) < 1e-6) return 'It stays as it is.';
      return after > before ? 'It gets larger.' : 'It gets smaller.';
    },
    alike: ([classes = 0]) => 1 / classes,
    cut: (scores) => list(scores.map((score) => (score < 0 ? 0 : score))),
    safely: (scores) => String(scores.toSorted((a, b) => b - a)[0]),
    last: ([inputs = 0, classes = 0]) => english(inputs * classes + classes),
  },
  'whole-network': {
    total: (numbers) => {
      const [channels = 0, input = 0, , filters = 0, kernel = 0, , window = 0, step = 0, units = 0] = numbers;
      const left = filters * fitting(fitting(input, kernel, 1), window, step) ** 2;
      return filters * (channels * kernel * kernel + 1) + units * (left + 1);
    },
    share: ([whole = 0, part = 0], ask) => {
      if (SUMMARY[named(ask)]?.[1] !== part || whole !== 50_844_008) return 'not the notebook’s';
      const percent = (100 * part) / whole;
      return `${percent < 0.1 ? '< 0.1' : percent.toFixed(1)}\u00a0%`;
    },
    most: () => 'tried below',
    shape: (_, ask) => SUMMARY[named(ask)]?.[0] ?? '',
    turned: ([side = 0, , , , row = 0, column = 0]) => {
      // Twice by a quarter.
      const quarter = ([y = 0, x = 0]: readonly number[]) => [x, side - 1 - y];
      const [y, x] = quarter(quarter([row, column]));
      return `row ${y}, column ${x}`;
    },
    bytes: (_, ask) =>
      bytes(4 * sum([...ask.matchAll(/`(\w+)`/g)].map(([, name = '']) => SUMMARY[name]?.[1] ?? NaN))),
  },
  compile: {
    loss: ([probability = 0]) => round(Math.log(1 / probability), 4),
    updates: ([photographs = 0, batch = 0]) => {
      let updates = 0;
      for (let left = photographs; left > 0; left -= batch) updates++;
      return updates;
    },
    decay: ([, rate = 0, decay = 0, updates = 0]) => {
      const now = rate * (1 / (1 + decay * updates));
      return now.toLocaleString('en', { maximumSignificantDigits: 3 });
    },
    momentum: ([momentum = 0, rate = 0, weight = 0, velocity = 0, gradient = 0]) =>
      weight + momentum * velocity - rate * gradient,
    glorot: ([, inputs = 0, outputs = 0]) => Math.sqrt(6 / (inputs + outputs)),
    penalty: ([factor = 0, weight = 0]) => {
      // The central difference of factor · w².
      const slope = (factor * (weight + 0.5) ** 2 - factor * (weight - 0.5) ** 2) / 1;
      return plain(Number(slope.toPrecision(4)));
    },
  },
  train: {
    pieces: ([side = 0, , photograph = 0]) => 2 * fitting(photograph, side, 1) * fitting(photograph, side, 1),
    'one-hot': ([classes = 0, , right = 0]) => list(Array.from({ length: classes }, () => 0).with(right, 1)),
    updates: ([pieces = 0, batch = 0, epochs = 0]) => {
      let updates = 0;
      for (let epoch = 0; epoch < epochs; epoch++) for (let left = pieces; left > 0; left -= batch) updates++;
      return updates;
    },
    accuracy: ([right = 0, pictures = 0]) => 100 * ((pictures - right) / pictures),
    rank: (numbers) => {
      const [probabilities, place = 0] = [numbers.slice(0, 7), numbers[7]];
      return probabilities.toSorted((a, b) => b - a).indexOf(probabilities[place] ?? NaN) + 1;
    },
    cost: ([millions = 0, photographs = 0, epochs = 0]) =>
      `${round((millions + 2 * millions) * photographs * epochs * 1e-6, 4)} trillion`,
  },
  'what-it-learned': {
    accuracy: ([, heldOut = 0, right = 0]) => (right / heldOut) * 100,
    missed: ([pictures = 0], ask) => {
      const index = learnedClasses.findIndex((name) => ask.includes(`“${titleOf(name)}”`));
      const own = classResults()[index];
      return own?.pictures === pictures ? pictures - own.right : NaN;
    },
    means: ([a = 0, of = 0, b = 0, all = 0]) => `${round(50 * (a / of) + 50 * (b / all), 4)} percent`,
    pruned: ([inputs = 0, units = 0, percent = 0]) => inputs * units - (inputs * units * percent) / 100,
    squares: ([side = 0, photograph = 0, , step = 0]) => fitting(photograph, side, step) ** 2,
    nearest: () => 'tried below',
  },
  'teach-it': {
    head: ([features = 0, classes = 0]) => classes * features + classes,
    'held-out': ([one = 0, other = 0]) =>
      sum(
        [one, other].map(
          (count) => Array.from({ length: count }, (_, i) => i + 1).filter((i) => i % 5).length,
        ),
      ),
    guess: ([classes = 0]) => (1 / classes) * 100,
    slope: ([a = 0, b = 0, c = 0, right = 0]) =>
      list([a, b, c].map((probability, i) => Number((probability - (i === right ? 1 : 0)).toFixed(2)))),
    passes: ([pictures = 0, epochs = 0]) => pictures * epochs - pictures,
    features: ([features = 0, size = 0, pictures = 0]) => features * size * pictures,
  },
};
