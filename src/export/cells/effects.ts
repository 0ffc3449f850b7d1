/** What statements do to what names stand for: networks that may get layers, values that can no longer be told. */
import type { AnyNode, Pattern } from 'acorn';
import { pythonName } from '../python-names';
import type { Context } from './context';
import { Func, Imported, Net, Options, UNKNOWN, Unsayable, type Scope, type Value } from './value';

export interface Effects {
  /** Networks that may get layers, or lose some. */
  nets: ReadonlySet<Net>;
  /** Names that may be given other values, or whose lists may change. */
  names: readonly Place[];
}

type Place = readonly [holder: Scope, name: string];

const MUTATING = new Set('push pop shift unshift splice sort reverse fill copyWithin set'.split(' '));

/** Whether a method of this name changes what it is called of. */
export function isMutating(method: string): boolean {
  return MUTATING.has(method);
}

/** Rather too much than too little: what is told here is not relied on. */
export function effectsOf(node: AnyNode, { scope: outermost }: Context, called?: Func): Effects {
  const [nets, named] = [new Set<Net>(), new Set<Net>()];
  const [names, lists]: [Place[], Place[]] = [[], []];
  const followed = new Set<AnyNode>();
  let [growsUnnamed, changesUnnamed] = [false, false];

  const within = (root: AnyNode, scope: Scope): void => {
    /** What is made within, and is nobody else's. */
    const fresh = new Set<string>();
    const changes = (target: AnyNode | null) => {
      if (target?.type !== 'Identifier') return;
      const holder = scope.holderOf(target.name);
      if (holder) names.push([holder, target.name]);
      else if (!fresh.has(target.name)) changesUnnamed = true;
    };
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if (Array.isArray(value)) {
        value.forEach(visit);
        return;
      }
      const each = value as AnyNode;
      if (each.type === 'VariableDeclarator' && each.id.type === 'Identifier' && isMade(each.init)) {
        fresh.add(each.id.name);
      } else if (each.type === 'Identifier') {
        const found = scope.find(each.name)?.value;
        const holder = scope.holderOf(each.name);
        if (found instanceof Net) named.add(found);
        if (holder && (Array.isArray(found) || found instanceof Options)) lists.push([holder, each.name]);
        if (found instanceof Func && !followed.has(found.body)) {
          followed.add(found.body);
          within(found.body, found.scope);
        }
      } else if (each.type === 'AssignmentExpression') targetsOf(each.left).forEach(changes);
      else if (each.type === 'UpdateExpression') changes(rootOf(each.argument));
      else if (each.type === 'CallExpression' && each.callee.type === 'MemberExpression') {
        const { object, property } = each.callee;
        const method = property.type === 'Identifier' ? property.name : '';
        const found = object.type === 'Identifier' ? scope.find(object.name)?.value : undefined;
        if (found instanceof Net && (method === 'add' || method === 'pop')) {
          nets.add(found);
          // A function's parameter may have the name of another network.
          growsUnnamed ||= root !== node;
        }
        if (method === 'add' && object.type === 'Identifier' && !fresh.has(object.name)) {
          growsUnnamed ||= found === undefined || found === UNKNOWN;
        } else if (isMutating(method) && !(found instanceof Imported) && !(found instanceof Net)) {
          changes(rootOf(object));
        }
      }
      Object.values(each).forEach(visit);
    };
    visit(root);
  };

  within(node, outermost);
  if (called && !followed.has(called.body)) within(called.body, called.scope);
  return {
    nets: growsUnnamed ? new Set([...nets, ...named]) : nets,
    names: changesUnnamed ? [...names, ...lists] : names,
  };
}

function isMade(init: AnyNode | null | undefined): boolean {
  return ['CallExpression', 'NewExpression', 'ArrayExpression', 'ObjectExpression', 'Literal'].includes(
    init?.type ?? '',
  );
}

