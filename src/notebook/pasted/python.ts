/** Lines of Python, pasted into a cell: what they are in TypeScript. */
import { withoutTexts } from './characters';
import { makerOf, translateCall } from './python-call';

type Advice = (found: RegExpExecArray) => string;

/** Lines that are Python by how they begin. */
const STATEMENTS: readonly (readonly [RegExp, Advice])[] = [
  [/^#(?![\w$]+\s*[=;(:?!])\s?(.*)$/, ([, text = '']) => here(`// ${text}`)],
  [/^from\s+([\w.]+)\s+import\s+(.+)$/, ([, module = '', names = '']) => imported(module, names)],
  [/^import\s+([\w.]+)(?:\s+as\s+\w+)?(?:\s*,(?!.*\bfrom\b).*)?$/, ([, module = '']) => imported(module, '')],
  [
    /^def\s+(\w+)\s*\((.*?)\)\s*(?:->.*)?:/,
    ([, name, parameters = '']) => here(`function ${name}(${parameters.replace(/^self(,\s*)?/, '')}) { … }`),
  ],
  [
    /^class\s+(\w+)\s*(?:\(\s*([\w.]*).*\))?\s*:/,
    ([, name, parent]) => here(parent ? `class ${name} extends ${parent} { … }` : `class ${name} { … }`),
  ],
  [/^for\s+(\w+)\s+in\s+range\((.*)\)\s*:/, ([, name = '', range = '']) => here(counting(name, range))],
  [
    /^for\s+([\w, ]+|\([\w, ]+\))\s+in\s+([^{]+?)\s*:/,
    ([, name, list]) => here(`for (const ${name} of ${list}) { … }`),
  ],
  [
    /^(while|if)\s+([^?{]+?)\s*:\s*(?:#.*)?$/,
    ([, word, test = '']) => here(`${word} (${condition(test)}) { … }`),
  ],
  [/^elif\s+(.+?)\s*:/, ([, test = '']) => here(`} else if (${condition(test)}) { … }`)],
  [/^else\s*:/, () => here('} else { … }')],
  [/^try\s*:/, () => here('try { … }')],
  [/^except\b.*:/, () => here('} catch (error) { … }')],
  [/^finally\s*:/, () => here('} finally { … }')],
  [/^with\s+.+:\s*$/, () => 'There is no with here: write what stands in it by itself.'],
  [/^print\s+(?![=(])(.+)$/, ([, value]) => here(`console.log(${value});`)],
  [/^assert\s+(?![=(])(.+)$/, ([, test = '']) => here(`console.assert(${condition(test)});`)],
  [/^raise(?:\s+(?!=)(\w+).*)?$/, ([, name = 'Error']) => here(`throw new ${name}(…);`)],
  [/^del\s+(\w+)/, ([, name]) => `Leave it out. If ${name} is a tensor: ${name}.dispose();`],
  [/^(?:global|nonlocal)\s/, () => 'Leave it out: what a function does not declare is that of the cell.'],
  [
    /^(?:%\w|!(?:pip|conda|apt|cd|ls|git|wget|curl)\b)/,
    () => 'Lines that begin with % or ! are for Jupyter. Leave it out.',
  ],
  [/^(?:"""|''')/, () => 'A text of many lines stands between backticks: `…`. A comment: /* … */.'],
];

/** What makes a line Python in its middle, outside of its texts. */
const WITHIN: readonly (readonly [RegExp, Advice])[] = [
  [/\blambda\b\s*([\w, ]*):\s*([^,)]+)/, ([, parameters, body]) => here(`(${parameters}) => ${body}`)],
  [/\b[fF]"/, () => 'A text with values in it is written between backticks: `loss ${loss}`.'],
  [
    /\[\s*(.+?)\s+for\s+(\w+)\s+in\s+(.+?)\s*\]/,
    ([, value, name, list]) =>
      here(
        /^range\(/.test(list ?? '')
          ? `Array.from({ length: … }, (_, ${name}) => ${value})`
          : `${list}.map((${name}) => ${value})`,
      ),
  ],
  [
    /([\w.]+)\s+if\s+(.+?)\s+else\s+([\w.]+)/,
    ([, yes, test = '', no]) => here(`${condition(test)} ? ${yes} : ${no}`),
  ],
  [/\b([\w.]+)\s+is\s+(not\s+)?None\b/, ([, name, not]) => here(`${name} ${not ? '!==' : '==='} null`)],
  [/\s(and|or)\s|\bnot\s+\w/, () => 'and is && here, or is ||, not is !.'],
  [
    /([\w.]+)\[([^\]?]*):([^\]?]*)\]/,
    ([, name, from = '', to = '']) =>
      `Part of a list is ${name}.slice(${from.trim() || '0'}${to.trim() === '' ? '' : `, ${to.trim()}`}) here; of a tensor, x.slice([begin, …], [size, …]).`,
  ],
  [/^(.*\S)\s+#\s(.*)$/, ([, code, text]) => here(`${code} // ${text}`)],
];

/** Names that Python has and TypeScript has not. */
const NAMES: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  None: 'null',
  self: 'this',
  print: 'console.log(…)',
  len: 'x.length',
  range: 'for (let i = 0; i < n; i++) { … }',
  pass: 'an empty block, { }',
  str: 'String(x)',
  int: 'Math.trunc(x)',
  float: 'Number(x)',
  np: 'tf, of which tf.zeros, tf.tensor and the like do what arrays do',
  numpy: 'tf, of which tf.zeros, tf.tensor and the like do what arrays do',
  keras: 'tf, of which tf.sequential() and tf.layers are what Keras is',
  Sequential: 'tf.sequential()',
  Model: 'tf.model({ inputs, outputs })',
  Input: 'tf.input({ shape })',
  SGD: "sgd({ learningRate: 0.01 }) from './keras'",
  Adam: 'tf.train.adam(0.001)',
  to_categorical: "toCategorical(labels, classes) from './keras'",
};

/** A longer line was not written by hand, and would take the patterns long. */
const LONGEST_LINE = 500;

export const IS_PYTHON = 'This is Python, and a cell is TypeScript.';

/** What a line of Python is here; null if it does not begin as one. */
export function pythonStatement(line: string): string | null {
  return advise(STATEMENTS, line.trim(), line.trim());
}

/**
 * What a line is here that has something of Python in its middle; null if it has not.
 *
 * @param code the same without its texts and comments
 */
export function pythonWithin(line: string, code: string): string | null {
  return advise(WITHIN, code, line);
}

/** By the first pattern that fits the code, about the line as it is written: columns are the same. */
function advise(table: typeof STATEMENTS, code: string, line: string): string | null {
  if (line.length > LONGEST_LINE) return null;
  for (const [pattern, advice] of table) {
    const masked = pattern.exec(code);
    const found = masked && (pattern.exec(line) ?? masked);
    if (found) return advice(found);
  }
  return null;
}

/**
 * What to write where a name of Python's is not defined, or an option is given as name=value.
 *
 * @param statement the code it stands in
 */
export function pythonName(name: string, statement: string): string | null {
  if (!/^[A-Za-z_]\w*$/.test(name)) return null;
  const code = withoutTexts(statement);
  // A parameter may have a default in TypeScript too.
  const isNamed = new RegExp(`[(,]\\s*${name}\\s*=(?!=|>)`).test(code) && !/=>|\bfunction\b/.test(code);
  const known = Object.hasOwn(NAMES, name) ? (NAMES[name] ?? null) : null;
  const maker = makerOf(name);
  if (!isNamed && known === null && maker === null) return null;
  const translated = translateCall(statement);
  if (translated !== null) return `${IS_PYTHON} ${here(translated)}`;
  if (isNamed) return `${IS_PYTHON} Options stand in an object here: { ${name}: … }.`;
  return `${IS_PYTHON} ${name} is ${known ?? `tf.layers.${maker}({ … })`} here.`;
}

function here(code: string): string {
  return `Here it reads: ${code}`;
}

function imported(module: string, names: string): string {
  if (/^(numpy|scipy)/.test(module)) {
    return `${here("import * as tf from '@tensorflow/tfjs';")} Its tensors do what NumPy’s arrays do.`;
  }
  if (/^(matplotlib|seaborn|PIL|cv2|IPython)/.test(module)) {
    return 'Leave it out: a cell shows the value of its last line, a tensor of colours as a picture.';
  }
  const ours = [
    ['to_categorical', 'toCategorical'],
    ['SGD', 'sgd'],
  ].flatMap(([python = '', name = '']) => (names.includes(python) ? [name] : []));
  if (ours.length > 0) return here(`import { ${ours.join(', ')} } from './keras';`);
  if (!/^(tensorflow|keras|tf)\b/.test(module)) {
    return "A cell can import from '@tensorflow/tfjs', './utils' and './keras' alone.";
  }
  const layers = names.split(/[\s,()]+/).flatMap((name) => {
    const maker = makerOf(name);
    return maker === null ? [] : [`${name} is tf.layers.${maker}`];
  });
  const known = layers.length > 0 ? ` ${layers.join(', ')}.` : '';
  return `${here("import * as tf from '@tensorflow/tfjs';")}${known}`;
}

/** range(10), range(2, 10) and range(0, 10, 2) as the head of a loop. */
function counting(name: string, range: string): string {
  const given = range.split(',').map((part) => part.trim());
  const [from, to, step] = given.length === 1 ? ['0', given[0]] : given;
  const next = step === undefined || step === '1' ? `${name}++` : `${name} += ${step}`;
  return `for (let ${name} = ${from}; ${name} < ${to}; ${next}) { … }`;
}

function condition(test: string): string {
  return test
    .replaceAll(/\band\b/g, '&&')
    .replaceAll(/\bor\b/g, '||')
    .replaceAll(/\bnot\s+/g, '!')
    .replaceAll(/\bis\s+!None\b/g, '!== null')
    .replaceAll(/\bis\s+None\b/g, '=== null')
    .replaceAll(/\bTrue\b/g, 'true')
    .replaceAll(/\bFalse\b/g, 'false')
    .replaceAll(/\bNone\b/g, 'null')
    .replaceAll(/(?<![=!<>])==(?!=)/g, '===')
    .replaceAll(/!=(?!=)/g, '!==');
}
