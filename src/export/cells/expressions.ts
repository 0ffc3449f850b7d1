/** Expressions of a cell in Python, and what they come to where that can be told. */
import type { AnyNode, Pattern } from 'acorn';
import { arrayMethod } from './arrays';
import { globalCall } from './globals';
import type { Context } from './context';
import { bracketed, callText } from './layout';
import { pythonName } from '../python-names';
import { blur, blurRoot, effectsOf, isMutating, settle } from './effects';
import { binary, logical, object, template, wrapped } from './operators';
import {
  atom,
  Func,
  Imported,
  LayerValue,
  LEVEL,
  literal,
  Net,
  Optimizer,
  Options,
  Scope,
  Tensor,
  UNKNOWN,
  Unsayable,
  type Said,
  type Value,
} from './value';

const CONDITION = 'within an expression, where a condition holds';

/** @throws {Unsayable} */
export function sayExpression(node: AnyNode, context: Context): Said {
  const say = (inner: AnyNode) => sayExpression(inner, context);
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'number') return atom(node.raw ?? String(node.value), node.value);
      if (typeof node.value === 'string') {
        return atom(JSON.stringify(context.target.word(node.value)), node.value);
      }
      if (typeof node.value === 'boolean' || (node.value === null && !node.regex)) {
        return atom(literal(node.value) ?? 'None', node.value);
      }
      throw new Unsayable(`${node.raw ?? 'this'} is written in JavaScript’s own way`);
    case 'Identifier':
      return name(node.name, context);
    case 'TemplateLiteral':
      return template(node, context);
    case 'ArrayExpression': {
      const items = node.elements.map((element) => {
        if (element === null) return atom('None', null);
        if (element.type !== 'SpreadElement') return say(element);
        const spread = say(element.argument);
        return atom(`*${wrapped(spread, LEVEL.or)}`, UNKNOWN);
      });
      const value = items.some((item) => item.value === UNKNOWN) ? UNKNOWN : items.map((item) => item.value);
      return atom(bracketed('[', textsOf(items), ']'), value);
    }
    case 'ObjectExpression':
      return object(node, context);
    case 'UnaryExpression': {
      const inner = say(node.argument);
      if (node.operator === '!') {
        const value = typeof inner.value === 'boolean' ? !inner.value : UNKNOWN;
        return { text: `not ${wrapped(inner, LEVEL.not)}`, level: LEVEL.not, value };
      }
      if (node.operator !== '-' && node.operator !== '+') {
        throw new Unsayable(`${node.operator} has no counterpart in Python`);
      }
      const value =
        typeof inner.value === 'number' ? (node.operator === '-' ? -1 : 1) * inner.value : UNKNOWN;
      return { text: `${node.operator}${wrapped(inner, LEVEL.unary)}`, level: LEVEL.unary, value };
    }
    case 'BinaryExpression':
      return binary(node, context);
    case 'LogicalExpression':
      settle(node.right, CONDITION, context);
      return logical(node.operator, say(node.left), say(node.right));
    case 'ConditionalExpression': {
      settle(node.consequent, CONDITION, context);
      settle(node.alternate, CONDITION, context);
      const [test, yes, no] = [say(node.test), say(node.consequent), say(node.alternate)];
      const value = typeof test.value === 'boolean' ? (test.value ? yes : no).value : UNKNOWN;
      const text = `${wrapped(yes, LEVEL.or)} if ${wrapped(test, LEVEL.or)} else ${wrapped(no, LEVEL.ternary)}`;
      return { text, level: LEVEL.ternary, value };
    }
    case 'AwaitExpression':
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return say(node.type === 'AwaitExpression' ? node.argument : node.expression);
    case 'MemberExpression':
      return member(node, context);
    case 'CallExpression':
      return call(node, context);
    case 'NewExpression': {
      if (node.callee.type !== 'Identifier') throw new Unsayable('an object of a class is made');
      const made = globalCall(`new ${node.callee.name}`, argumentsOf(node.arguments, context), context);
      if (made) return made;
      throw new Unsayable(`new ${node.callee.name} is JavaScript’s own`);
    }
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return lambda(node.params, node.body, context);
    default:
      throw new Unsayable('Python has no expression like this one');
  }
}

