import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { derive } from './derivation';
import { constant, formulaLiberties, twoLines, type Derivation, type Formula } from './formula';
import type { Layer } from '../layer';
import {
  conv2d,
  dense,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../make-layer';
import { notebookNetwork } from '../networks';
import { FAMILY } from '../family/family';
import { rows, type Row } from '../rows';
import { ShapeError } from '../shapes';
import { windowDerivation } from './size-derivation';
import { calculate } from '../../../tests/support/model/calculate-latex';
import { branchedNetworks } from '../../../tests/support/model/branched-networks';
import { fittingNetworks } from '../../../tests/support/model/networks';

/** The value of each side of a substituted formula, computed from its KaTeX alone. */
const sides = (latex: string) => latex.split(/=|\\approx|, \\quad/).map(calculate);

function render(latex: string): string {
  const macros = { '\\vin': '{#1}', '\\vker': '{#1}', '\\vout': '{#1}' };
  const strict = (code: string) => (formulaLiberties.has(code) ? 'ignore' : 'error');
  return katex.renderToString(latex, { macros, strict, throwOnError: true, displayMode: true });
}

type DerivedRow = Pick<Row, 'layer' | 'input' | 'inputs' | 'dataFormat'>;

const derivations = ({ layer, input, inputs, dataFormat }: DerivedRow): Derivation[] => {
  const { sizes, parameters, multiplyAdds } = derive(layer, input, inputs, dataFormat);
  return [...sizes, parameters, multiplyAdds].filter((derivation) => derivation !== null);
};

describe('Conv1, as the course prints it', () => {
  const { sizes, parameters, multiplyAdds } = derive(conv2d('Conv1', 96, 11, { strides: 4 }), [3, 227, 227]);

  test('height and width', () => {
    expect(sizes).toEqual([
      {
        quantity: 'height and width',
        symbolic: '\\vout{O} = \\frac{\\vin{W} - \\vker{F} + 2P}{S} + 1',
        substituted: '\\frac{\\vin{227} - \\vker{11} + 2 \\cdot 0}{4} + 1 = \\vout{55}',
        value: 55,
        remark: null,
      },
    ]);
  });

  test('parameters', () => {
    expect(parameters).toMatchObject({
      symbolic: '\\left(\\vker{F} \\cdot \\vker{F} \\cdot \\vin{C} + 1\\right) \\cdot \\vout{K}',
      substituted:
        '\\left(\\vker{11} \\cdot \\vker{11} \\cdot \\vin{3} + 1\\right) \\cdot \\vout{96} = \\vker{34{,}944}',
      value: 34_944,
    });
  });

  test('multiply-adds', () => {
    expect(multiplyAdds).toMatchObject({
      symbolic:
        '\\vout{O_h} \\cdot \\vout{O_w} \\cdot \\vker{F} \\cdot \\vker{F} \\cdot \\vin{C} \\cdot \\vout{K}',
      value: 105_415_200,
    });
  });
});

describe('the whole shape', () => {
  const shapes = rows(notebookNetwork()).map(
    ({ layer, input }) => [layer.name, derive(layer, input).shape] as const,
  );
  const shapeOf = Object.fromEntries(shapes);

  test('has the kernels of a convolution as its channels, and those of the input after pooling', () => {
    expect(shapeOf['Conv1']).toEqual({
      symbolic: '\\vout{K} \\times \\vout{O} \\times \\vout{O}',
      substituted: '\\vout{96} \\times \\vout{55} \\times \\vout{55}',
    });
    const oblong = maxPooling2d('p', [2, 1], { dataFormat: 'channelsLast' });
    expect(derive(oblong, [20, 30, 4]).shape).toEqual({
      symbolic: '\\vin{C} \\times \\vout{O_h} \\times \\vout{O_w}',
      substituted: '\\vin{4} \\times \\vout{10} \\times \\vout{30}',
    });
  });

  test('of a dense layer is its units, at every position', () => {
    expect(shapeOf['FC6']).toEqual({
      symbolic: '\\vin{N} \\to \\vout{M}',
      substituted: '\\vin{6400} \\to \\vout{4096}',
    });
    expect(derive(dense('rows', 7), [4, 3]).shape).toMatchObject({
      symbolic: 'B \\times \\vin{N} \\to B \\times \\vout{M}',
      substituted: '4 \\times \\vin{3} \\to 4 \\times \\vout{7}',
    });
  });

  test('is said of every layer of the notebook, by its length where it is flattened', () => {
    expect(shapes.filter(([, shape]) => shape === null).map(([name]) => name)).toEqual(['flatten_7']);
    for (const name of ['activation_77', 'LRN1', 'dropout_18']) expect(shapeOf[name]).toBe('as the input');
  });
});

describe('what does not come out even', () => {
  test('224 gives 54.25, shown before it is rounded down', () => {
    const derivation = windowDerivation({ size: 224, window: 11, stride: 4, padding: [0, 0] });
    expect(derivation.substituted).toBe(
      '\\frac{\\vin{224} - \\vker{11} + 2 \\cdot 0}{4} + 1 = 54.25, \\quad \\lfloor 54.25 \\rfloor = \\vout{54}',
    );
    expect(derivation.value).toBe(54);
    expect(derivation.remark).toBe(
      '54.25 is not a whole number. The window fits 54 times, and the last pixel belongs to no position.',
    );
  });

  test('thirds are given as about', () => {
    const { substituted, remark } = windowDerivation({ size: 10, window: 2, stride: 3, padding: [0, 0] });
    expect(substituted).toContain('\\approx 3.67, \\quad \\lfloor 3.67 \\rfloor = \\vout{3}');
    expect(remark).toContain('the last 2 pixels belong to no position');
  });

  test("the notebook's slip: stride 2 and padding 1 on 27 give 13, not 11", () => {
    expect(windowDerivation({ size: 27, window: 5, stride: 2, padding: [1, 1] }).value).toBe(13);
  });

  test("the paper's padding of 2 keeps 27", () => {
    expect(windowDerivation({ size: 27, window: 5, stride: 1, padding: [2, 2] }).value).toBe(27);
  });

  test('a window that is too large says so', () => {
    expect(windowDerivation({ size: 3, window: 5, stride: 1, padding: [0, 0] }).remark).toBe(
      'The window does not fit into the input.',
    );
    expect(() => derive(conv2d('Conv2', 1, 5), [1, 3, 3])).toThrow(ShapeError);
  });
});

describe('rounded up', () => {
  const up = { ceilMode: true } as const;
  const height = (layer: Layer, size: number) => derive(layer, [1, size, size]).sizes[0]!;

  test("the authors' 224: one window more, over the edge", () => {
    expect(height(conv2d('conv1', 96, 11, { strides: 4, ...up }), 224)).toEqual({
      quantity: 'height and width',
      symbolic: '\\vout{O} = \\left\\lceil \\frac{\\vin{W} - \\vker{F}}{S} \\right\\rceil + 1',
      substituted: '\\left\\lceil \\frac{\\vin{224} - \\vker{11}}{4} \\right\\rceil + 1 = \\vout{55}',
      value: 55,
      remark: '54.25 is rounded up: the last window hangs 3 pixels over the far edge, and reads zeros there.',
    });
  });

  test('a pooling reads nothing there', () => {
    expect(height(maxPooling2d('pool', 2, up), 5).remark).toBe(
      '2.5 is rounded up: the last window hangs 1 pixel over the far edge, and reads nothing there.',
    );
    expect(height(maxPooling2d('pool', 3, { strides: 2, ...up }), 55).remark).toBeNull();
  });

  test('a window that would begin beyond the input is left out', () => {
    const { substituted, value, remark } = height(maxPooling2d('pool', 1, { strides: 3, ...up }), 5);
    expect(substituted).toBe(
      '\\left\\lceil \\frac{\\vin{5} - \\vker{1}}{3} \\right\\rceil + 1 = 3, \\quad 3 - 1 = \\vout{2}',
    );
    expect(value).toBe(2);
    expect(remark).toContain('The last of 3 windows would begin beyond the input');
  });
});

describe('height and width apart', () => {
  test('a kernel that is not square', () => {
    const { sizes, parameters } = derive(conv2d('c', 4, [3, 5]), [2, 9, 9]);
    expect(sizes.map(({ quantity, value }) => [quantity, value])).toEqual([
      ['height', 7],
      ['width', 5],
    ]);
    expect(parameters?.symbolic).toContain('\\vker{F_h} \\cdot \\vker{F_w}');
  });

  test('zero padding of four different sides', () => {
    const layer: Layer = {
      ...zeroPadding2d('z', 0),
      padding: [
        [1, 2],
        [3, 3],
      ],
    };
    expect(derive(layer, [2, 5, 5]).sizes.map(({ substituted }) => substituted)).toEqual([
      '\\vin{5} + 1 + 2 = \\vout{8}',
      '\\vin{5} + 2 \\cdot 3 = \\vout{11}',
    ]);
  });
});

describe('every formula', () => {
  /** Random networks, and those of the course. */
  const onAll = (check: (row: Row) => void) => {
    FAMILY.flatMap(({ network }) => rows(network())).forEach(check);
    fc.assert(
      fc.property(fittingNetworks(), (network) => rows(network).forEach(check)),
      { numRuns: 200, seed: 1 },
    );
    fc.assert(
      fc.property(branchedNetworks, (network) => rows(network).forEach(check)),
      { numRuns: 40, seed: 1 },
    );
  };
  /** Rounded down, or rounded up; one less where the last window was left out. */
  const roundings = (computed: number) => [Math.floor(computed), Math.ceil(computed), computed - 1];
  const extras: [Layer, readonly number[]][] = [
    [dense('rows', 7), [4, 3]],
    [maxPooling2d('pool', 3, { strides: 2, padding: 'same' }), [4, 8, 8]],
    [flatten('flatten'), [4, 3]],
  ];

  const rowOf = (layer: Layer, input: readonly number[]): DerivedRow => ({
    layer,
    input,
    inputs: [input],
    dataFormat: 'channelsFirst',
  });

  test('computed from what it prints, gives the value that the layer has', () => {
    onAll((row) => {
      const { layer, output, parameters, multiplyAdds } = row;
      for (const derivation of derivations(row)) {
        const label = `${layer.name}, ${derivation.quantity}`;
        const [computed, ...printed] = sides(derivation.substituted);
        expect(printed.at(-1), label).toBe(derivation.value);
        if (derivation.remark === null) expect(computed, label).toBe(derivation.value);
        else expect(roundings(computed ?? NaN), label).toContain(derivation.value);
        if (derivation.quantity === 'parameters') expect(derivation.value, label).toBe(parameters);
        else if (derivation.quantity === 'multiply-adds') expect(derivation.value, label).toBe(multiplyAdds);
        else expect(output, label).toContain(derivation.value);
      }
    });
  });

  test('of vectors and rows too', () => {
    for (const [layer, input] of extras) {
      for (const { substituted, value } of derivations(rowOf(layer, input)))
        expect(sides(substituted)).toEqual([value, value]);
    }
  });

  test('has its numbers in a line of their own, however deep the denominators above them', () => {
    // In a row of an array the gap begins at the height of a plain row: a fraction reaches through it.
    const check = ({ symbolic, substituted }: Formula) => {
      const html = render(twoLines({ symbolic, substituted }));
      expect(html.match(/katex-newline/g), symbolic).toHaveLength(1);
      expect(html, symbolic).not.toContain('mtable');
    };
    const seen = new Set<string>();
    onAll((row) => {
      const { response, shape } = derive(row.layer, row.input, row.inputs, row.dataFormat);
      for (const formula of [...derivations(row), response, shape]) {
        if (formula === null || formula === 'as the input' || seen.has(formula.symbolic)) continue;
        seen.add(formula.symbolic);
        check(formula);
      }
    });
    expect(seen.size).toBeGreaterThan(10);
  });

  test('is KaTeX without a warning', () => {
    const rendered = new Set<string>();
    const check = (row: DerivedRow) => {
      const { response, shape } = derive(row.layer, row.input, row.inputs, row.dataFormat);
      const others = [response, shape].filter((formula) => formula !== null && formula !== 'as the input');
      for (const { symbolic, substituted } of [...derivations(row), ...others]) {
        for (const latex of [symbolic, substituted]) {
          if (!rendered.has(latex)) expect(render(latex), latex).toContain('katex');
          rendered.add(latex);
        }
      }
    };
    onAll(check);
    for (const [layer, input] of extras) check(rowOf(layer, input));
    expect(rendered.size).toBeGreaterThan(100);
  });
});

describe('response normalisation', () => {
  test("LRN1 with the paper's constants, over 96 channels", () => {
    const [, , lrn] = notebookNetwork().layers;
    expect(lrn && derive(lrn, [96, 55, 55]).response).toEqual({
      symbolic:
        '\\vout{b_i} = \\frac{\\vin{a_i}}{\\left(k + \\alpha \\sum_{j = \\max(0,\\, i - \\lfloor n/2 \\rfloor)}^{\\min(N - 1,\\, i + \\lfloor n/2 \\rfloor)} \\vin{a_j}^2\\right)^{\\beta}}',
      substituted:
        '\\vout{b_i} = \\frac{\\vin{a_i}}{\\left(2 + 10^{-4} \\sum_{j = \\max(0,\\, i - 2)}^{\\min(95,\\, i + 2)} \\vin{a_j}^2\\right)^{0.75}}',
    });
  });

  test('over half of the channels, with alpha over n', () => {
    const halves = localResponseNormalization('halves', { groups: 2, divideAlpha: true });
    const { symbolic, substituted } = derive(halves, [96, 55, 55]).response!;
    expect(symbolic).toContain('k + \\frac{\\alpha}{n} \\sum');
    expect(symbolic).toContain('\\min(N/G - 1,\\, i + \\lfloor n/2 \\rfloor)');
    expect(substituted).toContain(
      '2 + \\frac{10^{-4}}{5} \\sum_{j = \\max(0,\\, i - 2)}^{\\min(47,\\, i + 2)}',
    );
  });

  test('over places of the same map', () => {
    const map = localResponseNormalization('map', { window: 'map', divideAlpha: true });
    const { symbolic, substituted } = derive(map, [3, 27, 55]).response!;
    expect(symbolic).toBe(
      '\\vout{b_{x,y}} = \\frac{\\vin{a_{x,y}}}{\\left(k + \\frac{\\alpha}{n^2} \\sum_{u = \\max(0,\\, x - \\lfloor n/2 \\rfloor)}^{\\min(H - 1,\\, x + \\lfloor n/2 \\rfloor)} \\sum_{v = \\max(0,\\, y - \\lfloor n/2 \\rfloor)}^{\\min(W - 1,\\, y + \\lfloor n/2 \\rfloor)} \\vin{a_{u,v}}^2\\right)^{\\beta}}',
    );
    expect(substituted).toContain('\\frac{10^{-4}}{5^2}');
    expect(substituted).toContain('\\min(54,\\, y + 2)');
  });

  test.for([
    [1e-4, '10^{-4}'],
    [2e-5, '2 \\cdot 10^{-5}'],
    [0.75, '0.75'],
    [0, '0'],
  ] as const)('the constant %f is set as %s', ([value, latex]) => {
    expect(constant(value)).toBe(latex);
  });
});