/** The name that `a.b[0]` begins with. */
function rootOf(node: AnyNode): AnyNode | null {
  if (node.type === 'MemberExpression') return rootOf(node.object);
  return node.type === 'Identifier' ? node : null;
}

function targetsOf(pattern: Pattern | AnyNode): readonly (AnyNode | null)[] {
  switch (pattern.type) {
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? targetsOf(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        targetsOf(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'AssignmentPattern':
      return targetsOf(pattern.left);
    case 'RestElement':
      return targetsOf(pattern.argument);
    default:
      return [rootOf(pattern)];
  }
}

/** From here on what they stand for is known only in a run; so of other names for the same lists. */
export function blur(names: readonly Place[]): void {
  for (const [holder, name] of names) {
    const binding = holder.names.get(name);
    if (!binding) continue;
    for (let scope: Scope | null = holder; scope; scope = scope.outer) {
      for (const [other, { text, value }] of scope.names) {
        const isSame = typeof value === 'object' && value !== null && value === binding.value;
        if (isSame || (scope === holder && other === name)) scope.names.set(other, { text, value: UNKNOWN });
      }
    }
  }
}

/** The list that a member or a method's object belongs to changes. */
export function blurRoot(node: AnyNode, { scope }: Context): void {
  const root = rootOf(node);
  const name = root?.type === 'Identifier' ? root.name : '';
  const holder = scope.holderOf(name);
  if (holder) blur([[holder, name]]);
}

/** @throws {Unsayable} if layers may be added, and it cannot be told how many */
export function settle(node: AnyNode, why: string, context: Context): void {
  const { nets, names } = effectsOf(node, context);
  // Within a function it is told where the function is called.
  if (context.depth === 0 && nets.size > 0) throw new Unsayable(`it adds layers ${why}`);
  blur(names);
}

/** Within a function a name of the cell's own would be another in Python. */
export function changed(node: AnyNode, value: Value, context: Context): void {
  if (node.type !== 'Identifier') {
    blurRoot(node, context);
    return;
  }
  const holder = context.scope.holderOf(node.name);
  const isOutside = context.depth > 0 && holder?.outer === null;
  if (isOutside) throw new Unsayable(`a function changes ${node.name}, which is declared outside of it`);
  const binding = holder?.names.get(node.name);
  const isLost = binding === undefined || binding.text === context.target.unsaid;
  holder?.names.set(node.name, { text: isLost ? pythonName(node.name) : binding.text, value });
}

/** What a statement declares or changes without saying it in Python is known only in a run, its networks too. */
export function forget(node: AnyNode, context: Context): void {
  // What a function makes can still be found by following it.
  const keep = (name: string, parameters: readonly Pattern[], body: AnyNode) => {
    const value = new Func(parameters, body, context.scope);
    context.scope.names.set(name, { text: context.target.unsaid, value });
  };
  if (node.type === 'FunctionDeclaration') {
    if (node.id) keep(node.id.name, node.params, node.body);
    return;
  }
  if (node.type === 'VariableDeclaration') {
    for (const { id, init } of node.declarations) {
      if (id.type === 'Identifier' && isFunction(init)) keep(id.name, init.params, init.body);
      else {
        if (init) lose(init, context);
        for (const each of targetsOf(id)) {
          if (each?.type !== 'Identifier') continue;
          context.scope.names.set(each.name, { text: pythonName(each.name), value: UNKNOWN });
        }
      }
    }
  } else lose(node, context);
}

function lose(node: AnyNode, context: Context): void {
  const { nets, names } = effectsOf(node, context);
  for (const net of nets) net.isUnknown = true;
  blur(names);
  // Python's own would still be what it was before.
  for (const [holder, name] of names) {
    holder.names.set(name, { text: context.target.unsaid, value: UNKNOWN });
  }
}

export function isFunction(
  node: AnyNode | null | undefined,
): node is Extract<AnyNode, { type: 'ArrowFunctionExpression' | 'FunctionExpression' }> {
  return node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';
}
