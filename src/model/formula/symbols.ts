import { constant } from './formula';
import { readImageShape, sizeOf, type ImageShape } from '../image-shape';
import type {
  Concatenate,
  Conv2D,
  Flatten,
  LocalResponseNormalization,
  Pair,
  Pooling2D,
  ZeroPadding2D,
} from '../layer';
import type { Row } from '../rows';

/** A letter of a layer's formulas (derivation.ts), and what it stands for in this layer. */
export interface FormulaSymbol {
  /** As KaTeX, with its hue: \vin{W} */
  tex: string;
  /** Whose quantity it is: its hue. 'plain' for what has none. */
  role: 'input' | 'kernel' | 'output' | 'plain';
  meaning: string;
  /** Its numbers in this layer, as the formulas write them: one, or two where height and width differ. */
  values: readonly string[];
}

/** The letters of all formulas that `derive` gives for this layer, each once, in the order of reading. */
export function symbolsOf(row: Row): FormulaSymbol[] {
  const { layer } = row;
  switch (layer.type) {
    case 'conv2d':
      return convolutionSymbols(layer, row);
    case 'maxPooling2d':
    case 'averagePooling2d':
      return windowSymbols(layer, layer.poolSize, 'window', row);
    case 'zeroPadding2d':
      return paddingSymbols(layer, row);
    case 'flatten':
      return flattenSymbols(layer, row);
    case 'dense':
      return [
        input('N', 'numbers in', String(row.input.at(-1) ?? 0)),
        output('M', 'units, one number out of each', String(layer.units)),
        ...(row.output.length > 1
          ? [plain('B', 'positions it is applied at', String(sizeOf(row.output) / layer.units))]
          : []),
      ];
    case 'localResponseNormalization':
      return [
        ...windowedNumbers(layer, row),
        plain('k', 'added to the sum: where it is small, k alone sets the divisor', constant(layer.bias)),
        plain('\\alpha', 'how much the squares count, the channel’s own too', constant(layer.alpha)),
        plain('\\beta', 'the power to which the divisor is raised', constant(layer.beta)),
      ];
    case 'concatenate':
      return joinedSymbols(layer, row);
    case 'sliceChannels': {
      const after = readImageShape(row.output, layer.dataFormat);
      return after
        ? [output('K', 'channels that are handed on', String(after.channels)), ...keptSides(after)]
        : [];
    }
    default:
      return [];
  }
}

/** The letters of a normalisation's window: neighbouring channels, or places of the same map. */
function windowedNumbers(layer: LocalResponseNormalization, row: Row): FormulaSymbol[] {
  const image = readImageShape(row.input, layer.dataFormat);
  const n = String(2 * layer.depthRadius + 1);
  if (layer.window === 'map') {
    return [
      input('a_{x,y}', 'the number itself, in row x and column y'),
      output('b_{x,y}', 'what becomes of it'),
      input('a_{u,v}', 'a number of the same channel, in row u and column v'),
      plain('n', 'rows and columns of the window that is summed', n),
      plain('H', 'rows in all', String(image?.height ?? 0)),
      plain('W', 'columns in all', String(image?.width ?? 0)),
    ];
  }
  const { groups = 1 } = layer;
  return [
    input('a_i', 'the number itself, in channel i'),
    output('b_i', 'what becomes of it'),
    input('a_j', 'the number at the same place in channel j'),
    plain('n', 'channels that are summed', n),
    plain('N', 'channels in all', String(image?.channels ?? 0)),
    ...(groups === 1
      ? []
      : [
          plain(
            'G',
            'groups: channels are counted within their own, and no window leaves it',
            String(groups),
          ),
        ]),
  ];
}

function joinedSymbols({ axis }: Concatenate, row: Row): FormulaSymbol[] {
  const image = readImageShape(row.output, row.dataFormat);
  const names = row.dataFormat === 'channelsFirst' ? ['C', 'H', 'W'] : ['H', 'W', 'C'];
  const letter = (image ? names[axis - 1] : null) ?? 'N';
  const what = letter === 'C' ? 'channels' : letter === 'N' ? 'numbers' : letter === 'H' ? 'rows' : 'columns';
  return [
    output(letter, `${what} of the output`, String(row.output[axis - 1] ?? 0)),
    ...row.inputs.map((shape, index) =>
      input(
        `${letter}_{${index + 1}}`,
        `${what} of ${row.takes[index] ?? 'the input'}`,
        String(shape[axis - 1] ?? 0),
      ),
    ),
    ...(image && letter === 'C' ? keptSides(image) : []),
  ];
}

/** Height and width that are the input's. */
function keptSides({ height, width }: ImageShape): FormulaSymbol[] {
  return [
    input('H', 'height, as the input has it', String(height)),
    input('W', 'width, as the input has it', String(width)),
  ];
}

