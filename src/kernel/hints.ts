/** What the course knows to say about errors, by their messages: of TensorFlow.js, of JavaScript engines, of its own. */
import { suggest } from '../engine/arguments/suggest';
import { unseenHint } from '../notebook/pasted/characters';
import { IS_PYTHON, pythonName } from '../notebook/pasted/python';
import { translateCall } from '../notebook/pasted/python-call';
import { knownNames } from './known-names';
import { meantMethod } from './methods';

/** What the cells have declared when the error is thrown. */
export interface Known {
  names: readonly string[];
  /** What a name holds; undefined if it is none. */
  readonly value: (name: string) => unknown;
  /** The source of the cell that threw it; empty if none did. */
  readonly source: string;
}

/** @param statement the code that threw it; empty if it is not known */
type Hint = (found: RegExpExecArray, known: Known, statement: string) => string | null;

/** What a reader may expect from a page or from Node, and what stands for it here. */
const elsewhere: Readonly<Record<string, string>> = {
  document:
    'Cells run in a worker, apart from the page: print with console.log, or end with the value to show.',
  window: 'Cells run in a worker, apart from the page: its global object is globalThis.',
  require: `Cells import instead: import * as tf from '@tensorflow/tfjs'.`,
};

/** Functions that give promises, in the words of a message: "x.data(...).map is not a function". */
const promising =
  /\b(data|array|fit|fitDataset|evaluateDataset|bytes|photographs|photographCrops)\(\.\.\.\)$/;

