/** Statements of a cell, one after the other, in Python. */
import type { AnyNode, Expression, Pattern, VariableDeclarator } from 'acorn';
import { target as assignTo } from './arrays';
import type { Context } from './context';
import { blur, changed, effectsOf, forget, isFunction, settle } from './effects';
import { forLoop, forOfLoop } from './loops';
import { comment, indent } from './layout';
import { isFloat } from './operators';
import { pythonName } from '../python-names';
import { commentBeside, commentsBetween, isMarkedOptional, sourceOf, type Text } from './source-text';
import { atom, Func, Imported, Net, Options, Scope, UNKNOWN, Unsayable, type Said } from './value';

/** The lines of statements, with the comments between them. */
export function sayStatements(
  nodes: readonly AnyNode[],
  text: Text,
  context: Context,
  end: number,
): string[] {
  const lines: string[] = [];
  let from = nodes[0] ? Math.max(0, text.code.lastIndexOf('{', nodes[0].start - 1) + 1) : end;
  if (nodes[0] && context.depth === 0 && context.scope.outer === null) from = 0;
  for (const node of nodes) {
    const isSimple = !/^(If|For|While|Function|Block)/.test(node.type);
    if (/\n\s*\n/.test(text.code.slice(from, node.start)) && lines.length > 0) lines.push('');
    lines.push(...commentsBetween(text, from, isSimple ? node.end : node.start));
    lines.push(...sayStatement(node, text, context));
    from = node.end;
    const beside = commentBeside(text, from);
    if (beside) {
      from = beside.end;
      lines.push(`${lines.pop() ?? ''}  # ${beside.value.trim()}`.trimStart());
    }
  }
  lines.push(...commentsBetween(text, from, end));
  return lines;
}

/** A statement's lines; what cannot be said stands as a comment, with the reason. */
function sayStatement(node: AnyNode, text: Text, context: Context): string[] {
  const restore = context.snapshot();
  const { scope } = context;
  context.before = [];
  try {
    const lines = statement(node, text, context);
    if ([...context.before, ...lines].some((line) => line.includes(context.target.unsaid))) {
      throw new Unsayable(
        `it uses what stands in TypeScript alone, or what ${context.target.title} makes within a network`,
      );
    }
    return [...context.before.splice(0), ...lines];
  } catch (error) {
    if (context.depth > 0) throw error;
    // A fault of the translation's own must not cost the reader the cells.
    if (error instanceof Unsayable) context.refused.push({ node, error });
    else console.error(error);
    restore();
    Object.assign(context, { scope, before: [], naming: null, following: 0 });
    forget(node, context);
    const source = sourceOf(node, text);
    const why = error instanceof Unsayable ? error.message : 'putting it into Python failed here';
    return [...comment(`TypeScript only (${why}):`), ...source.map((line) => `#   ${line}`.trimEnd())];
  }
}

function statement(node: AnyNode, text: Text, context: Context): string[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return imported(node, context);
    case 'VariableDeclaration':
      return node.declarations.flatMap((each) => declared(each, text, context));
    case 'FunctionDeclaration':
      if (!node.id) throw new Unsayable('a function has no name');
      return definition(node.id.name, node.params, node.body, text, context);
    case 'ExpressionStatement':
      return expressionStatement(node.expression, text, context);
    case 'ReturnStatement': {
      const argument = node.argument && untidied(node.argument, context);
      if (argument?.type === 'BlockStatement') return block(argument, text, context);
      return `return ${argument ? context.say(argument).text : ''}`.trimEnd().split('\n');
    }
    case 'IfStatement':
      return branches(node, text, context);
    case 'ForStatement':
      return forLoop(node, (body) => block(body, text, context), context);
    case 'ForOfStatement':
      return forOfLoop(node, (body) => block(body, text, context), context);
    case 'WhileStatement':
      settle(node, 'in each round, and how many there are is known only in a run', context);
      return [`while ${context.say(node.test).text}:`, ...indented(block(node.body, text, context))];
    case 'BreakStatement':
    case 'ContinueStatement':
      if (node.label) throw new Unsayable('Python leaves no loop by its name');
      return [node.type === 'BreakStatement' ? 'break' : 'continue'];
    case 'BlockStatement':
      return block(node, text, context);
    case 'EmptyStatement':
      return [];
    case 'ThrowStatement':
      throw new Unsayable('an error is thrown');
    default:
      throw new Unsayable(`this kind of statement has no counterpart here`);
  }
}

