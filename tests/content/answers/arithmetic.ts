import type { Answer, Answers } from './answer';

const numberOf = (body: string) =>
  `const numberOf = ({ channel, row, column }, { channels, height, width }) => ${body};`;
const outputSize = (body: string) => `const outputSize = (W, F, S, P) => ${body};`;
const pool = (body: string) => `function pool(row: number[]) {\n${body}\n}`;
const drop = (body: string) => `const drop = (values, rate, coins) => ${body};`;
const softmaxLess = (shift: string) => `
function softmax(scores: number[]) {
  const powers = scores.map((score) => Math.exp(score - (${shift})));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}`;
const softmax = (body: string) => `const softmax = (scores) => ${body};`;
const rate = (body: string) => `const rate = (update, initial, decay) => ${body};`;
const amongFive = (body: string) => `const amongFive = (probabilities, right) => ${body};`;
/** What the solution of "sixty-million" multiplies with a layer's outputs. */
const weights = '((layer.side * layer.side * layer.inputs) / layer.groups + 1)';

/** The rows of a kernel of nine, in place of the solution's. */
function kernel(...rows: readonly string[]): Answer {
  const written = (lines: readonly string[]) => lines.map((row) => `  [${row}],\n`).join('');
  return [written(Array.from({ length: 3 }, () => '-1, 0, 1')), written(rows)];
}

