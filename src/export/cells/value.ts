/** What a name of a cell stands for, as far as it can be told without running the cell. */
import type { AnyNode, Pattern } from 'acorn';
import type { DataFormat, Layer, Shape } from '../../model/layer';
import type { WordedLayer } from '../../notebook/exported-model';

export const UNKNOWN = Symbol('what only a run can tell');

export type Value =
  | typeof UNKNOWN
  | number
  | string
  | boolean
  | null
  | readonly Value[]
  | Options
  | Imported
  | Func
  | LayerValue
  | Net
  | Tensor
  | Optimizer;

/** An expression in Python, how tightly it binds, and what it is. */
export interface Said {
  text: string;
  level: number;
  value: Value;
  /** Whether Python has a float there, even if it is whole. */
  isFloat?: boolean;
  /** Whether it is a text, even if it is not known which. */
  isText?: boolean;
}

/** How tightly Python's operators bind. */
export const LEVEL = {
  lambda: 1,
  ternary: 2,
  or: 3,
  and: 4,
  not: 5,
  comparison: 6,
  sum: 7,
  product: 8,
  unary: 9,
  power: 10,
  atom: 11,
} as const;

export function atom(text: string, value: Value = UNKNOWN): Said {
  return { text, level: LEVEL.atom, value };
}

/** An object's properties, in their order. */
export class Options {
  readonly said: ReadonlyMap<string, Said>;
  constructor(said: ReadonlyMap<string, Said>) {
    this.said = said;
  }
  value(key: string): Value {
    return this.said.get(key)?.value ?? UNKNOWN;
  }
}

/** A module, or what was imported from one: 'tf.layers', 'sgd'. */
export class Imported {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}

/** A function of the cells. */
export class Func {
  readonly parameters: readonly Pattern[];
  readonly body: AnyNode;
  readonly scope: Scope;
  constructor(parameters: readonly Pattern[], body: AnyNode, scope: Scope) {
    this.parameters = parameters;
    this.body = body;
    this.scope = scope;
  }
}

/** A layer before it stands in a network. */
export class LayerValue {
  readonly maker: string;
  readonly layer: Layer;
  readonly options: Options;
  /** What is to be said of a layer that `layer` has no type for. */
  readonly words: WordedLayer | null;
  constructor(maker: string, layer: Layer, options: Options, words: WordedLayer | null) {
    this.maker = maker;
    this.layer = layer;
    this.options = options;
    this.words = words;
  }
}

/** A layer where it stands: in a chain, or in a graph. */
export interface Placed {
  is: LayerValue;
  input: Shape;
  inputs: readonly Shape[];
  output: Shape;
  /** How the layers before it read images; null if none of them tells. */
  format: DataFormat | null;
}

/** A network of the cells. What it holds is replaced whole. */
export class Net {
  placed: readonly Placed[] = [];
  inputShape: Shape | null = null;
  /** Whether it has layers that stand in TypeScript alone. */
  isUnknown = false;
  readonly graph: Graph | null;
  constructor(graph: Graph | null = null) {
    this.graph = graph;
  }
  get outputShape(): Shape | null {
    return this.placed.at(-1)?.output ?? this.inputShape;
  }
}

export interface Graph {
  inputs: readonly Tensor[];
  outputs: readonly Tensor[];
}

/** A tensor of a network that branches: an input, or what a layer gives. */
export class Tensor {
  readonly shape: Shape;
  readonly from: { placed: Placed; takes: readonly Tensor[] } | null;
  constructor(shape: Shape, from: Tensor['from']) {
    this.shape = shape;
    this.from = from;
  }
}

export class Optimizer {
  readonly path: string;
  readonly options: Options;
  constructor(path: string, options: Options) {
    this.path = path;
    this.options = options;
  }
}

export interface Binding {
  text: string;
  value: Value;
  isFloat?: boolean;
}

/** Names and what they stand for, innermost first. */
export class Scope {
  readonly names = new Map<string, Binding>();
  readonly outer: Scope | null;
  constructor(outer: Scope | null = null) {
    this.outer = outer;
  }
  find(name: string): Binding | null {
    return this.names.get(name) ?? this.outer?.find(name) ?? null;
  }
  /** That of the cells. */
  get outermost(): Scope {
    return this.outer?.outermost ?? this;
  }
  /** The scope that declares the name. */
  holderOf(name: string): Scope | null {
    return this.names.has(name) ? this : (this.outer?.holderOf(name) ?? null);
  }
}

/** A statement, or a part of one, that Python or the target has no words for; the message says why. */
export class Unsayable extends Error {
  override name = 'Unsayable';
}

export function numberOf(value: Value): number | null {
  return typeof value === 'number' ? value : null;
}

/** A shape, or another list of numbers. */
export function numbersOf(value: Value): readonly number[] | null {
  return Array.isArray(value) && value.every((each) => typeof each === 'number') ? value : null;
}

/** A literal of Python for what is known wholly; null for other values. */
export function literal(value: Value): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return 'None';
  if (!Array.isArray(value)) return null;
  const items = (value as readonly Value[]).map(literal);
  return items.includes(null) ? null : `[${items.join(', ')}]`;
}