function indented(lines: readonly string[]): string[] {
  // A body of comments alone is no body.
  const isEmpty = lines.every((line) => line.startsWith('#') || line === '');
  return [...lines, ...(isEmpty ? ['pass'] : [])].map(indent);
}

function block(node: AnyNode, text: Text, context: Context): string[] {
  const nodes = node.type === 'BlockStatement' ? node.body : [node];
  const outer = context.scope;
  const before = context.before;
  context.scope = new Scope(outer);
  try {
    return sayStatements(nodes, text, context, node.end);
  } finally {
    context.scope = outer;
    context.before = before;
  }
}

function imported(node: Extract<AnyNode, { type: 'ImportDeclaration' }>, context: Context): string[] {
  const module = String(node.source.value);
  const names: string[] = [];
  for (const specifier of node.specifiers) {
    const local = specifier.local.name;
    const own =
      specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
        ? specifier.imported.name
        : null;
    if (own !== null) names.push(own);
    const path = own === null ? 'tf' : module === '@tensorflow/tfjs' ? `tf.${own}` : own;
    const value = new Imported(path);
    context.scope.names.set(local, { text: local, value });
  }
  return [...context.target.imports(module, names, context)];
}

function declared({ id, init }: VariableDeclarator, text: Text, context: Context): string[] {
  if (id.type === 'Identifier') {
    const name = pythonName(id.name);
    if (isFunction(init)) {
      return definition(id.name, init.params, init.body, text, context);
    }
    context.naming = name;
    const said = init ? context.say(init) : atom('None', null);
    context.naming = null;
    context.scope.names.set(id.name, { text: name, value: said.value, isFloat: isFloat(said) });
    const held = context.target.held(name, said);
    if (held) return [...held];
    return said.text === '' ? nothing(id.name, said, context) : assignment(name, said);
  }
  if (!init) throw new Unsayable('it is declared without a value');
  const said = given(init, context);
  if (id.type === 'ObjectPattern') {
    const names = id.properties.map((property) => {
      if (
        property.type === 'RestElement' ||
        property.key.type !== 'Identifier' ||
        property.value.type !== 'Identifier'
      ) {
        throw new Unsayable('an object is taken apart with defaults, or into parts of parts');
      }
      const value = said.value instanceof Options ? said.value.value(property.key.name) : UNKNOWN;
      const local = pythonName(property.value.name);
      context.scope.names.set(property.value.name, { text: local, value });
      return [local, property.key.name] as const;
    });
    const isName = /^\w+$/.test(said.text);
    const source = isName ? said.text : 'taken';
    const parts = names.map(([, key]) => `${source}["${key}"]`);
    return [
      ...(isName ? [] : assignment(source, said)),
      `${names.map(([local]) => local).join(', ')} = ${parts.join(', ')}`,
    ];
  }
  const left = assignTo(id, context, said.value);
  return assignment(left, said);
}

/** Where only the lines before it are said, what it gives is TypeScript's alone. */
function nothing(name: string, { value }: Said, context: Context): string[] {
  context.scope.holderOf(name)?.names.set(name, { text: context.target.unsaid, value });
  return [];
}

function nothingGiven({ target }: Context): Unsayable {
  return new Unsayable(`what it gives has no counterpart in ${target.title}`);
}

function given(node: AnyNode, context: Context): Said {
  const said = context.say(node);
  if (said.text === '') throw nothingGiven(context);
  return said;
}

function assignment(left: string, { text }: Said): string[] {
  return `${left} = ${text}`.split('\n');
}

/** What stands in `tf.tidy`: it frees memory, which Python does by itself. */
function untidied(node: AnyNode, context: Context): AnyNode {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return node;
  const { object, property } = node.callee;
  const [func] = node.arguments;
  const isTidy =
    object.type === 'Identifier' &&
    context.scope.find(object.name)?.value instanceof Imported &&
    property.type === 'Identifier' &&
    property.name === 'tidy';
  return isTidy && func?.type === 'ArrowFunctionExpression' ? func.body : node;
}

