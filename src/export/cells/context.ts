/** What the walk through the cells carries along. */
import type { AnyNode } from 'acorn';
import { NameCounters, RECORDED_SESSION } from '../../model/keras-names';
import {
  Net,
  Scope,
  type Binding,
  type Func,
  type Placed,
  type Said,
  type Unsayable,
  type Value,
} from './value';

/** A language of layers and tensors within Python: Keras or PyTorch. */
export interface Target {
  readonly title: string;
  /** Stands in a text for what has none of its own: a statement with it cannot be said. */
  readonly unsaid: string;
  /** A word of TensorFlow.js, such as 'channelsFirst'. */
  word(word: string): string;
  /** What stands for an import of the cell; a name that has no counterpart is not among the names. */
  imports(module: string, names: readonly string[], context: Context): readonly string[];
  /** A call of the library: 'tf.layers.conv2d'. Null where there is none. */
  call(path: string, args: readonly Said[], context: Context): Said | null;
  /** A method of a network, a layer or a tensor. Null where there is none. */
  method(of: Said, name: string, args: readonly Said[], context: Context): Said | null;
  /** A property of such. */
  property(of: Said, name: string, context: Context): Said | null;
  /** What a variable of a layer or of a tensor of a graph becomes; null for a plain assignment. */
  held(name: string, said: Said): readonly string[] | null;
  /** A layer that a function of the cells has added, where the function itself cannot be said. */
  added?(network: string, placed: Placed, context: Context): readonly string[];
}

export class Context {
  readonly target: Target;
  scope = new Scope();
  names = new NameCounters(RECORDED_SESSION);
  nets: Net[] = [];
  /** Class and function definitions that the notebook has so far. */
  defined = new Set<string>();
  /** Python's own modules that this cell needs. */
  needs = new Set<string>();
  /** Lines that have to stand before the statement at hand. */
  before: string[] = [];
  /** How many functions deep the walk is: what is made there is made anew at each call. */
  depth = 0;
  /** How many functions are being followed, whose text is said elsewhere. */
  following = 0;
  /** Statements that could not be said, and why. */
  refused: { node: AnyNode; error: Unsayable }[] = [];
  /** The name that the statement at hand gives to what it makes. */
  naming: string | null = null;
  /** What a function of the cells gives, followed without writing anything. */
  follow: (called: Func, args: readonly Said[]) => Value;
  /** A node in Python. */
  say: (node: AnyNode) => Said;

  constructor(target: Target, parts: Pick<Context, 'follow' | 'say'>) {
    this.target = target;
    this.follow = parts.follow;
    this.say = parts.say;
  }

  /** Puts a definition before the statement at hand, unless the notebook has it. */
  define(name: string, code: string): void {
    if (this.defined.has(name)) return;
    this.defined.add(name);
    this.before.push(...code.trim().split('\n'), '');
  }

  /** Undoes, when called, what is done from now on to names, networks and counters. */
  snapshot(): () => void {
    const scopes: [Scope, Map<string, Binding>][] = [];
    for (let scope: Scope | null = this.scope; scope; scope = scope.outer) {
      scopes.push([scope, new Map(scope.names)]);
    }
    const nets = this.nets.map(
      (net) => [net, { placed: net.placed, inputShape: net.inputShape, isUnknown: net.isUnknown }] as const,
    );
    const [names, before, needs] = [this.names.copy(), [...this.before], new Set(this.needs)];
    const defined = new Set(this.defined);
    return () => {
      for (const [scope, bindings] of scopes) {
        scope.names.clear();
        for (const [name, binding] of bindings) scope.names.set(name, binding);
      }
      for (const [net, fields] of nets) Object.assign(net, fields);
      Object.assign(this, { names, before, needs, defined });
    };
  }
}
