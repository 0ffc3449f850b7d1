/** Every letter of a layer's formulas is explained, with the number that stands in its place. */
import { describe, expect, it, test } from 'vitest';
import { derive } from './derivation';
import type { Network } from '../layer';
import {
  concatenate,
  conv2d,
  dense,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  sliceChannels,
  zeroPadding2d,
} from '../make-layer';
import { notebookNetwork } from '../networks';
import { rows, type Row } from '../rows';
import { symbolsOf } from './symbols';

/** Letters with their hue as LaTeX writes them: \vin{W}, P. Commands and the index of a sum are none. */
function lettersOf(tex: string): Set<string> {
  const coloured = tex.match(/\\v(?:in|ker|out)\{[A-Za-z](?:_(?:\w|\{[\w,]+\}))?\}/g) ?? [];
  const rest = tex
    .replace(/\\v(?:in|ker|out)\{[A-Za-z](?:_(?:\w|\{[\w,]+\}))?\}/g, ' ')
    .replace(/\\sum_\{[juv] = /g, ' ')
    .replace(/(?<![A-Za-z])[ixy] [-+]/g, ' ')
    .replace(
      /\\(?:frac|left|right|lfloor|rfloor|lceil|rceil|cdot|times|to|max|min|quad|approx)(?![a-z])/g,
      ' ',
    );
  return new Set([...coloured, ...(rest.match(/\\(?:alpha|beta)|[A-Za-z](?:_\w)?/g) ?? [])]);
}

function formulasOf({ layer, input, inputs, dataFormat }: Row): string {
  const { sizes, shape, parameters, multiplyAdds, response } = derive(layer, input, inputs, dataFormat);
  const whole = shape === 'as the input' ? null : shape;
  return [...sizes, whole, parameters, multiplyAdds, response]
    .map((formula) => formula?.symbolic ?? '')
    .join(' ');
}

const network = {
  name: 'every kind of formula',
  inputShape: [4, 20, 30],
  layers: [
    conv2d('dilated', 6, 3, { groups: 2, dilationRate: 2 }),
    conv2d('same', 6, 3, { padding: 'same' }),
    conv2d('oblong', 8, [3, 5], { strides: [1, 2] }),
    conv2d('oblong-same', 8, [3, 5], { padding: 'same' }),
    maxPooling2d('pool', [2, 1]),
    maxPooling2d('pool-same', 2, { padding: 'same' }),
    {
      ...zeroPadding2d('uneven', 1),
      padding: [
        [1, 2],
        [3, 4],
      ] as const,
    },
    {
      ...zeroPadding2d('half', 1),
      padding: [
        [1, 1],
        [3, 4],
      ] as const,
    },
    dense('rows', 5),
    flatten('flatten'),
    dense('dense', 7),
  ],
} as const;

const branched: Network = {
  name: 'what the family adds',
  inputShape: [4, 20, 30],
  layers: [
    conv2d('up', 6, 3, { strides: 2, ceilMode: true }),
    maxPooling2d('pool-up', [2, 3], { ceilMode: true }),
    localResponseNormalization('halves', { groups: 2, divideAlpha: true }),
    localResponseNormalization('map', { window: 'map', divideAlpha: true }),
    localResponseNormalization('map-plain', { window: 'map' }),
    sliceChannels('slice', 3, 3),
    concatenate('channels'),
    concatenate('rows', 2),
    flatten('flat'),
    concatenate('vectors'),
  ],
  takes: {
    up: [null],
    'pool-up': ['up'],
    halves: ['pool-up'],
    map: ['halves'],
    'map-plain': ['map'],
    slice: ['map-plain'],
    channels: ['slice', 'map'],
    rows: ['channels', 'channels'],
    flat: ['rows'],
    vectors: ['flat', 'flat', 'flat'],
  },
};

test.each(
  [notebookNetwork(), network, branched].flatMap((of) =>
    rows(of).map((row) => [row.layer.name, row] as const),
  ),
)('the letters of %s are those of its legend', (_, row) => {
  expect(new Set(symbolsOf(row).map(({ tex }) => tex))).toEqual(lettersOf(formulasOf(row)));
});

describe('the numbers', () => {
  it('are those of Conv1 as the notebook gives them', () => {
    const [conv1] = rows(notebookNetwork());
    if (!conv1) throw new Error('no Conv1');
    const values = Object.fromEntries(symbolsOf(conv1).map(({ tex, values }) => [tex, values.join()]));
    expect(values).toEqual({
      '\\vout{O}': '55',
      '\\vin{W}': '227',
      '\\vker{F}': '11',
      P: '0',
      S: '4',
      '\\vin{C}': '3',
      '\\vout{K}': '96',
      '\\vout{O_h}': '55',
      '\\vout{O_w}': '55',
    });
  });
});
