import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { CALLBACKS, KNOWN_OPTIONS, OPTIMIZER_ARGUMENTS } from './known-options';

/** Declarations of the stock library by name, as far as they are needed here. */
const interfaces = new Map<string, ts.InterfaceDeclaration>();
const functions = new Map<string, ts.SignatureDeclaration>();
/** Methods of classes, as `LayersModel.fit`. */
const methods = new Map<string, ts.SignatureDeclaration>();

const files = globSync([
  'node_modules/@tensorflow/tfjs-layers/dist/**/*.d.ts',
  'node_modules/@tensorflow/tfjs-core/dist/optimizers/optimizer_constructors.d.ts',
]);
for (const file of files) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, statement);
    const path = pathOf(file);
    if (ts.isFunctionDeclaration(statement) && path)
      functions.set(`${path}.${statement.name?.text}`, statement);
    if (!ts.isClassDeclaration(statement)) continue;
    for (const member of statement.members) {
      if (ts.isMethodDeclaration(member) && ts.isIdentifier(member.name)) {
        methods.set(`${statement.name?.text}.${member.name.text}`, member);
      }
    }
  }
}

/** The namespace whose functions a file declares; null if it is none of those that readers see. */
function pathOf(file: string): string | null {
  if (file.endsWith('/exports.d.ts')) return 'tf';
  if (file.endsWith('/dist/callbacks.d.ts')) return 'tf.callbacks';
  const [, namespace] = /exports_(initializers|regularizers|constraints)\.d\.ts$/.exec(file) ?? [];
  return namespace === undefined ? null : `tf.${namespace}`;
}

/** The members of an interface and of those it extends. */
function membersOf(type: ts.TypeNode | ts.ExpressionWithTypeArguments | undefined): string[] {
  if (!type) return [];
  const name =
    ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)
      ? type.typeName.text
      : ts.isExpressionWithTypeArguments(type) && ts.isIdentifier(type.expression)
        ? type.expression.text
        : '';
  const found = interfaces.get(name);
  if (!found) throw new Error(`TensorFlow.js declares no interface ${name}.`);
  const inherited = (found.heritageClauses ?? []).flatMap(({ types }) => types.flatMap(membersOf));
  const own = found.members.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : ''));
  return [...inherited, ...own];
}

/** The options of a call, from the type of its last parameter. */
function declaredOptions(call: string): string[] {
  const signature = methods.get(call.replace(/^model\./, 'LayersModel.')) ?? functions.get(call);
  if (!signature) throw new Error(`TensorFlow.js declares no ${call}.`);
  return membersOf(signature.parameters.at(-1)?.type);
}

test.each(Object.entries(KNOWN_OPTIONS))('%s takes what TensorFlow.js declares', (call, known) => {
  expect([...known].sort()).toEqual(declaredOptions(call).sort());
});

test('no initialiser, regulariser or constraint is left out', () => {
  const declared = [...functions.keys()].filter((name) =>
    /^tf\.(initializers|regularizers|constraints)\./.test(name),
  );
  expect(declared.filter((name) => !(name in KNOWN_OPTIONS))).toEqual([]);
});

test('the callbacks are those that TensorFlow.js calls', () => {
  const found = interfaces.get('CustomCallbackArgs');
  expect(CALLBACKS).toEqual(found?.members.map(({ name }) => name && ts.isIdentifier(name) && name.text));
});

describe('tf.train', () => {
  const makers = [...methods.keys()].filter((name) => name.startsWith('OptimizerConstructors.'));
  test('has these optimisers', () => {
    expect(Object.keys(OPTIMIZER_ARGUMENTS)).toEqual(makers.map((name) => name.split('.')[1]));
  });
  test.each(Object.entries(OPTIMIZER_ARGUMENTS))('%s takes what is declared', (maker, known) => {
    const parameters = methods.get(`OptimizerConstructors.${maker}`)?.parameters;
    const declared = parameters?.map(({ name, type, questionToken }) => ({
      name: ts.isIdentifier(name) ? name.text : '',
      type: type?.kind === ts.SyntaxKind.BooleanKeyword ? 'boolean' : 'number',
      optional: questionToken !== undefined,
    }));
    expect(known).toEqual(declared);
  });
});