/** `def f(a, b):`, and the function for those who call it. */
function definition(
  name: string,
  parameters: readonly Pattern[],
  tidied: AnyNode,
  text: Text,
  context: Context,
): string[] {
  const body = untidied(tidied, context);
  const outer = context.scope;
  const value = new Func(parameters, body, outer);
  outer.names.set(name, { text: pythonName(name), value });
  const restore = context.snapshot();
  const before = context.before;
  context.scope = new Scope(outer);
  context.depth++;
  try {
    const written = parameters.map((parameter) => {
      const said = assignTo(parameter, context);
      const isOptional = parameter.type === 'Identifier' && isMarkedOptional(parameter, body, text);
      return isOptional ? `${said}=None` : said;
    });
    const lines =
      body.type === 'BlockStatement'
        ? sayStatements(body.body, text, context, body.end)
        : [...returned(body, context)];
    return [`def ${pythonName(name)}(${written.join(', ')}):`, ...indented(lines)];
  } finally {
    const { needs, defined } = context;
    restore();
    Object.assign(context, { needs, defined, before, scope: outer });
    context.depth--;
  }
}

function returned(body: AnyNode, context: Context): string[] {
  const outer = context.before;
  context.before = [];
  const { text } = context.say(body);
  const lines = [...context.before, ...`return ${text}`.split('\n')];
  context.before = outer;
  return lines;
}

function expressionStatement(node: Expression, text: Text, context: Context): string[] {
  const inner = untidied(node, context);
  if (inner !== node)
    return inner.type === 'BlockStatement' ? block(inner, text, context) : [context.say(inner).text];
  if (node.type === 'AssignmentExpression') return assigned(node, context);
  if (node.type === 'UpdateExpression') {
    const counted = context.say(node.argument).text;
    changed(node.argument, UNKNOWN, context);
    return [`${counted} ${node.operator === '++' ? '+=' : '-='} 1`];
  }
  const said = context.say(node).text;
  return said === '' ? [] : said.split('\n');
}

function assigned(node: Extract<AnyNode, { type: 'AssignmentExpression' }>, context: Context): string[] {
  const said = context.say(node.right);
  const operators = ['=', '+=', '-=', '*=', '/=', '%=', '**='];
  if (!operators.includes(node.operator))
    throw new Unsayable(`${node.operator} has no counterpart in Python`);
  if (node.left.type !== 'Identifier' && node.left.type !== 'MemberExpression') {
    throw new Unsayable('several names are given values at once');
  }
  const name = node.left.type === 'Identifier' && node.operator === '=' ? node.left.name : null;
  if (name !== null && context.scope.find(name)?.value instanceof Net) {
    throw new Unsayable('a network is replaced by another');
  }
  const left = name === null ? context.say(node.left) : atom(pythonName(name));
  changed(node.left, node.operator === '=' ? said.value : UNKNOWN, context);
  const held = node.operator === '=' ? context.target.held(left.text, said) : null;
  if (held) return [...held];
  if (said.text === '' && name !== null) return nothing(name, said, context);
  if (said.text === '') throw nothingGiven(context);
  return `${left.text} ${node.operator} ${said.text}`.split('\n');
}

/** Of a condition that is known, the branch that is not taken changes nothing. */
function branches(node: Extract<AnyNode, { type: 'IfStatement' }>, text: Text, context: Context): string[] {
  const test = context.say(node.test);
  const { nets, names } = effectsOf(node, context);
  const isKnown = typeof test.value === 'boolean';
  if (!isKnown && context.depth === 0 && nets.size > 0)
    throw new Unsayable('it adds layers where a condition of the run holds');
  const dry = (body: AnyNode, taken: boolean): string[] => {
    if (taken) return block(body, text, context);
    const restore = context.snapshot();
    const lines = block(body, text, context);
    const { needs } = context;
    restore();
    context.needs = needs;
    return lines;
  };
  const lines = [`if ${test.text}:`, ...indented(dry(node.consequent, isKnown && test.value === true))];
  const other = node.alternate && dry(node.alternate, test.value === false);
  if (!isKnown) blur(names);
  if (!node.alternate || !other) return lines;
  if (node.alternate.type === 'IfStatement' && other[0]?.startsWith('if ') === true) {
    return [...lines, `el${other[0]}`, ...other.slice(1)];
  }
  return [...lines, 'else:', ...indented(other)];
}
