/** Methods of arrays and texts as Python has them. */
import type { AnyNode, Pattern } from 'acorn';
import type { Context } from './context';
import { settle } from './effects';
import { pythonName } from '../python-names';
import {
  atom,
  Func,
  LayerValue,
  LEVEL,
  literal,
  Net,
  Options,
  Scope,
  UNKNOWN,
  Unsayable,
  type Said,
  type Value,
} from './value';

/** A method that arrays have and tensors have not; null for another. */
export function arrayMethod(
  of: Said,
  method: string,
  nodes: readonly AnyNode[],
  context: Context,
): Said | null {
  if (of.value instanceof Net) return null;
  const list = of.level < LEVEL.atom ? `(${of.text})` : of.text;
  const [first] = nodes;
  const said = (index: number) => {
    const node = nodes[index];
    return node ? context.say(node).text : null;
  };
  switch (method) {
    case 'map':
      return first ? comprehension({ make: first, over: list, values: of.value }, context) : null;
    case 'filter':
      return first ? comprehension({ test: first, over: list }, context) : null;
    case 'some':
    case 'every': {
      const made = first && comprehension({ make: first, over: list }, context);
      return made ? atom(`${method === 'some' ? 'any' : 'all'}(${made.text.slice(1, -1)})`) : null;
    }
    case 'forEach':
      throw new Unsayable('forEach with a function: write it as a loop to have it here');
    case 'reduce':
      return reduction(list, nodes, context);
    case 'push':
      return nodes.length === 1
        ? atom(`${list}.append(${said(0) ?? ''})`)
        : atom(`${list}.extend([${nodes.map((node) => context.say(node).text).join(', ')}])`);
    case 'pop':
      return nodes.length === 0 ? atom(`${list}.pop()`) : null;
    case 'slice':
      // Tensors are told by their starts and sizes as lists.
      if (nodes.some(({ type }) => type === 'ArrayExpression')) return null;
      return atom(`${list}[${said(0) ?? ''}:${said(1) ?? ''}]`);
    case 'join':
      return atom(`${said(0) ?? '","'}.join(str(each) for each in ${list})`);
    case 'includes':
      return { text: `${said(0) ?? ''} in ${list}`, level: LEVEL.comparison, value: UNKNOWN };
    case 'indexOf':
      // Python raises where JavaScript gives -1.
      if (!Array.isArray(of.value) || !first || !of.value.includes(context.say(first).value)) {
        throw new Unsayable('whether it is in the list is known only in a run');
      }
      return atom(`${list}.index(${said(0) ?? ''})`);
    case 'toFixed':
      return { ...atom(`format(${of.text}, ".${said(0) ?? '0'}f")`), isText: true };
    case 'entries':
      return atom(`enumerate(${of.text})`);
    case 'toReversed':
      return atom(`list(reversed(${of.text}))`);
    case 'at':
      return atom(`${list}[${said(0) ?? ''}]`);
    case 'toLocaleString':
      // Before Python 3.12 an f-string cannot hold its own quotes.
      return atom(/["\\\n]/.test(of.text) ? `format(${of.text}, ",")` : `f"{${of.text}:,}"`);
    default:
      return null;
  }
}

interface Comprehension {
  over: string;
  /** What each becomes; itself if left out. */
  make?: AnyNode;
  /** Which are kept. */
  test?: AnyNode;
  /** The items are the numbers of places themselves. */
  index?: boolean;
  values?: Value;
}

/** `[f(x) for x in xs]` from a function, or a function's name. */
export function comprehension(
  { over, make, test, index = false, values }: Comprehension,
  context: Context,
): Said {
  const func = make ?? test;
  if (!func) return atom(`list(${over})`);
  settle(func, 'within another call', context);
  if (func.type !== 'ArrowFunctionExpression' || func.body.type === 'BlockStatement') {
    const called = context.say(func);
    if (func.type !== 'Identifier')
      throw new Unsayable('a function of several statements stands within another call');
    const value = called.value;
    const known = (values as readonly Value[] | undefined) ?? [];
    const results =
      value instanceof Func && Array.isArray(values) && make
        ? known.map((each) => context.follow(value, [atom(literal(each) ?? 'None', each)]))
        : null;
    return make
      ? atom(
          `[${called.text}(each) for each in ${over}]`,
          results?.includes(UNKNOWN) === false ? results : UNKNOWN,
        )
      : atom(`[each for each in ${over} if ${called.text}(each)]`);
  }
  const [outer, depth] = [context.scope, context.depth];
  context.scope = new Scope(outer);
  let restore: (() => void) | null = null;
  try {
    const results = resultsOf(func, values, make !== undefined, context);
    const [item, place] = func.params;
    const each = itemOf(values);
    let variable: string;
    let source = over;
    if (index) {
      variable = place ? target(place, context) : '_';
    } else {
      variable = item ? target(item, context, each) : '_';
      if (place) {
        variable = `${target(place, context)}, ${variable.includes(',') ? `(${variable})` : variable}`;
        source = `enumerate(${over})`;
      }
    }
    context.depth++;
    restore = context.snapshot();
    const body = context.say(func.body);
    return make
      ? atom(
          `[${body.level < LEVEL.ternary ? `(${body.text})` : body.text} for ${variable} in ${source}]`,
          results,
        )
      : atom(`[${firstOf(variable)} for ${variable} in ${source} if ${body.text}]`);
  } finally {
    const { needs, defined, before } = context;
    restore?.();
    Object.assign(context, { needs, defined, before, depth, scope: outer });
  }
}

/** What an arrow function gives for each of a list that is known. */
function resultsOf(
  { params, body }: Extract<AnyNode, { type: 'ArrowFunctionExpression' }>,
  values: Value | undefined,
  makes: boolean,
  context: Context,
): Value {
  if (!makes || !Array.isArray(values)) return UNKNOWN;
  const called = new Func(params, body, context.scope);
  const results = (values as readonly Value[]).map((value, index) =>
    context.follow(called, [atom(literal(value) ?? 'None', value), atom(String(index), index)]),
  );
  return results.includes(UNKNOWN) ? UNKNOWN : results;
}

/** What all items of a list have in common: that they are layers. */
function itemOf(values: Value = UNKNOWN): Value {
  if (!Array.isArray(values)) return UNKNOWN;
  const all = values as readonly Value[];
  return all[0] instanceof LayerValue && all.every((value) => value instanceof LayerValue) ? all[0] : UNKNOWN;
}

function firstOf(variable: string): string {
  return variable.split(', ').at(-1) ?? variable;
}

/** A pattern as the target of a loop; what an object is taken apart into is read from it by name. */
export function target(pattern: Pattern | AnyNode, context: Context, values: Value = UNKNOWN): string {
  if (pattern.type === 'Identifier') {
    const text = pythonName(pattern.name);
    context.scope.names.set(pattern.name, { text, value: values });
    return text;
  }
  if (pattern.type === 'ArrayPattern') {
    return pattern.elements
      .map((element, index) => {
        const inner = Array.isArray(values) ? ((values as readonly Value[])[index] ?? UNKNOWN) : UNKNOWN;
        return element ? target(element, context, inner) : '_';
      })
      .join(', ');
  }
  if (pattern.type === 'ObjectPattern') {
    let [variable, number] = ['each', 1];
    while (context.scope.find(variable)) variable = `each_${++number}`;
    context.scope.names.set(variable, { text: variable, value: UNKNOWN });
    for (const property of pattern.properties) {
      if (
        property.type === 'RestElement' ||
        property.key.type !== 'Identifier' ||
        property.value.type !== 'Identifier'
      ) {
        throw new Unsayable('an object is taken apart with defaults, or into parts of parts');
      }
      const { name } = property.key;
      const value = values instanceof Options ? values.value(name) : UNKNOWN;
      const own =
        values instanceof LayerValue ? context.target.property(atom(variable, values), name, context) : null;
      if (values instanceof LayerValue && !own) {
        throw new Unsayable(`a layer has no ${name} in ${context.target.title}`);
      }
      context.scope.names.set(property.value.name, { text: own?.text ?? `${variable}["${name}"]`, value });
    }
    return variable;
  }
  if (pattern.type === 'AssignmentPattern') {
    const otherwise = context.say(pattern.right);
    return `${target(pattern.left, context, otherwise.value)}=${otherwise.text}`;
  }
  if (pattern.type === 'RestElement' && pattern.argument.type === 'Identifier') {
    return `*${target(pattern.argument, context)}`;
  }
  throw new Unsayable('the rest of a list is taken apart');
}

/** `reduce((a, b) => a + b, 0)` is Python's sum. */
function reduction(list: string, [func, start]: readonly AnyNode[], context: Context): Said | null {
  if (!func) return null;
  const first = start ? context.say(start).text : null;
  const adds =
    func.type === 'ArrowFunctionExpression' &&
    func.body.type === 'BinaryExpression' &&
    func.body.operator === '+' &&
    [func.body.left, func.body.right].every(
      (side, index) =>
        side.type === 'Identifier' &&
        func.params[index]?.type === 'Identifier' &&
        side.name === func.params[index].name,
    );
  if (adds && (first === null || first === '0')) return atom(`sum(${list})`);
  context.needs.add('import functools');
  const called = context.say(func);
  return atom(`functools.reduce(${[called.text, list, ...(first === null ? [] : [first])].join(', ')})`);
}