/** Hints by the pattern of their messages: the first that fits and has something to say is shown. */
const table: readonly (readonly [RegExp, Hint])[] = [
  [
    /^(\S+) is not defined$/,
    ([, name = ''], { names }, statement) => pythonName(name, statement) ?? undefinedName(name, names),
  ],
  [
    /^(?:tf has no keras|tf\.layers has no [A-Z])/,
    (_, __, statement) => {
      const translated = translateCall(statement);
      return translated === null ? null : `${IS_PYTHON} Here it reads: ${translated}`;
    },
  ],
  [/^(\S+) is a constant/, ([, name = ''], _, statement) => pythonName(name, statement)],
  [/^Cannot access '.*' before initialization$/, () => 'Move the line that declares it above this one.'],
  [
    / is a constant|^Assignment to constant variable|^invalid assignment to const /,
    () => 'Declare it with let if it is to change.',
  ],
  [
    /^Identifier '(.+)' has already been declared/,
    ([, name]) => `Leave out let or const where ${name} gets another value.`,
  ],
  [
    /^Cannot use keyword 'await' outside an async function/,
    () => 'Write async before the function that it stands in.',
  ],
  [/^Maximum call stack size exceeded|^too much recursion/, () => 'A function calls itself without end.'],
  [
    /^(.+)\.([\w$]+) is not a function/,
    ([, of = '', name = ''], known) => promiseHint(of, known) ?? methodHint(of, name, known),
  ],
  [/not iterable/, () => 'If it is a promise, put await before it: data(), array() and fit() give promises.'],
  [
    /undefined \(reading '(loss|acc|val_loss|val_acc|epoch)'\)/,
    () => 'fit() gives a promise: write (await model.fit(…)).history.',
  ],
  [/undefined \(reading 'toFixed'\)/, () => 'The rows that the tensor was made from are of unequal lengths.'],

  [
    /expected (.+) to have (?:shape|\d+ dimension).* but got array with shape \[?([\d,]+)/,
    ([message, input = '', got = '']) => wrongInput(message, input, got),
  ],
  [
    /^input expected a batch .* example has shape \[([\d,]*)\].* examples, each with shape \[([\d,]*)\]/,
    ([, wants = '', got = '']) =>
      `The network takes ${shape(wants)} an example, and was given ${shape(got)}.${otherOrder(wants, got)}`,
  ],
  [
    /^target expected a batch .* example has shape \[([\d,]*)\].* examples, each with shape \[([\d,]*)\]/,
    ([, gives = '', label = '']) => wrongLabels(gives, label),
  ],
  [
    /^categoricalCrossentropy takes one-hot rows of (\d+)/,
    ([, classes]) =>
      `toCategorical(labels, ${classes}) from './keras' makes such rows. Or compile with loss: 'sparseCategoricalCrossentropy', which takes the numbers.`,
  ],
  [
    /^sparseCategoricalCrossentropy takes the numbers/,
    () => "Compile with loss: 'categoricalCrossentropy', which takes rows, or give labels.argMax(-1).",
  ],
  [
    /inner shapes \((\d+)\) and \((\d+)\) of Tensors with shapes ([\d,]+) and ([\d,]+)/,
    ([, columns, rows, a = '', b = '']) =>
      `${shape(a)} times ${shape(b)}: the first has ${columns} columns, the second ${rows} rows, and these must be as many. tf.matMul(a, b, false, true) turns the second over.`,
  ],
  [
    /could not be broadcast together with shapes \[?([\d,]+)\]?(?: and)? \[?([\d,]+)/,
    ([, a = '', b = '']) =>
      `${shape(a)} and ${shape(b)} are compared from their last sizes on: two sizes go together if they are equal, or one of them is 1.`,
  ],
  [
    /^Size\((\d+)\) must match the product of shape ([\d,-]+)/,
    ([, size, wanted = '']) =>
      `The tensor has ${size} values, and ${shape(wanted)} has room for another number.`,
  ],
  [
    /depth of input \((\d+)\) must match input depth for filter (\d+)/,
    ([, channels, wanted]) =>
      `The input has ${channels} channels, the kernel is for ${wanted}: a kernel’s shape is [height, width, channels, filters], an input’s [batch, height, width, channels].`,
  ],
  [
    /must be int32 tensor, but got/,
    () => "Convert it: x.cast('int32'), or tf.tensor1d([…], 'int32') from the start.",
  ],
  [
    /^Kernel '\w+' not registered for backend 'webgpu'/,
    () =>
      'TensorFlow.js lacks it on WebGPU. Open Kernel in the header, or in the contents on a phone, and choose WebGL or WebAssembly.',
  ],
  [
    /^Tensor is disposed/,
    () =>
      'It was disposed of, or made in a tf.tidy that has ended. Return from the tidy what is to live on, or give it to tf.keep().',
  ],
  [
    /\(reading 'backend'\)|can't access property "backend"/,
    () => 'A tensor in it was disposed of, or made in a tf.tidy that has ended.',
  ],
  [
    /^No data provided for "/,
    () => 'The labels come second, then the options: model.fit(x, labels, { epochs: 3 }).',
  ],
  [
    /another fit\(\) call is ongoing/,
    () => 'This network is in training: put await before the fit() that began first.',
  ],
  [
    /needs to be compiled before|must compile a model before/,
    () => 'Call model.compile({ optimizer, loss }) before fit or evaluate.',
  ],
  [
    /optimizer must be an instance of tf\.Optimizer/,
    () =>
      "Give its name, optimizer: 'sgd', or make one: tf.train.adam(0.001), or sgd({ momentum: 0.9 }) from './keras'.",
  ],
  [
    /should have one entry per model output/,
    () => "Tell compile what to minimise, such as loss: 'categoricalCrossentropy'.",
  ],
  [/model is empty/, () => 'Add layers with model.add(…) before this line.'],
  [
    /^The first layer in a Sequential model must get/,
    () => 'Tell it the shape of one example, without the batch: inputShape: [3, 227, 227].',
  ],
  [/^required key '(\w+)' not in config/, ([, key]) => `Give the layer its ${key}.`],
  [
    /^Unknown (loss|Optimizer|activation|initializer|metric):? ([\w-]+)/,
    ([, kind = '', name = '']) => unknownName(kind.toLowerCase(), name),
  ],
  [
    /^(\S+) is not a valid PaddingMode/,
    ([, name = '']) => `Did you mean ${suggest(name, ['valid', 'same']) ?? "'valid' or 'same'"}?`,
  ],
  [
    /none of the \d+ variables is trainable/,
    () => 'Make what is to be learnt with tf.variable(…), before the function that is minimised.',
  ],
  [
    /must (?:be a function that )?returns? a scalar/,
    () => 'End it with .mean() or .sum(): one number is minimised, not many.',
  ],
];

/** What to do about an error; null if the course does not know. */
export function hintFor(message: string, known: Known, statement = ''): string | null {
  const unseen = unseenHint(message);
  if (unseen !== null) return unseen;
  for (const [pattern, hint] of table) {
    const found = pattern.exec(message);
    const text = found && hint(found, known, statement);
    if (text) return text;
  }
  return null;
}

function undefinedName(name: string, names: readonly string[]): string {
  const meant = suggest(name, names);
  if (meant) return `Did you mean ${meant}?`;
  return (
    elsewhere[name] ??
    `Nothing that ran before this cell declares ${name}. Declare it with const or let, or import it.`
  );
}

function promiseHint(of: string, { value }: Known): string | null {
  if (value(of) instanceof Promise) {
    return `${of} is a promise: put await before what it is made from, or write (await ${of}).`;
  }
  const [, name] = promising.exec(of) ?? [];
  return name ? `${name}() gives a promise: write (await ….${name}(…)) and go on after the bracket.` : null;
}

function methodHint(of: string, name: string, { value }: Known): string | null {
  const meant = meantMethod(of, name, value);
  return meant === null || meant === name ? null : `Did you mean ${meant}()?`;
}

function wrongInput(message: string, input: string, got: string): string {
  const layer = input.replace(/_input$/, '');
  const [, wants] = /\[null,([\d,]+)\]/.exec(message) ?? [];
  const example = got.split(',').slice(1).join();
  const order = otherOrder(wants ?? '', example);
  const shapes = wants
    ? ` takes ${shape(wants)} an example, and was given ${shape(example)}`
    : ' was given this';
  const batch = `the tensor is ${shape(got)}, whose first size is the batch`;
  return `${layer}${shapes}: ${batch}.${order || ' One example by itself becomes a batch with x.expandDims(0).'}`;
}

/** What to do about an image whose axes are in the other order; empty if they are not. */
function otherOrder(wants: string, got: string): string {
  const [a, b, c, ...others] = got.split(',');
  if (wants === got || c === undefined || others.length > 0) return '';
  if (wants === [c, a, b].join()) {
    return ' The axes are in the other order: x.transpose([0, 3, 1, 2]) puts the channels first.';
  }
  if (wants === [b, c, a].join()) {
    return ' The axes are in the other order: x.transpose([0, 2, 3, 1]) puts the channels last.';
  }
  return '';
}

function wrongLabels(gives: string, label: string): string {
  const mismatch = `The network gives ${shape(gives)} an example, the labels are ${shape(label)}.`;
  return label === '1' && !gives.includes(',')
    ? `${mismatch} Numbers of classes become such rows with toCategorical(labels, ${gives}) from './keras'.`
    : `${mismatch} The last layer and the labels must agree.`;
}

function unknownName(kind: string, name: string): string | null {
  const known = knownNames[kind];
  if (!known) return null;
  const meant = suggest(name, known);
  return meant ? `Did you mean '${meant}'?` : `There are ${known.map((one) => `'${one}'`).join(', ')}.`;
}

/** Sizes as they are written in code: "2,3" becomes "[2, 3]". */
function shape(sizes: string): string {
  return `[${sizes.split(',').join(', ')}]`;
}
