/** Loops: Python's own, or written out where each round adds layers of its own. */
import type { AnyNode } from 'acorn';
import { target } from './arrays';
import type { Context } from './context';
import { blur, effectsOf } from './effects';
import { indent } from './layout';
import { LayerValue, literal, Scope, UNKNOWN, Unsayable, type Value } from './value';

/** More rounds than this are not written out. */
const MOST_ROUNDS = 64;

type Body = (node: AnyNode) => string[];

export function forLoop(
  node: Extract<AnyNode, { type: 'ForStatement' }>,
  body: Body,
  context: Context,
): string[] {
  const { init, test, update } = node;
  const first =
    init?.type === 'VariableDeclaration' && init.declarations.length === 1 ? init.declarations[0] : null;
  const step = stepOf(update);
  if (
    first?.id.type !== 'Identifier' ||
    !first.init ||
    test?.type !== 'BinaryExpression' ||
    !['<', '<='].includes(test.operator) ||
    test.left.type !== 'Identifier' ||
    test.left.name !== first.id.name ||
    step === null
  ) {
    throw new Unsayable('this loop does not count up to a number');
  }
  const [from, to] = [context.say(first.init), context.say(test.right)];
  const by = context.say(step);
  const inclusive = test.operator === '<=';
  if (addsLayers(node.body, context)) {
    if (typeof from.value !== 'number' || typeof to.value !== 'number' || typeof by.value !== 'number') {
      throw new Unsayable('it adds layers, and how many is known only in a run');
    }
    const rounds: Value[] = [];
    const last = to.value + (inclusive ? 0 : -1e-9);
    for (let at = from.value; at <= last && rounds.length <= MOST_ROUNDS; at += by.value) rounds.push(at);
    return writtenOut(first.id, rounds, node.body, body, context);
  }
  const end = inclusive ? `${to.text} + 1` : to.text;
  const parts = by.text !== '1' ? [from.text, end, by.text] : from.text === '0' ? [end] : [from.text, end];
  return looped(first.id, `range(${parts.join(', ')})`, UNKNOWN, node.body, body, context);
}

function stepOf(update: AnyNode | null | undefined): AnyNode | null {
  if (update?.type === 'UpdateExpression' && update.operator === '++') {
    return { type: 'Literal', value: 1, raw: '1', start: update.start, end: update.end };
  }
  return update?.type === 'AssignmentExpression' && update.operator === '+=' ? update.right : null;
}

export function forOfLoop(
  node: Extract<AnyNode, { type: 'ForOfStatement' }>,
  body: Body,
  context: Context,
): string[] {
  const pattern = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : null;
  if (!pattern) throw new Unsayable('the loop’s variable is declared elsewhere');
  const list = context.say(node.right);
  const values = Array.isArray(list.value) ? (list.value as readonly Value[]) : null;
  if (addsLayers(node.body, context)) {
    if (values === null) throw new Unsayable('it adds layers, and how many is known only in a run');
    return writtenOut(pattern, values, node.body, body, context);
  }
  const [first = UNKNOWN] = values ?? [];
  const item = first instanceof LayerValue ? first : UNKNOWN;
  return looped(pattern, list.text, item, node.body, body, context);
}

function looped(
  pattern: AnyNode,
  over: string,
  item: Value,
  node: AnyNode,
  body: Body,
  context: Context,
): string[] {
  const outer = context.scope;
  context.scope = new Scope(outer);
  try {
    const variable = target(pattern, context, item);
    // What a round changes, the next one begins with.
    const { names } = effectsOf(node, context);
    blur(names);
    const lines = body(node);
    blur(names);
    const isEmpty = lines.every((line) => line.startsWith('#'));
    return [`for ${variable} in ${over}:`, ...[...lines, ...(isEmpty ? ['pass'] : [])].map(indent)];
  } finally {
    context.scope = outer;
  }
}

/** Every round by itself, its variable as what it is there. */
function writtenOut(
  pattern: AnyNode,
  rounds: readonly Value[],
  node: AnyNode,
  body: Body,
  context: Context,
): string[] {
  if (rounds.length > MOST_ROUNDS) throw new Unsayable(`it adds layers in more than ${MOST_ROUNDS} rounds`);
  const outer = context.scope;
  const lines = rounds.flatMap((round) => {
    context.scope = new Scope(outer);
    bind(pattern, round, context);
    return body(node);
  });
  context.scope = outer;
  if (lines.some((line) => /^\s*(break|continue)\b/.test(line))) {
    throw new Unsayable('it adds layers, and leaves a round or the loop early');
  }
  return ['# the loop, round by round', ...lines];
}

function bind(pattern: AnyNode, value: Value, context: Context): void {
  if (pattern.type === 'Identifier') {
    const text = literal(value);
    if (text === null) throw new Unsayable('what the loop goes through is known only in a run');
    context.scope.names.set(pattern.name, { text, value });
    return;
  }
  if (pattern.type !== 'ArrayPattern' || !Array.isArray(value)) {
    throw new Unsayable('the loop takes apart what it goes through');
  }
  for (const [index, element] of pattern.elements.entries()) {
    if (element) bind(element, (value as readonly Value[])[index] ?? UNKNOWN, context);
  }
}

/** Within a function each call adds its own, and is followed by itself. */
function addsLayers(node: AnyNode, context: Context): boolean {
  return context.depth === 0 && effectsOf(node, context).nets.size > 0;
}