function convolutionSymbols(layer: Conv2D, row: Row): FormulaSymbol[] {
  const channels = readImageShape(row.input, layer.dataFormat)?.channels ?? 0;
  const after = readImageShape(row.output, layer.dataFormat);
  const [vertical, horizontal] = layer.kernelSize;
  return [
    ...windowSymbols(layer, layer.kernelSize, 'kernel', row),
    ...(vertical === horizontal
      ? []
      : [
          kernel('F_h', 'height of the kernel', String(vertical)),
          kernel('F_w', 'width of the kernel', String(horizontal)),
        ]),
    input('C', 'channels of the input', String(channels)),
    ...(layer.groups === 1 ? [] : [plain('G', 'groups of channels', String(layer.groups))]),
    output('K', 'kernels, one for each channel of the output', String(layer.filters)),
    ...(after ? sideSymbols(after) : []),
  ];
}

/** What the whole shape of an output with the input's channels adds to O. */
function wholeShapeSymbols(after: ImageShape): FormulaSymbol[] {
  return [
    input('C', 'channels, as many as the input has', String(after.channels)),
    ...(after.height === after.width ? [] : sideSymbols(after)),
  ];
}

function sideSymbols({ height, width }: ImageShape): FormulaSymbol[] {
  return [
    output('O_h', 'height of the output', String(height)),
    output('O_w', 'width of the output', String(width)),
  ];
}

/**
 * The symbols of O = (W - F + 2P)/S + 1 with their values; under 'same' padding the formula has neither F nor
 * P.
 */
function windowSymbols(
  layer: Conv2D | Pooling2D,
  size: Pair,
  noun: 'kernel' | 'window',
  row: Row,
): FormulaSymbol[] {
  const before = readImageShape(row.input, layer.dataFormat);
  const after = readImageShape(row.output, layer.dataFormat);
  if (!before || !after) return [];
  const valid = layer.padding === 'valid';
  const dilation = layer.type === 'conv2d' ? layer.dilationRate : ([1, 1] as const);
  // A convolution counts its weights with F, whatever its padding.
  const square = layer.type === 'conv2d' && size[0] === size[1];
  return [
    output('O', 'pixels of the output, along one side', ...along([after.height, after.width])),
    input('W', 'pixels of the input, along one side', ...along([before.height, before.width])),
    ...(layer.type === 'conv2d' ? [] : wholeShapeSymbols(after)),
    ...(valid || square ? [kernel('F', `pixels of the ${noun}, along one side`, ...along(size))] : []),
    ...(valid && sizeOf(dilation) > 1
      ? [plain('D', 'pixels from one weight to the next', ...along(dilation))]
      : []),
    ...(valid && !layer.ceilMode ? [plain('P', 'zeros added at either end', '0')] : []),
    plain('S', 'stride: pixels from one position to the next', ...along(layer.strides)),
  ];
}

function paddingSymbols({ padding, dataFormat }: ZeroPadding2D, row: Row): FormulaSymbol[] {
  const before = readImageShape(row.input, dataFormat);
  const after = readImageShape(row.output, dataFormat);
  if (!before || !after) return [];
  const [vertical, horizontal] = padding;
  const even = padding.filter(([first, last]) => first === last);
  return [
    output('O', 'pixels of the output, along one side', ...along([after.height, after.width])),
    input('W', 'pixels of the input, along one side', ...along([before.height, before.width])),
    ...wholeShapeSymbols(after),
    ...(even.length > 0
      ? [plain('P', 'zeros added at either end', ...along([even[0]?.[0] ?? 0, even.at(-1)?.[0] ?? 0]))]
      : []),
    ...(even.length < 2
      ? [
          plain('P_1', 'zeros above, or at the left', ...along([vertical[0], horizontal[0]])),
          plain('P_2', 'zeros below, or at the right', ...along([vertical[1], horizontal[1]])),
        ]
      : []),
  ];
}

function flattenSymbols(_: Flatten, row: Row): FormulaSymbol[] {
  const length = output('N', 'numbers in the row', String(sizeOf(row.output)));
  const image = readImageShape(row.input, row.dataFormat);
  if (!image) {
    return [
      length,
      ...row.input.map((size, axis) =>
        input(`N_{${axis + 1}}`, `size ${axis + 1} of the input`, String(size)),
      ),
    ];
  }
  return [
    length,
    input('C', 'channels of the input', String(image.channels)),
    input('H', 'height of the input', String(image.height)),
    input('W', 'width of the input', String(image.width)),
  ];
}

function input(letter: string, meaning: string, ...values: string[]): FormulaSymbol {
  return { tex: `\\vin{${letter}}`, role: 'input', meaning, values };
}

function kernel(letter: string, meaning: string, ...values: string[]): FormulaSymbol {
  return { tex: `\\vker{${letter}}`, role: 'kernel', meaning, values };
}

function output(letter: string, meaning: string, ...values: string[]): FormulaSymbol {
  return { tex: `\\vout{${letter}}`, role: 'output', meaning, values };
}

function plain(letter: string, meaning: string, ...values: string[]): FormulaSymbol {
  return { tex: letter, role: 'plain', meaning, values };
}

/** One number for both axes where they agree. */
function along([vertical, horizontal]: Pair): string[] {
  return vertical === horizontal ? [String(vertical)] : [String(vertical), String(horizontal)];
}