function name(spelled: string, context: Context): Said {
  if (spelled === 'undefined') return atom('None', null);
  if (spelled === 'Infinity' || spelled === 'NaN') {
    context.needs.add('import math');
    return atom(spelled === 'NaN' ? 'math.nan' : 'math.inf', Number(spelled));
  }
  const found = context.scope.find(spelled);
  if (found?.value instanceof Net && found.value.isUnknown) {
    throw new Unsayable(`${spelled} has layers that stand in TypeScript alone`);
  }
  if (found) return { ...atom(found.text, found.value), isFloat: found.isFloat === true };
  return atom(pythonName(spelled));
}

function member(node: Extract<AnyNode, { type: 'MemberExpression' }>, context: Context): Said {
  if (
    node.object.type === 'Identifier' &&
    node.object.name === 'Math' &&
    node.property.type === 'Identifier'
  ) {
    context.needs.add('import math');
    const constant = { PI: 'math.pi', E: 'math.e', SQRT2: 'math.sqrt(2)' }[node.property.name];
    if (constant === undefined) throw new Unsayable(`Math.${node.property.name} has no counterpart here`);
    return atom(constant);
  }
  if (node.object.type === 'Super') throw new Unsayable('it belongs to a class');
  const of = given(sayExpression(node.object, context), context);
  if (node.computed) {
    const key = sayExpression(node.property, context);
    const list = of.value;
    const value =
      Array.isArray(list) && typeof key.value === 'number'
        ? ((list as readonly Value[])[key.value] ?? UNKNOWN)
        : UNKNOWN;
    return atom(`${wrapped(of, LEVEL.atom)}[${key.text}]`, value);
  }
  if (node.property.type !== 'Identifier') throw new Unsayable('a private name is asked for');
  const key = node.property.name;
  if (of.value instanceof Imported) return atom(`${of.text}.${key}`, new Imported(`${of.value.path}.${key}`));
  if (of.value instanceof Net || of.value instanceof LayerValue || of.value instanceof Tensor) {
    const found = context.target.property(of, key, context);
    if (found) return found;
    throw new Unsayable(`.${key} of it has no counterpart in ${context.target.title}`);
  }
  if (key === 'length') {
    const value = Array.isArray(of.value) || typeof of.value === 'string' ? of.value.length : UNKNOWN;
    return atom(`len(${of.text})`, value);
  }
  if (of.value instanceof Options) {
    const value = of.value.said.get(key);
    return atom(`${wrapped(of, LEVEL.atom)}["${key}"]`, value?.value ?? UNKNOWN);
  }
  if (['shape', 'ndim', 'rank'].includes(key)) {
    return atom(`${wrapped(of, LEVEL.atom)}.${key === 'rank' ? 'ndim' : key}`);
  }
  return atom(`${wrapped(of, LEVEL.atom)}["${key}"]`);
}

function argumentsOf(nodes: readonly AnyNode[], context: Context): Said[] {
  return nodes.map((node) => {
    if (node.type !== 'SpreadElement') return given(sayExpression(node, context), context);
    const inner = sayExpression(node.argument, context);
    return atom(`*${wrapped(inner, LEVEL.atom)}`, UNKNOWN);
  });
}

/** Where a call became lines of its own, nothing is left to go on with. */
function given(said: Said, { target }: Context): Said {
  if (said.text === '' && !(said.value instanceof Optimizer)) {
    throw new Unsayable(`it goes on with what a call gives, which ${target.title} has no counterpart of`);
  }
  return said;
}

