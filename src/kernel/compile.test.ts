import { describe, expect, test } from 'vitest';
import { compile, parameters } from './compile';
import { StopError } from '../engine/session';
import { Scope } from './scope';
import { CellSyntaxError } from './cell-syntax-error';

type Names = Record<string, unknown>;

/** Runs a compiled cell without an evaluator. */
async function run(source: string, scope = new Scope()): Promise<unknown> {
  const { code, declared } = compile(source, new Set(Object.keys(scope.names)));
  const cell = globalThis.eval(code) as (...values: unknown[]) => Promise<unknown>;
  expect(cell).toHaveLength(parameters.length);
  scope.declare(declared);
  return cell(scope.names, scope.unknown, scope.check, console);
}

async function scopeAfter(...sources: string[]): Promise<Names> {
  const scope = new Scope();
  for (const source of sources) await run(source, scope);
  return { ...scope.names };
}

function refused(source: string): CellSyntaxError {
  try {
    compile(source, new Set());
  } catch (error) {
    if (error instanceof CellSyntaxError) return error;
    throw error;
  }
  throw new Error(`compiled: ${source}`);
}

describe('compile(source, known): names', () => {
  test.each<[string, Names]>([
    ['const a = 1, b = a + 1;', { a: 1, b: 2 }],
    ['let a: number = 1\nlet b', { a: 1, b: undefined }],
    [
      'const { a, b: [c, ...d], e = 5, ...f } = { a: 1, b: [2, 3, 4], g: 7 }',
      { a: 1, c: 2, d: [3, 4], e: 5, f: { g: 7 } },
    ],
    ['let a = 1\nconst [b, c] = [a, 2]', { a: 1, b: 1, c: 2 }],
    ['var i = 7; for (var i = 0; i < 3; i++);', { i: 3 }],
    ['if (true) { var a = 1; let b = 2 }', { a: 1 }],
    ['if (true) var a = 1', { a: 1 }],
    ['for (var k in { x: 1 }) {}\nfor (var { v } of [{ v: 4 }]) {}', { k: 'x', v: 4 }],
    ['const a = 1; { const a = 2 } const f = (a) => a; const b = f(3)', { a: 1, b: 3 }],
    ['let a = 1; a += 2; [a] = [a * 2]; ({ a } = { a: a + 1 })', { a: 7 }],
    ['let a = 1; ({ a = 9 } = {})', { a: 9 }],
    ['enum Size { small, large }\nconst a = Size.large', { a: 1 }],
    ['const a = await Promise.resolve(3)', { a: 3 }],
    ['const a = typeof nowhere', { a: 'undefined' }],
    ['label: for (const x of [1]) { continue label }\nconst x = 2', { x: 2 }],
    ['const a = { a: 1, f() { return this.a } }, b = a.f()', { b: 1 }],
    ['const A = class B { name() { return B.name } }; const a = new A().name()', { a: 'B' }],
    ['try { throw 1 } catch (a) { var b = a }', { b: 1 }],
    ['function f() { return arguments.length }\nconst a = f(1, 2)', { a: 2 }],
    ['const f = function g(n) { return n && g(n - 1) }; const a = f(3)', { a: 0 }],
    ['const a = { b: 1 }; const f = ({ b }, c = b) => b + c; const d = f(a)', { d: 2 }],
  ])('%s', async (source, expected) => {
    expect(await scopeAfter(source)).toMatchObject(expected);
  });

  test('functions are there before their line, and classes are values', async () => {
    const scope = await scopeAfter(
      'const a = twice(2)\nfunction twice(n: number): number { return 2 * n }\nclass A<T> { x = 1 }\nconst b = new A().x',
    );
    expect(scope).toMatchObject({ a: 4, b: 1 });
  });

  test('names of earlier cells are live, in closures too, and those of later ones', async () => {
    const scope = await scopeAfter(
      'let count = 0\nfunction add() { count += 1; return later() }',
      'count = 5\nfunction later() { return count * 10 }',
      'const a = add()',
    );
    expect(scope).toMatchObject({ count: 6, a: 60 });
  });

  test('a later cell may declare a name again', async () => {
    const { b } = await scopeAfter('const a = 1', 'const a = 2; let b = a', 'function a() {}; b = a');
    expect(b).toBeTypeOf('function');
  });

  test('a constant stays what it is, in its cell and in those below', async () => {
    await expect(scopeAfter('const a = 1; a = 2')).rejects.toThrow('a is a constant');
    await expect(scopeAfter('const a = 1', 'a++')).rejects.toThrow('a is a constant');
  });

  test('a name has no value before its line', async () => {
    await expect(scopeAfter('a; const a = 1')).rejects.toThrow("Cannot access 'a' before initialization");
    await expect(scopeAfter('const a = 1', 'let a = a')).rejects.toThrow("Cannot access 'a'");
  });

  test('a called function is not handed the scope', async () => {
    expect(await run('function who() { return this }\nlet a = 1\nwho()')).toBeUndefined();
    expect(await run('const who = function () { return this }\nlet a = 1\nwho()\nwho``')).toBeUndefined();
  });

  test('lines without semicolons stay apart', async () => {
    const scope = await scopeAfter(
      'const f = () => 1\nlet a = f\nf()\nlet b = a()\nconst { c } = { c: 2 }\nf()',
    );
    expect(scope).toMatchObject({ b: 1, c: 2 });
  });

  test('a name nobody declared is a ReferenceError', async () => {
    await expect(run('nowhere + 1')).rejects.toThrow('nowhere is not defined');
    await expect(run('nowhere = 1')).rejects.toThrow('nowhere is not defined');
  });
});

