/** A layer of a cell as Keras 3 writes it: the options that the cell gives, and the name that the model has for it. */
import { overhang } from '../keras-layers';
import { ExportRefusal } from '../trainable';
import { RESPONSE_NORMALIZATION } from '../keras-normalization';
import type { Context } from './context';
import { callText, tupled } from './layout';
import { isFloat } from './operators';
import { kerasWord } from '../python-names';
import { addLayer, applied, rowOf, tensorsOf } from './nets';
import { findsFormat } from './layer-of';
import { atom, LayerValue, Options, Unsayable, type Net, type Placed, type Said } from './value';

const CLASSES: Readonly<Record<string, string>> = {
  conv2d: 'layers.Conv2D',
  dense: 'layers.Dense',
  activation: 'layers.Activation',
  localResponseNormalization: 'LocalResponseNormalization',
  maxPooling2d: 'layers.MaxPooling2D',
  averagePooling2d: 'layers.AveragePooling2D',
  zeroPadding2d: 'layers.ZeroPadding2D',
  flatten: 'layers.Flatten',
  dropout: 'layers.Dropout',
  concatenate: 'layers.Concatenate',
  batchNormalization: 'layers.BatchNormalization',
  globalAveragePooling2d: 'layers.GlobalAveragePooling2D',
  globalMaxPooling2d: 'layers.GlobalMaxPooling2D',
};
/** Keras takes no float for these, not even a whole one. */
const SIZES = new Set([
  'units',
  'filters',
  'kernelSize',
  'strides',
  'poolSize',
  'padding',
  'dilationRate',
  'groups',
  'n',
]);
/** What is said otherwise: an input of its own, a layer before, a part of another. */
const ELSEWHERE = new Set(['inputShape', 'ceilMode', 'divideAlpha', 'begin', 'size', 'batchInputShape']);

/**
 * @param made null within a function, where each call makes another
 */
export function kerasLayerText(
  maker: string,
  options: Options,
  made: LayerValue | null,
  context: Context,
): string {
  if (maker === 'localResponseNormalization')
    context.define('LocalResponseNormalization', RESPONSE_NORMALIZATION);
  const args = [...options.said].flatMap(([key, said]) => {
    if (ELSEWHERE.has(key) || key === 'name') return [];
    if (key === 'alpha' && divides(options)) return [`alpha=${divided(options)}`];
    const isSize = SIZES.has(key) && Number.isInteger(said.value) && isFloat(said);
    return [`${snake(key)}=${isSize ? `int(${said.text})` : tuple(said)}`];
  });
  if (divides(options) && !options.said.has('alpha')) args.push(`alpha=${divided(options)}`);
  const name =
    options.said.get('name')?.text ?? (made && context.depth === 0 ? JSON.stringify(made.layer.name) : null);
  const named = name === null ? [] : [`name=${name}`];
  if (maker === 'sliceChannels') return callText('layers.Lambda', [sliced(options), ...named]);
  return callText(CLASSES[maker] ?? maker, [...args, ...named]);
}

function divides(options: Options): boolean {
  return options.value('divideAlpha') === true;
}

/** TypeScript is told to divide alpha by how many numbers a window has. */
function divided({ said }: Options): string {
  const n = said.get('n')?.text ?? '5';
  const count = said.get('window')?.value === 'map' ? `${n}**2` : n;
  return `${said.get('alpha')?.text ?? '1e-4'} / ${count}`;
}

function sliced(options: Options): string {
  const [begin, size] = ['begin', 'size'].map((key) => options.said.get(key));
  const isLast = options.value('dataFormat') === 'channelsLast';
  const part = (from: string, to: string) => (isLast ? `x[..., ${from}:${to}]` : `x[:, ${from}:${to}]`);
  const isPlain = [begin, size].every((said) => said && /^\d+$/.test(said.text));
  if (isPlain)
    return `lambda x: ${part(begin?.text ?? '', String(Number(begin?.text) + Number(size?.text)))}`;
  // A name would be read only when the layer is called, and a quotient is no place in Python.
  const [from, count] = [begin?.text ?? '0', size?.text ?? '0'];
  return `lambda x, begin=int(${from}), end=int(${from} + ${count}): ${part('begin', 'end')}`;
}

