import {
  parse,
  type AnyNode,
  type Identifier,
  type ImportDeclaration,
  type Node,
  type Program,
  type VariableDeclaration,
} from 'acorn';
import { fullAncestor } from 'acorn-walk';
import { analyze, extract_names } from 'periscopic';
import { CellSyntaxError } from './cell-syntax-error';
import { inPlainWords } from './strip-types';

type EstreeNode = Parameters<typeof analyze>[0];

/** One name that an import brings into the scope. */
export interface ImportedName {
  module: string;
  /** The exported name that is imported; '*' for the module itself. */
  imported: string;
  local: string;
  line: number;
  column: number;
}

export interface DeclaredName {
  name: string;
  kind: 'const' | 'let' | 'var' | 'class' | 'function';
}

/** A node with those that hold it, from the program down to its parent. */
export interface Placed<T extends AnyNode> {
  node: T;
  parents: readonly AnyNode[];
}

/** A cell's program and what it shares with the other cells. */
export interface Bindings {
  program: Program;
  imports: readonly ImportedName[];
  declared: readonly DeclaredName[];
  /** Declarations of names that the cells below see. */
  declarations: readonly Placed<VariableDeclaration>[];
  /** Every use of a name that no function or block inside the cell declares. */
  uses: readonly Placed<Identifier>[];
}

/**
 * Parses a cell's JavaScript with acorn.
 *
 * @throws {CellSyntaxError} with the position in the cell
 */
export function parseCell(code: string): Program {
  try {
    return parse(code, { ecmaVersion: 2025, sourceType: 'module', locations: true });
  } catch (error) {
    // acorn counts columns from 0
    throw inPlainWords(error, 1);
  }
}

/**
 * Finds the names a cell declares for the cells below, and every use of a name from outside its own functions
 * and blocks.
 * @throws {CellSyntaxError} for what a cell cannot contain: exports and dynamic imports
 */
export function findBindings(program: Program): Bindings {
  const imports: ImportedName[] = [];
  const declared = new Map<string, DeclaredName>();
  const declarations: Placed<VariableDeclaration>[] = [];
  const uses: Placed<Identifier>[] = [];
  const scopeOf = scopes(program);
  const declare = (name: string, kind: DeclaredName['kind']): unknown => declared.set(name, { name, kind });

  for (const statement of program.body) {
    if (statement.type === 'FunctionDeclaration') declare(statement.id.name, 'function');
    if (statement.type === 'ClassDeclaration') declare(statement.id.name, 'class');
  }
  fullAncestor(program, (node, _, ancestors) => {
    const parents = ancestors.slice(0, -1);
    switch (node.type) {
      case 'ImportDeclaration':
        imports.push(...importedNames(node));
        break;
      case 'VariableDeclaration': {
        if (!isTopLevel(node.kind, parents, scopeOf)) break;
        declarations.push({ node, parents });
        const kind = node.kind === 'const' || node.kind === 'let' ? node.kind : 'var';
        for (const { id } of node.declarations) {
          for (const name of extract_names(id as EstreeNode)) declare(name, kind);
        }
        break;
      }
      case 'Identifier':
        if (isUse(node, parents.at(-1)) && !isLocal(node.name, parents, scopeOf))
          uses.push({ node, parents });
        break;
      case 'ImportExpression':
        return refuse(
          node,
          'import() is not for cells.',
          'Write an import statement at the top of the cell.',
        );
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
      case 'ExportAllDeclaration':
        return refuse(
          node,
          'A cell exports nothing.',
          'Leave “export” out: the cells below see every top-level name.',
        );
    }
  });
  return { program, imports, declared: [...declared.values()], declarations, uses };
}

function importedNames({ source, specifiers }: ImportDeclaration): ImportedName[] {
  const module = String(source.value);
  if (specifiers.length === 0) return [{ module, imported: '*', local: '', ...positionOf(source) }];
  return specifiers.map((specifier) => {
    const local = specifier.local.name;
    if (specifier.type !== 'ImportSpecifier') {
      const imported = specifier.type === 'ImportNamespaceSpecifier' ? '*' : 'default';
      return { module, imported, local, ...positionOf(source) };
    }
    const { imported } = specifier;
    const name = imported.type === 'Identifier' ? imported.name : String(imported.value);
    return { module, imported: name, local, ...positionOf(specifier) };
  });
}

/** All identifiers the walk visits are uses but the names that functions and classes give themselves. */
function isUse(node: Identifier, parent: AnyNode | undefined): boolean {
  return (
    node.name !== 'arguments' && !(parent && 'id' in parent && parent.id === node && !isDeclarator(parent))
  );
}

function isDeclarator(node: AnyNode): boolean {
  return node.type === 'VariableDeclarator';
}

function refuse(node: Node, message: string, hint: string): never {
  const { line, column } = positionOf(node);
  throw new CellSyntaxError(message, line, column, hint);
}

function positionOf(node: Node): { line: number; column: number } {
  return { line: node.loc?.start.line ?? 1, column: (node.loc?.start.column ?? 0) + 1 };
}

interface NodeScope {
  block: boolean;
  declares(name: string): boolean;
}

type ScopeOf = (node: AnyNode) => NodeScope | null;

/** The scope a node opens, or null. The program's own is not among them: its names are the cell's. */
function scopes(program: Program): ScopeOf {
  const { map } = analyze(program as EstreeNode);
  return (node) => {
    const scope = map.get(node as EstreeNode);
    if (scope) return { block: scope.block, declares: (name) => scope.declarations.has(name) };
    // periscopic does not count the name that a class has within itself, from before its static fields are set
    if (node.type !== 'ClassExpression' && node.type !== 'ClassDeclaration') return null;
    const own = node.id?.name;
    return { block: true, declares: (name) => name === own };
  };
}

function isLocal(name: string, parents: readonly AnyNode[], scopeOf: ScopeOf): boolean {
  return parents.some((node) => scopeOf(node)?.declares(name));
}

/** Whether a declaration inside these nodes declares a name of the cell: `var` is lifted out of blocks. */
function isTopLevel(kind: string, parents: readonly AnyNode[], scopeOf: ScopeOf): boolean {
  return parents.every((node) => {
    const scope = scopeOf(node);
    return scope === null || (scope.block && kind === 'var');
  });
}
