import type { AnyNode, ExpressionStatement, Identifier, Program, VariableDeclaration } from 'acorn';
import { full } from 'acorn-walk';
import MagicString from 'magic-string';
import {
  findBindings,
  parseCell,
  type Bindings,
  type DeclaredName,
  type ImportedName,
  type Placed,
} from './bindings';
import { stripTypes } from './strip-types';

/** The compiled function's parameters. Their names are ours alone: a cell that uses them gets what it deserves. */
export const parameters = ['__scope__', '__unknown__', '__check__', 'console'] as const;
const [SCOPE, UNKNOWN, CHECK] = parameters;

export interface CompiledCell {
  /** An expression: an async function of `parameters` that gives the value of the cell's last expression. */
  code: string;
  imports: readonly ImportedName[];
  declared: readonly DeclaredName[];
  /** Column in the source of a column in `code`, both 1-based; lines are the same. Null where it is not known. */
  column(line: number, column: number): number | null;
}

/**
 * Compiles a cell. Types are taken off; names declared at its top become live properties of the scope, and so do
 * uses of names that earlier cells declared; imports are left to the evaluator; each loop first checks whether
 * it is to stop. No line moves.
 * @param known the names that earlier cells declared
 * @throws {CellSyntaxError}
 */
export function compile(source: string, known: ReadonlySet<string>): CompiledCell {
  const stripped = stripTypes(source);
  const bindings = findBindings(parseCell(stripped.code));
  const text = new MagicString(stripped.code);

  blankImports(text, bindings, stripped.code);
  for (const declaration of bindings.declarations) rewriteDeclaration(text, declaration);
  rewriteUses(text, bindings, known);
  rewriteClasses(text, bindings);
  checkLoops(text, bindings.program);
  const shown = shownStatement(bindings.program);
  if (shown) text.prependRight(shown.start, ';return(').appendLeft(shown.expression.end, ')');

  const functions = bindings.declared.filter(({ kind }) => kind === 'function');
  const lifted = functions.map(({ name }) => `${SCOPE}.${name}=${name};`).join('');
  text.prepend(`(async function(${parameters.join()}){"use strict";${lifted}`);
  text.append('\n})');
  const unmoved = columnMap(text);
  return {
    code: text.toString(),
    imports: bindings.imports,
    declared: bindings.declared,
    column: (line, column) => {
      const plain = unmoved(line, column);
      return plain === null ? null : stripped.column(line, plain);
    },
  };
}

function blankImports(text: MagicString, { program }: Bindings, code: string): void {
  for (const node of program.body) {
    if (node.type !== 'ImportDeclaration') continue;
    const lines = code.slice(node.start, node.end).split('\n').length - 1;
    text.overwrite(node.start, node.end, `;${'\n'.repeat(lines)}`);
  }
}

/** `const a = 1, { b } = c;` becomes `;__scope__.a = 1, ({ b: __scope__.b } = c);` (the names by rewriteUses). */
function rewriteDeclaration(text: MagicString, { node, parents }: Placed<VariableDeclaration>): void {
  const parent = parents.at(-1);
  text.overwrite(node.start, node.start + node.kind.length, isList(parent) ? ';' : '');
  const isLoopVariable =
    (parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement') && parent.left === node;
  for (const { id, init, start, end } of node.declarations) {
    if (init) {
      text.appendLeft(start, '(').appendRight(end, ')');
    } else if (!isLoopVariable && id.type === 'Identifier') {
      // `let a;` sets it; `var a;` only declares it, which the evaluator has done
      text.appendRight(end, node.kind === 'var' ? '' : '=void 0');
    }
  }
}

function rewriteUses(
  text: MagicString,
  { program, uses, imports, declared }: Bindings,
  known: ReadonlySet<string>,
): void {
  const shown = shownStatement(program);
  const own = new Set([...imports.map(({ local }) => local), ...declared.map(({ name }) => name)]);
  for (const { node, parents } of uses) {
    const parent = parents.at(-1);
    const holder = own.has(node.name) || known.has(node.name) ? SCOPE : UNKNOWN;
    if (holder === UNKNOWN && (node.name in globalThis || isTypeof(parent))) continue;
    const property = `${holder}.${node.name}`;
    if (isShorthand(node, parent, parents.at(-2))) {
      text.appendRight(node.end, `:${property}`);
    } else if (isCallee(parent, node)) {
      // not `__scope__.f()`, which would hand f the scope as its `this`
      const at = parents.findLastIndex(({ type }) => type === 'ExpressionStatement');
      const guarded = parents[at] !== shown && parents[at]?.start === node.start && isList(parents[at - 1]);
      const guard = guarded ? ';' : '';
      text.overwrite(node.start, node.end, `${guard}(0,${property})`);
    } else {
      text.overwrite(node.start, node.end, property);
    }
  }
}

function rewriteClasses(text: MagicString, { program }: Bindings): void {
  for (const node of program.body) {
    if (node.type === 'ClassDeclaration') {
      text.appendRight(node.start, `;${SCOPE}.${node.id.name}=`).appendLeft(node.end, ';');
    }
  }
}

function checkLoops(text: MagicString, program: Program): void {
  full(program, (node) => {
    switch (node.type) {
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        text.prependRight(node.body.start, `{${CHECK}();`).appendLeft(node.body.end, '}');
    }
  });
}

/** As Jupyter does, a cell shows the value of its last expression; an assignment is shown by nobody. */
function shownStatement(program: Program): ExpressionStatement | null {
  const last = program.body.at(-1);
  if (last?.type !== 'ExpressionStatement' || last.expression.type === 'AssignmentExpression') return null;
  return last;
}

/** Whether its children are statements in a list: there a line that starts with a bracket needs a `;` before it. */
function isList(node: AnyNode | undefined): boolean {
  return node?.type === 'Program' || node?.type === 'BlockStatement' || node?.type === 'SwitchCase';
}

function isTypeof(parent: AnyNode | undefined): boolean {
  return parent?.type === 'UnaryExpression' && parent.operator === 'typeof';
}

function isCallee(parent: AnyNode | undefined, node: Identifier): boolean {
  return (
    (parent?.type === 'CallExpression' && parent.callee === node) ||
    (parent?.type === 'TaggedTemplateExpression' && parent.tag === node)
  );
}

/** `{ a }`, or `{ a = 1 }` in a pattern: the name is the property's too, and has to stay. */
function isShorthand(node: Identifier, parent: AnyNode | undefined, above: AnyNode | undefined): boolean {
  if (parent?.type === 'Property') return parent.shorthand && parent.value === node;
  const [pattern, value] = parent?.type === 'AssignmentPattern' ? [above, parent] : [parent, node];
  return (
    pattern?.type === 'ObjectPattern' &&
    pattern.properties.some((property) => {
      return property.type === 'Property' && property.shorthand && property.value === value;
    })
  );
}

/** For an edited text: the original column of a column in the result, both 1-based; lines are the same. Null in what was added. */
function columnMap(text: MagicString): (line: number, column: number) => number | null {
  const { mappings } = text.generateDecodedMap({ hires: true });
  return (line, column) => {
    const segment = mappings[line - 1]?.findLast(([generated]) => generated <= column - 1);
    const original = segment?.[3];
    return original === undefined ? null : original + 1;
  };
}