function call(node: Extract<AnyNode, { type: 'CallExpression' }>, context: Context): Said {
  const { callee, arguments: nodes } = node;
  if (callee.type === 'Super') throw new Unsayable('it belongs to a class');
  if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed) {
    const method = callee.property.name;
    if (callee.object.type === 'Identifier' && context.scope.find(callee.object.name) === null) {
      const path = `${callee.object.name}.${method}`;
      const known = globalCall(path, argumentsOf(nodes, context), context, nodes);
      if (known) return known;
    }
    if (callee.object.type === 'Super') throw new Unsayable('it belongs to a class');
    const of = given(sayExpression(callee.object, context), context);
    if (of.value instanceof Imported) return library(`${of.value.path}.${method}`, nodes, context);
    const inArray = arrayMethod(of, method, nodes, context);
    if (isMutating(method)) blurRoot(callee.object, context);
    if (inArray) return inArray;
    const done = context.target.method(of, method, argumentsOf(nodes, context), context);
    if (done) return done;
    throw new Unsayable(`.${method}() has no counterpart in ${context.target.title}`);
  }
  if (callee.type === 'Identifier') {
    const known = context.scope.find(callee.name)
      ? null
      : globalCall(callee.name, argumentsOf(nodes, context), context, nodes);
    if (known) return known;
  }
  const of = sayExpression(callee, context);
  if (of.value instanceof Imported) return library(of.value.path, nodes, context);
  const args = argumentsOf(nodes, context);
  if (!(of.value instanceof Func)) return atom(callText(wrapped(of, LEVEL.atom), textsOf(args)));
  const nets = context.nets.map((net) => [net, net.placed.length] as const);
  const named = callee.type === 'Identifier' ? callee.name : 'the function';
  const value = context.follow(of.value, args);
  if (value === UNKNOWN) {
    const effects = effectsOf(node, context, of.value);
    if (context.depth === 0 && effects.nets.size > 0) {
      throw new Unsayable(`${named} adds layers, and which is known only in a run`);
    }
    blur(effects.names);
  }
  const { target } = context;
  if (target.added) {
    const lines = nets.flatMap(([net, length]) =>
      net.placed
        .slice(length)
        .flatMap((placed) => target.added?.(nameOf(net, context), placed, context) ?? []),
    );
    if (lines.length > 0) {
      context.before.push(`# ${named} adds:`, ...lines);
      return atom('', value);
    }
  }
  return atom(callText(wrapped(of, LEVEL.atom), textsOf(args)), value);
}

function textsOf(args: readonly Said[]): string[] {
  return args.map(({ text }) => text);
}

/** The name that the cells have for a network. */
function nameOf(net: Net, { scope }: Context): string {
  const names = scope.outermost.names.values();
  return [...names].find(({ value }) => value === net)?.text ?? 'model';
}

/** A call of TensorFlow.js or of the course's library. */
function library(path: string, given: readonly AnyNode[], context: Context): Said {
  const [first] = given;
  // It frees memory, which Python does by itself.
  if (
    path === 'tf.tidy' &&
    first?.type === 'ArrowFunctionExpression' &&
    first.body.type !== 'BlockStatement'
  ) {
    return sayExpression(first.body, context);
  }
  const args = argumentsOf(given, context);
  const said = context.target.call(path, args, context);
  if (said) return said;
  const own = path.startsWith('tf.') ? '' : ' of the course';
  throw new Unsayable(`${path}${own} has no counterpart in ${context.target.title}`);
}

/** A function that only gives back an expression. */
function lambda(parameters: readonly Pattern[], body: AnyNode, context: Context): Said {
  const value = new Func(parameters, body, context.scope);
  if (body.type === 'BlockStatement')
    throw new Unsayable('a function of several statements stands within another call');
  settle(body, 'within another call', context);
  const outer = context.scope;
  context.scope = new Scope(outer);
  context.depth++;
  const restore = context.snapshot();
  try {
    const written = parameters.map((parameter) => {
      if (parameter.type !== 'Identifier') throw new Unsayable('a function takes an object apart');
      const text = pythonName(parameter.name);
      context.scope.names.set(parameter.name, { text, value: UNKNOWN });
      return text;
    });
    const said = sayExpression(body, context);
    return {
      text: `lambda${written.length > 0 ? ' ' : ''}${written.join(', ')}: ${said.text}`,
      level: LEVEL.lambda,
      value,
    };
  } finally {
    const { before, needs, defined } = context;
    restore();
    Object.assign(context, { before, needs, defined, scope: outer });
    context.depth--;
  }
}
