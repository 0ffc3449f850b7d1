/** What a function of the cells gives, found by following it without writing anything. */
import type { AnyNode } from 'acorn';
import type { Context } from './context';
import { Func, Options, Scope, UNKNOWN, Unsayable, type Said, type Value } from './value';

/** Functions that call themselves end here. */
const DEEPEST = 24;

/** What it gives for these; unknown where it takes more than expressions and branches to tell. */
export function followed({ parameters, body, scope }: Func, args: readonly Said[], context: Context): Value {
  if (context.following >= DEEPEST) return UNKNOWN;
  const [outer, before, depth, needs] = [context.scope, context.before, context.depth, context.needs];
  context.scope = new Scope(scope);
  context.before = [];
  context.needs = new Set(needs);
  context.following++;
  try {
    for (const [index, parameter] of parameters.entries()) bind(parameter, args, index, context);
    if (body.type !== 'BlockStatement') return context.say(body).value;
    const given = inOrder(body.body, context);
    return given === null ? null : given;
  } catch (error) {
    if (error instanceof Unsayable) return UNKNOWN;
    throw error;
  } finally {
    context.following--;
    Object.assign(context, { scope: outer, before, depth, needs });
  }
}

/** Null if the statements give nothing back. */
function inOrder(nodes: readonly AnyNode[], context: Context): Value {
  for (const node of nodes) {
    if (node.type === 'ReturnStatement') return node.argument ? context.say(node.argument).value : null;
    if (node.type === 'VariableDeclaration') {
      for (const { id, init } of node.declarations) {
        if (id.type !== 'Identifier' || !init) return UNKNOWN;
        const { value } = context.say(init);
        context.scope.names.set(id.name, { text: id.name, value });
      }
    } else if (node.type === 'ExpressionStatement' && node.expression.type === 'CallExpression') {
      context.say(node.expression);
    } else return UNKNOWN;
  }
  return null;
}

function bind(parameter: AnyNode, args: readonly Said[], index: number, context: Context): void {
  if (parameter.type === 'Identifier') {
    const value = args[index]?.value ?? null;
    context.scope.names.set(parameter.name, { text: parameter.name, value });
  } else if (parameter.type === 'AssignmentPattern' && parameter.left.type === 'Identifier') {
    const value = args[index]?.value ?? context.say(parameter.right).value;
    context.scope.names.set(parameter.left.name, { text: parameter.left.name, value });
  } else if (parameter.type === 'RestElement' && parameter.argument.type === 'Identifier') {
    const value = args.slice(index).map((arg) => arg.value);
    context.scope.names.set(parameter.argument.name, { text: parameter.argument.name, value });
  } else if (parameter.type === 'ObjectPattern') {
    const given = args[index]?.value;
    for (const property of parameter.properties) {
      if (property.type === 'RestElement' || property.key.type !== 'Identifier')
        throw new Unsayable('its parameters');
      if (property.value.type !== 'Identifier') throw new Unsayable('its parameters');
      const value = given instanceof Options ? given.value(property.key.name) : UNKNOWN;
      context.scope.names.set(property.value.name, { text: property.value.name, value });
    }
  } else throw new Unsayable('its parameters');
}