function snake(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Keras takes sizes as tuples. */
export function tuple({ text, value }: Said): string {
  // A word of the model's own description.
  if (typeof value === 'string' && text === JSON.stringify(value)) return JSON.stringify(kerasWord(value));
  if (!text.startsWith('[') || !text.endsWith(']')) return text;
  const isNumbers = /^[[\],\s\d.-]*$/.test(text);
  if (isNumbers && Array.isArray(value) && value.length > 1) {
    return text.replaceAll('[', '(').replaceAll(']', ')');
  }
  return tupled(text);
}

/** `model.add(layer)`, with an input before the first layer, and what hangs over the edge before the layer. */
export function addKeras(of: Said, net: Net, said: Said, context: Context): Said {
  const { value } = said;
  if (context.depth > 0) return atom(callText(`${of.text}.add`, [said.text]), null);
  if (!(value instanceof LayerValue)) throw new Unsayable('what it adds is known only in a run');
  const isFirst = net.placed.length === 0;
  const placed = addLayer(net, value);
  const add = (text: string) => callText(`${of.text}.add`, [text]);
  if (isFirst && context.depth === 0) {
    const shape = value.options.said.get('inputShape');
    context.before.push(...add(`keras.Input(${shape ? tuple(shape) : 'None'})`).split('\n'));
  }
  const { before, text } = hanging(placed, said.text, context);
  if (before !== null) context.before.push(...add(before).split('\n'));
  return atom(add(text), null);
}

/** `layer(x)`. */
export function applyKeras(of: Said, args: readonly Said[], context: Context): Said | null {
  const [first] = args;
  if (!first) return null;
  const takes = tensorsOf(first);
  if (!(of.value instanceof LayerValue) || takes === null) return atom(`${of.text}(${first.text})`);
  const tensor = applied(of.value, takes);
  const placed = tensor.from?.placed;
  if (!placed) return null;
  const { before, text } = hanging(placed, of.text, context);
  return atom(before === null ? `${text}(${first.text})` : `${text}(${before}(${first.text}))`, tensor);
}

/** The layer's text where it stands, and that of one before it for what hangs over the edge. */
function hanging(placed: Placed, made: string, context: Context): { before: string | null; text: string } {
  const isHeld = !/^(layers\.\w+|LocalResponseNormalization)\(/.test(made);
  const text = formatted(placed.is, made, isHeld, context);
  const row = rowOf(placed);
  try {
    const found = overhang(row);
    // A function's text is said once for all of its calls.
    if (found !== null && context.following > 0)
      throw new Unsayable('a function makes what hangs over the edge');
    // What a variable holds is made already.
    if (found === 'same' && isHeld) return { before: overhang(row, row.dataFormat, false), text };
    if (found !== 'same') return { before: found, text };
  } catch (error) {
    if (error instanceof ExportRefusal) throw new Unsayable(`this: ${error.message}`);
    throw error;
  }
  const said = /padding="\w+"/.test(text) ? text.replace(/padding="\w+"/, 'padding="same"') : null;
  return { before: null, text: said ?? text.replace(/(,?\n?)(\s*)name=/, '$1$2padding="same", name=') };
}

/** Keras is told what the course's own layers find out by themselves. */
function formatted(is: LayerValue, text: string, isHeld: boolean, context: Context): string {
  if (!findsFormat(is) || !('dataFormat' in is.layer)) return text;
  const { dataFormat, name } = is.layer;
  const usual = is.maker === 'sliceChannels' ? 'channelsFirst' : 'channelsLast';
  if (dataFormat === usual) return text;
  if (isHeld || context.following > 0)
    throw new Unsayable(`${name} is made elsewhere, and needs a dataFormat in Keras`);
  const format = atom(JSON.stringify(kerasWord(dataFormat)), dataFormat);
  const options = new Options(new Map([...is.options.said, ['dataFormat', format]]));
  return kerasLayerText(is.maker, options, is, context);
}