/** Of the exercises that ask for a function of numbers. */
export const arithmetic: Readonly<Record<string, Answers>> = {
  'nine-numbers': {
    right: [
      kernel('-1, -1, -1', '0, 0, 0', '1, 1, 1'),
      kernel('1, 0, -1', '2, 0, -2', '1, 0, -1'),
      kernel('0, -1, 0', '-1, 4, -1', '0, -1, 0'),
      kernel('0, 0, 0', '-1, 1, 0', '0, 0, 0'),
      kernel('0.1, 0.2, -0.3', '0, 0, 0', '0, 0, 0'),
    ],
    wrong: [
      kernel('-1, 0, 1', '-1, 1, 1', '-1, 0, 1'),
      kernel('0, 0, 0', '0, 0, 0', '0, 0, 0'),
      kernel('1, 1, 1', '1, 1, 1', '1, 1, 1'),
      kernel('1/9, 1/9, 1/9', '1/9, 1/9, 1/9', '1/9, 1/9, 1/9'),
      kernel('0, 0, 0', '0, -1, 0', '0, 0, 0'),
      kernel('0, 0, 0', '0, 0, 1', '0, 0, 0'),
      kernel('0, -1, 0', '-1, 5, -1', '0, -1, 0'),
      kernel('-1, 0, 1', '0, 1, 0', '-1, 0, 1'),
      kernel('NaN, 0, 1', '-1, 0, 1', '-1, 0, 1'),
    ],
  },
  'channels-last': {
    right: [
      numberOf('channels * (width * row + column) + channel'),
      numberOf('row * width * channels + column * channels + channel'),
    ],
    wrong: [
      numberOf('(row * height + column) * channels + channel'),
      numberOf('(column * height + row) * channels + channel'),
      numberOf('(channel * width + column) * height + row'),
      numberOf('(row * width + column) * 3 + channel'),
      numberOf('(row * 227 + column) * channels + channel'),
      numberOf('(row * width + column) * channels + channel + 1'),
      numberOf('(row * channels + channel) * width + column'),
      numberOf('68252'),
      numberOf('String((row * width + column) * channels + channel)'),
    ],
  },
  'output-size': {
    right: [
      outputSize('Math.floor((W + 2 * P - F) / S + 1)'),
      outputSize('Math.trunc((W - F + 2 * P) / S) + 1'),
      outputSize('(W - F + 2 * P - ((W - F + 2 * P) % S)) / S + 1'),
      outputSize('((W - F + 2 * P) / S | 0) + 1'),
    ],
    wrong: [
      outputSize('Math.floor((W - F + P) / S) + 1'),
      outputSize('Math.floor((W - F) / S) + 1'),
      outputSize('(W - F + 2 * P) / S + 1'),
      outputSize('Math.ceil((W - F + 2 * P) / S) + 1'),
      outputSize('Math.ceil((W - F + 2 * P) / S)'),
      outputSize('Math.floor(W - F + 2 * P) / S + 1'),
      outputSize('Math.floor((W - F + 2 * P) / S)'),
      outputSize('Math.floor((W - F + 2 * P + 1) / S)'),
      outputSize('Math.floor((W + 2 * P) / S)'),
      outputSize('55'),
    ],
  },
  'largest-of-three': {
    right: [
      pool(
        'return row.flatMap((_, i) => i % 2 || i + 3 > row.length ? [] : [Math.max(...row.slice(i, i + 3))]);',
      ),
      ['start + 3 <= row.length', 'start < row.length - 2'],
      ['Math.max(...row.slice(start, start + 3))', 'Math.max(row[start], row[start + 1], row[start + 2])'],
    ],
    wrong: [
      ['start += 2', 'start += 1'],
      ['start += 2', 'start += 3'],
      ['start + 3 <=', 'start + 2 <='],
      ['start + 3 <=', 'start + 3 <'],
      ['start + 3)', 'start + 2)'],
      ['Math.max(...', 'Math.max(0, ...'],
      ['Math.max(', 'Math.min('],
      pool('return [4, 5, 9];'),
      pool('return Math.max(...row);'),
    ],
  },
  'fitting-pairs': {
    right: [
      ['[0, 1, 2, 3]', '[3, 2, 1, 0]'],
      // Rounding down at the end takes both remainders.
      ['Math.floor((width', '((width'],
      ['Math.floor((convolved - 3) / 2) + 1', 'Math.floor((convolved - 1) / 2)'],
      [
        'Math.floor((width - 5 + 2 * padding) / stride) + 1',
        'Math.trunc((width - 5 + 2 * padding + stride) / stride)',
      ],
    ],
    wrong: [
      ['[0, 1, 2, 3]', '[0, 1, 2]'],
      ['[0, 1, 2, 3]', '[0, 1, 2, 3, 4]'],
      ['[0, 1, 2, 3]', '[1, 2, 3]'],
      ['[1, 2, 3]) {', '[1, 2]) {'],
      ['[1, 2, 3]) {', '[1, 2, 3, 4]) {'],
      ['2 * padding', 'padding'],
      ['Math.floor((convolved', '((convolved'],
      ['Math.floor((width', 'Math.ceil((width'],
      ['found.push([stride, padding])', 'found.push([padding, stride])'],
      ['return found;', 'return [[1, 2]];'],
      ['return found;', 'return found.slice(0, 1);'],
    ],
  },
  'windows-over': {
    right: [
      `function windowsOver(pixel: number, width: number, border: number) {
  let count = 0;
  for (let start = -border; start <= width + border - 3; start++) {
    if (pixel >= start && pixel <= start + 2) count++;
  }
  return count;
}`,
      ['place - 2', 'pixel + border - 2'],
    ],
    wrong: [
      'const windowsOver = (pixel, width, border) => Math.min(3, pixel + border + 1, width - pixel + border);',
      'const windowsOver = (pixel, width, border) => Math.min(3, pixel + 1, width - pixel);',
      'const windowsOver = (pixel, width, border) => (border === 0 ? 1 : 2);',
      ['place - 2', 'place - 3'],
      ['width + 2 * border - 3', 'width + border - 3'],
      ['width + 2 * border - 3', 'width + 2 * border'],
      ['const place = border + pixel', 'const place = pixel'],
      ['last - first + 1', 'last - first'],
    ],
  },
  'receptive-field': {
    right: [
      `const receptiveField = (layers) =>
  layers.reduceRight((wanted, [kernel, stride]) => (wanted - 1) * stride + kernel, 1);`,
      `const receptiveField = (layers) =>
  layers.reduce(([field, step], [kernel, stride]) => [field + (kernel - 1) * step, step * stride], [1, 1])[0];`,
    ],
    wrong: [
      ['(kernel - 1) * step', 'kernel * step'],
      ['(kernel - 1) * step', '(kernel - 1) * stride'],
      ['step *= stride', 'step += stride'],
      ['step *= stride', 'step *= kernel'],
      [
        '    field += (kernel - 1) * step;\n    step *= stride;',
        '    step *= stride;\n    field += (kernel - 1) * step;',
      ],
      ['let field = 1', 'let field = 0'],
      ['let step = 1', 'let step = 4'],
      'const receptiveField = (layers) => layers.reduce((wanted, [kernel, stride]) => (wanted - 1) * stride + kernel, 1);',
      'const receptiveField = () => 195;',
    ],
  },
  dropout: {
    right: [
      drop('values.map((value, i) => (coins[i] >= rate ? value * (1 / (1 - rate)) : 0))'),
      drop('Float64Array.from(values, (value, i) => (coins[i] < rate ? 0 : value / (1 - rate)))'),
    ],
    wrong: [
      ['value / (1 - rate)', 'value'],
      ['value / (1 - rate)', 'value * (1 - rate)'],
      ['value / (1 - rate)', 'value / rate'],
      ['value / (1 - rate)', 'value * (1 + rate)'],
      ['value / (1 - rate)', 'value * 2'],
      ['coins[i] < rate', 'coins[i] <= rate'],
      ['coins[i] < rate', 'coins[i] > rate'],
      ['coins[i] < rate', 'coins[i] < 0.5'],
      ['value / (1 - rate)', '(value * coins.length) / coins.filter((coin) => coin >= rate).length'],
      drop('values.filter((_, i) => coins[i] >= rate).map((value) => value / (1 - rate))'),
    ],
  },
  'stable-softmax': {
    right: [
      softmaxLess('scores.reduce((a, b) => Math.max(a, b))'),
      softmaxLess('[...scores].sort((a, b) => b - a)[0]'),
      softmax('scores.map((score) => 1 / scores.reduce((sum, other) => sum + Math.exp(other - score), 0))'),
      softmax('Array.from(tf.softmax(tf.tensor1d(scores)).dataSync())'),
    ],
    wrong: [
      softmaxLess('Math.min(...scores)'),
      softmaxLess('scores[0]'),
      softmaxLess('scores[scores.length - 1]'),
      softmaxLess('scores.reduce((a, b) => a + b) / scores.length'),
      softmaxLess('[...scores].sort((a, b) => a - b)[scores.length >> 1]'),
      softmaxLess('scores.reduce((a, b) => a + b)'),
      softmaxLess('Math.max(...scores.map(Math.abs))'),
      softmaxLess('Math.max(0, ...scores)'),
      softmaxLess('Math.max(...scores) / 2'),
      softmaxLess('700'),
      softmaxLess('(Math.max(...scores) + Math.min(...scores)) / 2'),
      ['score - highest', 'score / highest'],
      ['score - highest', 'Math.min(score, 700)'],
      ['score - highest', '(score - highest) / scores.length'],
      ['score - highest', 'highest - score'],
      ['power / sum', '(power / sum) || 0.5'],
      ['return powers.map((power) => power / sum)', 'return [...powers.map((power) => power / sum), 0]'],
    ],
  },
  'sixty-million': {
    right: [
      [
        `${weights} * layer.outputs`,
        '(layer.side * layer.side * (layer.inputs / layer.groups) + 1) * layer.outputs',
      ],
      [
        `${weights} * layer.outputs`,
        'layer.groups * (layer.side ** 2 * (layer.inputs / layer.groups) + 1) * (layer.outputs / layer.groups)',
      ],
      // The depth of the kernels in the table, and the function as it was.
      `const parameters = ({ side, inputs, outputs, groups }) => (side * side * inputs + 1) * outputs;
const paper = [
  { side: 11, inputs: 3, outputs: 96, groups: 1 },
  { side: 5, inputs: 48, outputs: 256, groups: 2 },
  { side: 3, inputs: 256, outputs: 384, groups: 1 },
  { side: 3, inputs: 192, outputs: 384, groups: 2 },
  { side: 3, inputs: 192, outputs: 256, groups: 2 },
  { side: 6, inputs: 256, outputs: 4096, groups: 1 },
  { side: 1, inputs: 4096, outputs: 4096, groups: 1 },
  { side: 1, inputs: 4096, outputs: 1000, groups: 1 },
];
const total = paper.map(parameters).reduce((a, b) => a + b);`,
      // A row for each tower, and FC6 over a row of 9,216.
      `const parameters = ({ side, inputs, outputs }) => (side * side * inputs + 1) * outputs;
const paper = [
  { side: 11, inputs: 3, outputs: 96 },
  { side: 5, inputs: 48, outputs: 128 },
  { side: 5, inputs: 48, outputs: 128 },
  { side: 3, inputs: 256, outputs: 384 },
  { side: 3, inputs: 192, outputs: 192 },
  { side: 3, inputs: 192, outputs: 192 },
  { side: 3, inputs: 192, outputs: 128 },
  { side: 3, inputs: 192, outputs: 128 },
  { side: 1, inputs: 9216, outputs: 4096 },
  { side: 1, inputs: 4096, outputs: 4096 },
  { side: 1, inputs: 4096, outputs: 1000 },
];
let total = 0;
for (const layer of paper) total += parameters(layer);`,
    ],
    wrong: [
      [weights, '(layer.side * layer.side * layer.inputs + 1)'],
      [weights, '((layer.side * layer.side * layer.inputs + 1) / layer.groups)'],
      [weights, '((layer.side * layer.side * layer.inputs) / layer.groups)'],
      [weights, '((layer.side * layer.side * layer.inputs) / layer.groups / layer.groups + 1)'],
      [weights, '((layer.side * layer.side * layer.inputs) / layer.groups + layer.groups)'],
      ['side: 6', 'side: 7'],
      ['side: 6', 'side: 13'],
      ['inputs: 256, outputs: 384, groups: 1', 'inputs: 256, outputs: 384, groups: 2'],
      ['inputs: 96, outputs: 256, groups: 2', 'inputs: 96, outputs: 256, groups: 1'],
      ['const total = paper.map(parameters).reduce((a, b) => a + b)', 'const total = 60965224 - 1'],
      [
        'side: 6, inputs: 256, outputs: 4096, groups: 1 },',
        'side: 6, inputs: 256, outputs: 4096, groups: 2 },',
      ],
      `const parameters = ({ side, inputs, outputs }) => (side * side * inputs + 1) * outputs;
const paper = [{ side: 1, inputs: 1, outputs: 1 }];
const total = 60965224;`,
    ],
  },
  'keras-decay': {
    right: [rate('initial * (1 / (1 + decay * update))'), rate('initial * (1 + update * decay) ** -1')],
    wrong: [
      rate('initial * (1 - decay) ** update'),
      rate('initial / (1 + decay) ** update'),
      rate('initial * Math.exp(-decay * update)'),
      rate('initial - decay * update'),
      rate('initial * (1 - decay * update)'),
      rate('initial / (1 + decay * (update + 1))'),
      rate('initial / (1 + decay * Math.max(0, update - 1))'),
      rate('initial / Math.sqrt(1 + decay * update)'),
      rate('1 / (1 + decay * update)'),
      rate('initial / (1 + 0.0005 * update)'),
      rate('initial / (decay * update)'),
      rate('initial'),
    ],
  },
  'top-five': {
    right: [
      amongFive('[...probabilities].sort((a, b) => b - a).slice(0, 5).includes(probabilities[right])'),
      amongFive(
        'probabilities.map((p, i) => [p, i]).sort(([a], [b]) => b - a).findIndex(([, i]) => i === right) < 5',
      ),
      amongFive('probabilities.reduce((ahead, p) => ahead + Number(p > probabilities[right]), 0) <= 4'),
    ],
    wrong: [
      amongFive('probabilities.sort((a, b) => b - a).slice(0, 5).includes(probabilities[right])'),
      amongFive('[...probabilities].sort().slice(-5).includes(probabilities[right])'),
      amongFive('[...probabilities].sort((a, b) => a - b).slice(0, 5).includes(probabilities[right])'),
      amongFive('[...probabilities].sort((a, b) => b - a)[4] <= probabilities[right]'),
      amongFive('[...probabilities].sort((a, b) => b - a)[5] < probabilities[right]'),
      amongFive('probabilities[right] > 0.1'),
      amongFive('probabilities.slice(0, 5).includes(probabilities[right])'),
      amongFive('right < 5'),
      amongFive('true'),
      ['> probabilities[right]', '>= probabilities[right]'],
      ['< 5', '< 4'],
      ['< 5', '<= 5'],
      ['ahead.length < 5', 'ahead.length'],
    ],
  },
};
