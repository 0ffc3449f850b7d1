/** Layers of windows and places without weights. */
import { FIRST, type LayerCase } from './layer-case';
import { at, type Numbers, numbers, sum } from './numbers';
import { slide, type Window } from './windows';

const IMAGE = [2, 5, 4, 3];
const VOLUME = [2, 4, 3, 2, 2];
const SEQUENCE = [2, 6, 3];

export function maxPool(x: Numbers, window: Window): Numbers {
  return slide(x, window, x.shape.at(-1)!, (covered, batch, channel) =>
    Math.max(...covered.filter(({ inside }) => inside).map(({ place }) => at(x, batch, ...place, channel))),
  );
}

/** Of the places within; the padding does not count. */
function averagePool(x: Numbers, window: Window): Numbers {
  return slide(x, window, x.shape.at(-1)!, (covered, batch, channel) => {
    const inside = covered.filter((place) => place.inside);
    return inside.reduce((total, { place }) => total + at(x, batch, ...place, channel), 0) / inside.length;
  });
}

function poolings(dimensions: 1 | 2 | 3, input: readonly number[]): LayerCase[] {
  const first = dimensions === 1 ? null : FIRST;
  const each = (n: number) => Array.from({ length: dimensions }, () => n);
  const overlapping: Window = { size: each(3), strides: each(2), padding: 'same' };
  // Of numbers below 0: padding is no 0 among them, and the largest of a window is not found by comparing with 0.
  return [
    [`maxPooling${dimensions}d`, maxPool] as const,
    [`averagePooling${dimensions}d`, averagePool] as const,
  ].flatMap(([maker, pool]): LayerCase[] => [
    {
      maker,
      options: { poolSize: 2 },
      inputs: [input],
      shift: -2,
      first,
      plainLoops: ([x]) => pool(x!, { size: each(2), strides: each(2) }),
    },
    {
      maker,
      trying: 'overlapping and padded',
      options: { poolSize: 3, strides: 2, padding: 'same' },
      inputs: [input],
      shift: -2,
      first,
      plainLoops: ([x]) => pool(x!, overlapping),
    },
  ]);
}

function globalPooling(
  maker: string,
  input: readonly number[],
  reduce: (values: number[]) => number,
): LayerCase {
  return {
    maker,
    inputs: [input],
    shift: -2,
    first: input.length === 3 ? null : FIRST,
    plainLoops: ([x]) => {
      const [batch = 0, ...space] = x!.shape.slice(0, -1);
      return numbers([batch, x!.shape.at(-1)!], (n, c) => {
        const values: number[] = [];
        numbers(space, (...place) => values.push(at(x!, n, ...place, c)));
        return reduce(values);
      });
    },
  };
}

const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
const largest = (values: number[]) => Math.max(...values);

/** Between the two nearest places, as TensorFlow 1 has it: the first of the result lies on the first of the input. */
function bilinear(x: Numbers, [rows, columns]: readonly [number, number]): Numbers {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  return numbers([batch, height * rows, width * columns, channels], (n, i, j, c) => {
    const [row, column] = [i / rows, j / columns];
    return sum([2, 2], (down, right) => {
      const [y, z] = [Math.floor(row) + down, Math.floor(column) + right];
      const weight = (1 - Math.abs(row - y)) * (1 - Math.abs(column - z));
      return weight * at(x, n, Math.min(y, height - 1), Math.min(z, width - 1), c);
    });
  });
}

function roundedUp(maker: string, pool: (x: Numbers, window: Window) => Numbers): LayerCase {
  return {
    maker,
    trying: 'its sizes rounded up',
    everywhere: true,
    options: { poolSize: [3, 2], strides: [3, 3], ceilMode: true },
    inputs: [IMAGE],
    shift: -2,
    first: FIRST,
    plainLoops: ([x]) => pool(x!, { size: [3, 2], strides: [3, 3], ceilMode: true }),
  };
}

export const SPATIAL: readonly LayerCase[] = [
  ...poolings(1, SEQUENCE),
  ...poolings(2, IMAGE),
  roundedUp('maxPooling2d', maxPool),
  roundedUp('averagePooling2d', averagePool),
  ...poolings(3, VOLUME),
  globalPooling('globalAveragePooling1d', SEQUENCE, mean),
  globalPooling('globalMaxPooling1d', SEQUENCE, largest),
  globalPooling('globalAveragePooling2d', IMAGE, mean),
  globalPooling('globalMaxPooling2d', IMAGE, largest),
  {
    maker: 'zeroPadding2d',
    options: {
      padding: [
        [1, 2],
        [0, 3],
      ],
    },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x]) => numbers([2, 8, 7, 3], (n, i, j, c) => at(x!, n, i - 1, j, c)),
  },
  {
    maker: 'cropping2D',
    options: {
      cropping: [
        [1, 2],
        [0, 1],
      ],
    },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x]) => numbers([2, 2, 3, 3], (n, i, j, c) => at(x!, n, i + 1, j, c)),
  },
  {
    maker: 'upSampling2d',
    options: { size: [2, 3] },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x]) =>
      numbers([2, 10, 12, 3], (n, i, j, c) => at(x!, n, Math.floor(i / 2), Math.floor(j / 3), c)),
  },
  {
    maker: 'upSampling2d',
    trying: 'bilinear',
    options: { size: [2, 3], interpolation: 'bilinear' },
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x]) => bilinear(x!, [2, 3]),
  },
  {
    maker: 'sliceChannels',
    options: { begin: 1, size: 2, dataFormat: 'channelsLast' },
    inputs: [[2, 3, 2, 4]],
    first: FIRST,
    plainLoops: ([x]) => numbers([2, 3, 2, 2], (n, i, j, c) => at(x!, n, i, j, c + 1)),
  },
  {
    // Channels first too, it flattens in the order of channels last, as Keras does.
    maker: 'flatten',
    inputs: [IMAGE],
    first: FIRST,
    plainLoops: ([x]) => ({ shape: [2, 60], values: x!.values }),
  },
];
