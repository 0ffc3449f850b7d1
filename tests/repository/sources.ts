import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Import {
  /** As it is written. */
  specifier: string;
  /** value: it runs; type: erased; url: only its address is taken. */
  kind: 'value' | 'type' | 'url';
  /** By `import()`. */
  dynamic?: true;
}

/** The files below a folder of the repository, as paths from its root. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => statSync(join(ROOT, path)).isFile())
    .sort();
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** What a file imports by its own statements, dynamic imports and `new URL(..., import.meta.url)` included. */
export function importsOf(path: string): Import[] {
  return scriptsOf(path, read(path)).flatMap((script) => {
    const found: Import[] = [];
    const visit = (node: ts.Node) => {
      const specifier = specifierOf(node);
      if (specifier) found.push(specifier);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, script, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS));
    return found;
  });
}

/** The file a relative import means, from the repository's root; null if there is none. */
export function target(from: string, specifier: string): string | null {
  const base = resolve(ROOT, dirname(from), specifier.replace(/[?#].*$/, ''));
  const found = ['', '.ts', '.mjs', '.d.ts', '.svelte.ts', '.svelte', '.astro']
    .map((extension) => base + extension)
    .find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  return found ? relative(ROOT, found).replaceAll('\\', '/') : null;
}

/** The scripts in a file: all of a .ts or .mjs, the script elements of a .svelte or .astro, and the latter's frontmatter. */
function scriptsOf(path: string, text: string): string[] {
  if (/\.(ts|mjs)$/.test(path)) return [text];
  if (!/\.(svelte|astro)$/.test(path)) return [];
  const frontmatter = /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
  const elements = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
  return [frontmatter, ...elements];
}

function specifierOf(node: ts.Node): Import | null {
  if (ts.isImportDeclaration(node)) return imported(node.moduleSpecifier, isTypeImport(node));
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return imported(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return imported(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const found = imported(node.arguments[0], false);
    return found && { ...found, dynamic: true };
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
    const [address, base] = node.arguments ?? [];
    if (address && ts.isStringLiteral(address) && base && ts.isPropertyAccessExpression(base)) {
      return { specifier: address.text, kind: 'url' };
    }
  }
  return null;
}

function imported(expression: ts.Node | undefined, type: boolean): Import | null {
  if (!expression || !ts.isStringLiteralLike(expression)) return null;
  const { text: specifier } = expression;
  if (type) return { specifier, kind: 'type' };
  return { specifier, kind: /\?(.*&)?(url|worker|raw)/.test(specifier) ? 'url' : 'value' };
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  return (
    !name &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
}
