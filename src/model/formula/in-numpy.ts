/** The central formulas as a line of TypeScript and a line of NumPy, with numbers that both have been tried on. */

export interface InNumpy {
  typescript: string;
  numpy: string;
  /** What a name of the lines stands for, where the text around them does not say. */
  where?: string;
  /** What the names of the lines stand for when they are tried; lists become arrays of NumPy. */
  readonly given: Readonly<Record<string, Given>>;
  /** What NumPy 2.4 gives for them. */
  result: Given;
}

export type Given = number | readonly Given[];

export const inNumpy = {
  neuron: {
    typescript: 'Math.max(0, x.reduce((sum, value, i) => sum + w[i] * value, b))',
    numpy: 'np.maximum(0, w @ x + b)',
    given: { x: [1, -2, 3], w: [0.5, 1, 2], b: -1 },
    result: 3.5,
  },
  convolution: {
    typescript: 'patch.reduce((sum, x, i) => sum + kernel[i] * x, bias)',
    numpy: 'np.sum(kernel * patch) + bias',
    given: { patch: [0, 9, 9, 0], kernel: [-1, 1, 2, 0.5], bias: 0.25 },
    result: 27.25,
  },
  'output-size': {
    typescript: 'Math.floor((W - F + 2 * P) / S) + 1',
    numpy: '(W - F + 2 * P) // S + 1',
    given: { W: 224, F: 11, P: 0, S: 4 },
    result: 54,
  },
  parameters: {
    typescript: '(F * F * C + 1) * K',
    numpy: 'np.prod([F, F, C, K]) + K',
    given: { F: 11, C: 3, K: 96 },
    result: 34944,
  },
  relu: {
    typescript: 'x.map((value) => Math.max(0, value))',
    numpy: 'np.maximum(0, x)',
    given: { x: [-2, 0, 3.5] },
    result: [0, 0, 3.5],
  },
  lrn: {
    typescript:
      'a.map((x, i) => x / (k + alpha * a.slice(Math.max(0, i - 2), i + 3).reduce((s, y) => s + y * y, 0)) ** beta)',
    numpy: 'a / (k + alpha * np.convolve(a**2, np.ones(5), "same")) ** beta',
    given: { a: [0, 60, 100, 80, 20, 10], k: 2, alpha: 0.0001, beta: 0.75 },
    result: [0, 21.213203, 35.092473, 28.021974, 7.51208, 4.760864],
  },
  pooling: {
    typescript:
      'starts.map((r) => starts.map((c) => Math.max(...x.slice(r, r + 3).flatMap((row) => row.slice(c, c + 3)))))',
    numpy: 'np.lib.stride_tricks.sliding_window_view(x, (3, 3))[::2, ::2].max((2, 3))',
    where: 'x is one channel, row by row; starts is where the windows begin: 0, 2, 4 and so on.',
    given: {
      starts: [0, 2],
      x: [
        [1, 2, 3, 0, 1],
        [4, 9, 6, 2, 3],
        [7, 8, 5, 1, 0],
        [0, 2, 4, 6, 8],
        [1, 3, 5, 7, 2],
      ],
    },
    result: [
      [9, 6],
      [8, 8],
    ],
  },
  'receptive-field': {
    typescript: 'F.reduce(([field, step], f, i) => [field + (f - 1) * step, step * S[i]], [1, 1])[0]',
    numpy: '1 + np.sum((F - 1) * np.cumprod(S) // S)',
    given: { F: [11, 3, 5, 3, 3, 3, 3, 3], S: [4, 2, 1, 2, 1, 1, 1, 2] },
    result: 195,
  },
  dense: {
    typescript: 'W.map((row, i) => row.reduce((sum, w, j) => sum + w * x[j], b[i]))',
    numpy: 'W @ x + b',
    given: {
      W: [
        [1, 2],
        [0, -1],
        [3, 0.5],
      ],
      x: [2, 4],
      b: [0, 1, -1],
    },
    result: [10, -3, 7],
  },
  dropout: {
    typescript: 'x.map((value, i) => (coins[i] < rate ? 0 : value / (1 - rate)))',
    numpy: 'np.where(coins < rate, 0, x / (1 - rate))',
    given: { x: [3, 3, 3, 3], coins: [0.2, 0.9, 0.4, 0.7], rate: 0.5 },
    result: [0, 6, 0, 6],
  },
  softmax: {
    typescript: 'z.map((score) => Math.exp(score) / z.reduce((sum, other) => sum + Math.exp(other), 0))',
    numpy: 'np.exp(z) / np.exp(z).sum()',
    given: { z: [2, 1, 0] },
    result: [0.665241, 0.244728, 0.090031],
  },
  'cross-entropy': {
    typescript: '-Math.log(p[answer])',
    numpy: '-np.log(p[answer])',
    given: { p: [0.2, 0.7, 0.1], answer: 1 },
    result: 0.356675,
  },
  gradient: {
    typescript: 'p.map((share, i) => share - y[i])',
    numpy: 'p - y',
    given: { p: [0.2, 0.7, 0.1], y: [0, 1, 0] },
    result: [0.2, -0.3, 0.1],
  },
  momentum: {
    typescript: 'w.map((weight, i) => weight + (momentum * v[i] - rate * g[i]))',
    numpy: 'w + (momentum * v - rate * g)',
    given: { w: [1, 2], v: [-0.01, 0], g: [1, -2], momentum: 0.9, rate: 0.01 },
    result: [0.981, 2.02],
  },
  decay: {
    typescript: 'updates.map((t) => rate / (1 + decay * t))',
    numpy: 'rate / (1 + decay * updates)',
    given: { updates: [0, 2000, 10010], rate: 0.01, decay: 0.0005 },
    result: [0.01, 0.005, 0.00166528],
  },
} as const satisfies Record<string, InNumpy>;
