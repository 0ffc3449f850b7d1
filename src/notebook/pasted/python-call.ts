/** Layers of Keras in Python, with the names of the arguments they take without names, as the layers of TensorFlow.js. */
const LAYERS: Readonly<Record<string, readonly [maker: string, ...positional: string[]]>> = {
  Activation: ['activation', 'activation'],
  Add: ['add'],
  AveragePooling2D: ['averagePooling2d', 'poolSize', 'strides', 'padding'],
  BatchNormalization: ['batchNormalization', 'axis'],
  Concatenate: ['concatenate', 'axis'],
  Conv1D: ['conv1d', 'filters', 'kernelSize', 'strides', 'padding'],
  Conv2D: ['conv2d', 'filters', 'kernelSize', 'strides', 'padding'],
  Conv2DTranspose: ['conv2dTranspose', 'filters', 'kernelSize', 'strides', 'padding'],
  Cropping2D: ['cropping2D', 'cropping'],
  Dense: ['dense', 'units', 'activation'],
  DepthwiseConv2D: ['depthwiseConv2d', 'kernelSize'],
  Dropout: ['dropout', 'rate'],
  Embedding: ['embedding', 'inputDim', 'outputDim'],
  Flatten: ['flatten'],
  GlobalAveragePooling2D: ['globalAveragePooling2d'],
  GlobalMaxPooling2D: ['globalMaxPooling2d'],
  LSTM: ['lstm', 'units'],
  MaxPooling2D: ['maxPooling2d', 'poolSize', 'strides', 'padding'],
  MaxPool2D: ['maxPooling2d', 'poolSize', 'strides', 'padding'],
  Permute: ['permute', 'dims'],
  Reshape: ['reshape', 'targetShape'],
  UpSampling2D: ['upSampling2d', 'size'],
  ZeroPadding2D: ['zeroPadding2d', 'padding'],
};

/** Optimisers of Keras in Python, as functions of tf.train that take the rate first. */
const OPTIMIZERS: Readonly<Record<string, string>> = {
  Adam: 'adam',
  Adagrad: 'adagrad',
  Adadelta: 'adadelta',
  Adamax: 'adamax',
  RMSprop: 'rmsprop',
};

const LITERALS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

/** The maker in tf.layers of a layer by its name in Keras; null if it is none. */
export function makerOf(name: string): string | null {
  return Object.hasOwn(LAYERS, name) ? (LAYERS[name]?.[0] ?? null) : null;
}

/**
 * A line of Python that calls Keras, as it is here: `x = Dense(10)` becomes `const x = tf.layers.dense({ units: 10 });`.
 *
 * @returns null if it is more than calls, names, numbers, texts, tuples and lists, or no other in TypeScript
 */
export function translateCall(line: string): string | null {
  const said = sayCall(line);
  if (said === null) return null;
  const written = said.target === null ? said.value : `const ${said.target} = ${said.value}`;
  const squeezed = (text: string): string => text.replaceAll(/[\s;]/g, '');
  return squeezed(written) === squeezed(line) ? null : written;
}