describe('compile(source, known): the value shown', () => {
  test.each<[string, unknown]>([
    ['1 + 1', 2],
    ['1 + 1;', 2],
    ['const a = 1\na', 1],
    ['let a = 1\na = 2', undefined],
    ['const a = 1', undefined],
    ['const f = () => 3\nf()', 3],
    ['await Promise.resolve(4)', 4],
    ['({ a: 1 }).a // comment', 1],
    ['', undefined],
    ['// only a comment', undefined],
    ['let f = () => ({})\nf().x = 1', undefined],
  ])('%j', async (source, expected) => expect(await run(source)).toBe(expected));
});

describe('compile(source, known): loops', () => {
  test.each([
    'for (;;) ;',
    'while (true) {}',
    'do ; while (true)',
    'for (const x of (function* () { while (true) yield 1 })()) ;',
    'for (const x in { a: 1 }) x',
    'for await (const x of [1]) x',
    'const f = () => { for (;;) for (;;) ; }\nf()',
    'let a = 0\nwhile (true) a++',
  ])('%s checks whether it is to stop', async (source) => {
    const scope = new Scope();
    scope.signal = AbortSignal.abort();
    await expect(run(source, scope)).rejects.toThrow(StopError);
  });

  test('and runs as ever', async () => {
    const scope = await scopeAfter(
      'let n = 0\nfor (let i = 0; i < 3; i++) for (const j of [1, 2]) if (j > 1) n += i\ndo n++; while (n < 10)',
    );
    expect(scope).toEqual({ n: 10 });
  });
});

describe('compile(source, known): imports', () => {
  test('are told, unused ones too, and take no line away', () => {
    const source =
      "import * as tf from 'tf';\nimport {\n  a,\n  b as c,\n} from 'u'\nimport type { T } from 'v';\nimport d from 'w';\nimport 'x';";
    const { imports, code } = compile(source, new Set());
    expect(
      imports.map(({ module, imported, local, line }) => `${module} ${imported} ${local} ${line}`),
    ).toEqual(['tf * tf 1', 'u a a 3', 'u b c 4', 'w default d 7', 'x *  8']);
    expect(code.split('\n')).toHaveLength(source.split('\n').length + 1);
  });
});

describe('compile(source, known): positions', () => {
  test.each([
    ['const a = 1;\nconst value = a.b.c;', 2, 'b'],
    ['f(a, 1 + 2 + nowhere)', 1, 'nowhere'],
    ['const a: number = 1, b: string = nowhere.x', 1, 'nowhere'],
  ])('%j line %i', (source, line, word) => {
    const compiled = compile(source, new Set(['f']));
    const at = (compiled.code.split('\n')[line - 1] ?? '').indexOf(word) + 1;
    const generated = Array.from({ length: word.length }, (_, i) => compiled.column(line, at + i));
    const expected = (source.split('\n')[line - 1] ?? '').indexOf(word) + 1;
    expect(generated).toContain(expected);
  });
});

describe('compile(source, known): what is no program', () => {
  test.each([
    ['model.add(\n', 2, 1, 'something before it is missing'],
    ['let a = ;', 1, 9, 'something before it is missing'],
    ['const x = { a: 1;', 1, 17, '“,”'],
    ["const s = 'abc", 1, 11, 'Unterminated string'],
    ['const a = 1;\nconst a = 2;', 2, 7, 'already been declared'],
    ['return 1', 1, 1, 'return'],
    ['export const a = 1', 1, 1, 'exports nothing'],
    ["const m = await import('x')", 1, 17, 'import()'],
  ])('%j', (source, line, column, message) => {
    const error = refused(source);
    expect(error.message).toContain(message);
    expect([error.line, error.column]).toEqual([line, column]);
  });
});
