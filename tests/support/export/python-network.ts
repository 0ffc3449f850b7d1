/** What a network in Keras's or PyTorch's words comes to, worked out from the text alone by their documentation. */
import { isCall, returnedBy, type Call, type Value } from './read-python';

export interface WrittenLayer {
  name: string;
  call: Call;
  /** Without the batch, in the order of the text's own library. */
  output: number[];
  parameters: number;
}

/** The layers of `build` in a Keras script: images are [height, width, channels]. */
export function kerasLayers(python: string): WrittenLayer[] {
  const sequential = call(returnedBy(python, 'build'));
  const [input, ...layers] = list(sequential.args[0]).map(call);
  let shape = list(input?.args[0]).map(number);
  return layers.map((written) => {
    const { output, parameters } = kerasLayer(written, shape);
    shape = output;
    return { name: string(written.named['name']), call: written, output, parameters };
  });
}

/** The modules of `build` in a PyTorch script: images are [channels, height, width]. */
export function torchModules(python: string, input: readonly number[]): WrittenLayer[] {
  const ordered = call(call(returnedBy(python, 'build')).args[0]);
  let shape = [...input];
  return list(ordered.args[0]).map((entry) => {
    const [name, module] = list(entry);
    const written = call(module);
    const { output, parameters } = torchModule(written, shape);
    shape = output;
    return { name: string(name), call: written, output, parameters };
  });
}

interface Result {
  output: number[];
  parameters: number;
}

function kerasLayer({ callee, args, named }: Call, input: number[]): Result {
  const [height = 0, width = 0, channels = 0] = input;
  const same = named['padding'] === 'same';
  const positions = (size: number, window: number, stride: number) =>
    same ? Math.ceil(size / stride) : Math.floor((size - window) / stride) + 1;
  switch (callee) {
    case 'layers.Conv2D': {
      const filters = number(args[0]);
      const [kh, kw] = pair(args[1]);
      const [sh, sw] = pair(named['strides'] ?? 1);
      const [dh, dw] = pair(named['dilation_rate'] ?? 1);
      const groups = number(named['groups'] ?? 1);
      const bias = named['use_bias'] === false ? 0 : filters;
      return {
        output: [positions(height, dh * (kh - 1) + 1, sh), positions(width, dw * (kw - 1) + 1, sw), filters],
        parameters: ((kh * kw * channels) / groups) * filters + bias,
      };
    }
    case 'layers.Dense': {
      const units = number(args[0]);
      const [inputs = 0, ...others] = input;
      if (others.length > 0) throw new Error('Dense on more than a vector');
      return { output: [units], parameters: inputs * units + (named['use_bias'] === false ? 0 : units) };
    }
    case 'layers.MaxPooling2D':
    case 'layers.AveragePooling2D': {
      const [ph, pw] = pair(args[0]);
      const [sh, sw] = pair(named['strides'] ?? args[0]);
      return { output: [positions(height, ph, sh), positions(width, pw, sw), channels], parameters: 0 };
    }
    case 'layers.ZeroPadding2D': {
      const padding = args[0];
      const [rows, columns] = typeof padding === 'number' ? [padding, padding] : list(padding);
      const [top, bottom] = pair(rows);
      const [left, right] = pair(columns);
      return { output: [top + height + bottom, left + width + right, channels], parameters: 0 };
    }
    case 'layers.Flatten':
      return { output: [height * width * channels], parameters: 0 };
    case 'layers.BatchNormalization':
      return { output: input, parameters: (4 - absent(named)) * (input.at(-1) ?? 0) };
    case 'layers.GlobalAveragePooling2D':
    case 'layers.GlobalMaxPooling2D':
      return { output: [channels], parameters: 0 };
    case 'layers.Activation':
    case 'layers.Dropout':
    case 'LocalResponseNormalization':
      return { output: input, parameters: 0 };
    default:
      throw new Error(`Keras has no ${callee}`);
  }
}

/** Of gamma and beta, those that a batch normalisation was told to leave out. */
function absent(named: Call['named']): number {
  return [named['center'], named['scale']].filter((given) => given === false).length;
}