/** A value of Python in TypeScript, with a semicolon, and the name that it is given; null if it is more than that. */
export function sayCall(line: string): { target: string | null; value: string } | null {
  const [, target = null, rest = line] = /^\s*([A-Za-z_]\w*)\s*=(?!=)\s*(.*)$/s.exec(line) ?? [];
  const parser = new Parser(rest);
  const value = parser.expression();
  if (value === null || !parser.isAtEnd()) return null;
  return { target, value: /^[\w.]+\.fit\(/.test(value) ? `await ${value};` : `${value};` };
}

interface Arguments {
  positional: string[];
  named: [name: string, value: string][];
}

class Parser {
  #rest: string;

  constructor(text: string) {
    this.#rest = text;
  }

  /** Brackets and commas of a call that began above are left aside. */
  isAtEnd(): boolean {
    return /^[\s),;]*(#.*)?$/s.test(this.#rest);
  }

  expression(): string | null {
    let left = this.#operand();
    for (;;) {
      const operator = this.#take(/^(\*\*|[-+*/])(?![/=])/);
      if (left === null || operator === null) return left;
      const right = this.#operand();
      left = right === null ? null : `${left} ${operator} ${right}`;
    }
  }

  #operand(): string | null {
    const minus = this.#take(/^-/) ?? '';
    const value = this.#literal() ?? this.#list() ?? this.#chain();
    return value === null ? null : `${minus}${value}`;
  }

  #literal(): string | null {
    const number = this.#take(/^(\d[\d_]*\.?\d*|\.\d+)(e[-+]?\d+)?/i);
    if (number !== null) return number.endsWith('.') ? `${number}0` : number;
    const text = this.#take(/^'[^'\\\n]*'|^"[^"\\\n]*"/);
    return text === null ? null : `'${text.slice(1, -1)}'`;
  }

  /** Tuples and lists are both lists here. */
  #list(): string | null {
    const open = this.#take(/^[([]/);
    if (open === null) return null;
    const found = this.#arguments(open === '(' ? /^\)/ : /^\]/);
    if (found === null || found.named.length > 0) return null;
    const [only, ...others] = found.positional;
    const isGroup = open === '(' && only !== undefined && others.length === 0 && !this.#commaLast;
    return isGroup ? `(${only})` : `[${found.positional.join(', ')}]`;
  }

  /** a.b(c).d(e), and a layer that is called with its input: Dense(10)(x). */
  #chain(): string | null {
    let path = this.#take(/^[A-Za-z_]\w*(\s*\.\s*[A-Za-z_]\w*)*/);
    if (path === null) return null;
    path = LITERALS[path] ?? path;
    let isLayer = false;
    for (;;) {
      if (this.#take(/^\(/) !== null) {
        const found = this.#arguments(/^\)/);
        if (found === null) return null;
        path = isLayer ? `${path}.apply(${found.positional.join(', ')})` : call(path, found);
        isLayer = path.startsWith('tf.layers.');
      } else {
        const member = this.#take(/^\.\s*[A-Za-z_]\w*/);
        if (member === null) return path;
        path += member;
        isLayer = false;
      }
    }
  }

  #commaLast = false;

  #arguments(close: RegExp): Arguments | null {
    const found: Arguments = { positional: [], named: [] };
    let commaLast = false;
    while (this.#take(close) === null) {
      const name = this.#take(/^[A-Za-z_]\w*\s*=(?!=)/);
      const value = this.expression();
      if (value === null) return null;
      if (name === null) found.positional.push(value);
      else found.named.push([name.replace(/\s*=$/, ''), value]);
      commaLast = this.#take(/^,/) !== null;
      if (!commaLast && !close.test(this.#rest.trimStart())) return null;
    }
    this.#commaLast = commaLast;
    return found;
  }

  #take(pattern: RegExp): string | null {
    const text = this.#rest.replace(/^(\s|#.*\n)+/, '');
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined) return null;
    this.#rest = text.slice(found.length);
    return found;
  }
}

function call(path: string, { positional, named }: Arguments): string {
  const name = path.split('.').at(-1) ?? path;
  const [maker, ...order] = (Object.hasOwn(LAYERS, name) ? LAYERS[name] : undefined) ?? [];
  if (maker !== undefined) {
    const first = positional.map((value, i): [string, string] => [order[i] ?? 'name', value]);
    const all = [...first, ...named];
    return `tf.layers.${maker}(${all.length > 0 ? options(all) : ''})`;
  }
  if (name === 'Sequential') {
    return `tf.sequential(${positional[0] === undefined ? '' : `{ layers: ${positional[0]} }`})`;
  }
  if (name === 'Model') return `tf.model(${options(named)})`;
  if (name === 'Input') return `tf.input(${options(named)})`;
  if (name === 'SGD') return `sgd(${options(named)})`;
  const optimizer = Object.hasOwn(OPTIMIZERS, name) ? OPTIMIZERS[name] : undefined;
  if (optimizer !== undefined) {
    const rate = named.find(([each]) => each === 'lr' || each === 'learning_rate')?.[1] ?? positional[0];
    return `tf.train.${optimizer}(${rate ?? '0.001'})`;
  }
  if (name === 'to_categorical')
    return `toCategorical(${[...positional, ...named.map(([, value]) => value)].join(', ')})`;
  if (path === 'print') return `console.log(${positional.join(', ')})`;
  if (path === 'len') return `${positional[0]}.length`;
  if (/^(np|numpy)\.array$/.test(path)) return `tf.tensor(${positional.join(', ')})`;
  if (/^(np|numpy)\.(zeros|ones)$/.test(path)) return `tf.${name}(${positional.join(', ')})`;
  const all = named.length > 0 ? [...positional, options(named)] : positional;
  const last = camelCase(name);
  return `${path.slice(0, path.length - name.length)}${last}(${all.join(', ')})`;
}

/** Options as an object: input_shape=(3, 227, 227) becomes inputShape: [3, 227, 227]. */
function options(named: readonly (readonly [string, string])[]): string {
  const written = named.map(([name, value]) => {
    const key = name === 'lr' ? 'learningRate' : camelCase(name);
    // Names that Keras gives as texts have no underscores here either; those of the reader's own stay.
    return `${key}: ${key === 'name' || !value.startsWith("'") ? value : camelCase(value)}`;
  });
  return `{ ${written.join(', ')} }`;
}

function camelCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
