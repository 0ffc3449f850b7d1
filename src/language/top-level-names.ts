/** What a cell makes known to the cells below it. */
import ts from 'typescript';

export interface TopLevelNames {
  /** By name: how a cell below would declare it again. Of a function, class or type its declaration is imported. */
  declared: ReadonlyMap<string, 'const' | 'let' | 'var' | 'import'>;
  /** By name: the statement that imports it. */
  imported: ReadonlyMap<string, string>;
}

/** Reads the names at the top of a cell, and those of `var` in its blocks. What cannot be parsed is passed over. */
export function topLevelNames(source: string): TopLevelNames {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest);
  const declared = new Map<string, 'const' | 'let' | 'var' | 'import'>();
  const imported = new Map<string, string>();

  const declare = (list: ts.VariableDeclarationList) => {
    const kind = kindOf(list);
    for (const { name } of list.declarations) for (const each of namesIn(name)) declared.set(each, kind);
  };
  const visitInside = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node) && kindOf(node) === 'var') declare(node);
    ts.forEachChild(node, visitInside);
  };
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const [name, text] of importsOf(statement, file)) imported.set(name, text);
    } else if (ts.isVariableStatement(statement)) {
      declare(statement.declarationList);
    } else if (isNamed(statement) && statement.name.text !== '') {
      declared.set(statement.name.text, 'import');
    } else {
      ts.forEachChild(statement, visitInside);
    }
  }
  return { declared, imported };
}

function kindOf({ flags }: ts.VariableDeclarationList): 'const' | 'let' | 'var' {
  if (flags & ts.NodeFlags.Const) return 'const';
  return flags & ts.NodeFlags.Let ? 'let' : 'var';
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return name.text === '' ? [] : [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));
}

type Named = ts.Statement & { readonly name: ts.Identifier };

function isNamed(statement: ts.Statement): statement is Named {
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return named && statement.name !== undefined;
}

/** Each name with a statement of its own that imports it from the same module. */
function importsOf(
  { importClause, moduleSpecifier }: ts.ImportDeclaration,
  file: ts.SourceFile,
): [string, string][] {
  if (importClause === undefined) return [];
  const { name, namedBindings, phaseModifier } = importClause;
  const word = phaseModifier === ts.SyntaxKind.TypeKeyword ? 'import type' : 'import';
  const from = `from ${moduleSpecifier.getText(file)};`;
  const found: [string, string][] = name ? [[name.text, `${word} ${name.text} ${from}`]] : [];
  if (namedBindings === undefined) return found;
  if (ts.isNamespaceImport(namedBindings)) {
    return [...found, [namedBindings.name.text, `${word} ${namedBindings.getText(file)} ${from}`]];
  }
  return [
    ...found,
    ...namedBindings.elements.map((element): [string, string] => [
      element.name.text,
      `${word} { ${element.getText(file)} } ${from}`,
    ]),
  ];
}