function torchModule({ callee, args, named }: Call, input: number[]): Result {
  const [channels = 0, height = 0, width = 0] = input;
  const [ph, pw] = pair(named['padding'] ?? 0);
  const positions = (size: number, window: number, stride: number, padding: number) =>
    Math.floor((size + 2 * padding - window) / stride) + 1;
  switch (callee) {
    case 'nn.Conv2d': {
      const [inputs, filters] = [number(args[0]), number(args[1])];
      if (inputs !== channels) throw new Error(`Conv2d takes ${inputs} channels of ${channels}`);
      const [kh, kw] = pair(args[2]);
      const [sh, sw] = pair(named['stride'] ?? 1);
      const [dh, dw] = pair(named['dilation'] ?? 1);
      const bias = named['bias'] === false ? 0 : filters;
      return {
        output: [
          filters,
          positions(height, dh * (kh - 1) + 1, sh, ph),
          positions(width, dw * (kw - 1) + 1, sw, pw),
        ],
        parameters: ((kh * kw * inputs) / number(named['groups'] ?? 1)) * filters + bias,
      };
    }
    case 'nn.Linear': {
      const [inputs, units] = [number(args[0]), number(args[1])];
      if (input.length !== 1 || inputs !== channels)
        throw new Error(`Linear takes ${inputs} of ${input.join()}`);
      return { output: [units], parameters: inputs * units + (named['bias'] === false ? 0 : units) };
    }
    case 'nn.MaxPool2d':
    case 'nn.AvgPool2d': {
      const [kh, kw] = pair(args[0]);
      const [sh, sw] = pair(named['stride'] ?? args[0]);
      if (2 * ph > kh || 2 * pw > kw) throw new Error('padding is at most half of the window');
      return {
        output: [channels, positions(height, kh, sh, ph), positions(width, kw, sw, pw)],
        parameters: 0,
      };
    }
    case 'nn.ZeroPad2d':
    case 'nn.ConstantPad2d': {
      const sides = typeof args[0] === 'number' ? Array<number>(4).fill(args[0]) : list(args[0]).map(number);
      const [left = 0, right = 0, top = 0, bottom = 0] = sides;
      return { output: [channels, top + height + bottom, left + width + right], parameters: 0 };
    }
    case 'nn.BatchNorm1d':
    case 'nn.BatchNorm2d':
      if (args[0] !== channels || input.length !== (callee === 'nn.BatchNorm1d' ? 1 : 3))
        throw new Error(`${callee} of ${input.join()}`);
      return { output: input, parameters: (named['affine'] === false ? 2 : 4) * channels };
    case 'nn.AdaptiveAvgPool2d':
    case 'nn.AdaptiveMaxPool2d':
      return { output: [channels, number(args[0]), number(args[0])], parameters: 0 };
    case 'nn.Flatten':
      return { output: [input.reduce((size, n) => size * n, 1)], parameters: 0 };
    case 'FlattenChannelsLast':
      return { output: [channels * height * width], parameters: 0 };
    default:
      if (
        !/^nn\.(ReLU6?|ELU|SELU|Sigmoid|Tanh|Softplus|Softsign|SiLU|Mish|Softmax|Dropout|LocalResponseNorm|Identity)$/.test(
          callee,
        )
      ) {
        throw new Error(`PyTorch has no ${callee}`);
      }
      return { output: input, parameters: 0 };
  }
}

function call(value: Value | undefined): Call {
  if (!isCall(value)) throw new Error(`No call: ${JSON.stringify(value)}`);
  return value;
}

function list(value: Value | undefined): readonly Value[] {
  if (!Array.isArray(value)) throw new Error(`No list: ${JSON.stringify(value)}`);
  return value as readonly Value[];
}

function number(value: Value | undefined): number {
  if (typeof value !== 'number') throw new Error(`No number: ${JSON.stringify(value)}`);
  return value;
}

function string(value: Value | undefined): string {
  if (typeof value !== 'string') throw new Error(`No string: ${JSON.stringify(value)}`);
  return value;
}

function pair(value: Value | undefined): [number, number] {
  if (typeof value === 'number') return [value, value];
  const [first, second] = list(value);
  return [number(first), number(second)];
}
