import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ErrorOutput } from '../notebook/output';
import { KernelUnderTest, printed } from '../../tests/support/kernel-under-test';

let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

const evil = `const trap = () => { throw new Error('trapped'); };
const evil = new Proxy({}, { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap });
const { proxy, revoke } = Proxy.revocable({}, {}); revoke();`;

describe('what is thrown is told as what it is', () => {
  test.each<[string, string, string]>([
    ["throw Object.assign(new Error('x'), { stack: 5 })", 'Error', 'x'],
    ["throw Object.freeze(new TypeError('x'))", 'TypeError', 'x'],
    ["throw Object.assign(new Error('x'), { name: 5 })", 'Error', 'x'],
    ["throw Object.assign(new Error('x'), { message: { a: 1 } })", 'Error', '{ a: 1 }'],
    ["throw Object.defineProperty(new Error('x'), 'stack', { get() { throw 1; } })", 'Error', 'x'],
    ["throw Object.defineProperty(new Error('x'), 'message', { get() { throw 1; } })", 'Error', 'undefined'],
    ["throw Object.defineProperty(new Error('x'), 'name', { get() { throw 1; } })", 'Error', 'x'],
    ['throw null', 'Thrown', 'null'],
    ['throw undefined', 'Thrown', 'undefined'],
    ["throw Object.freeze({ a: 'x' })", 'Thrown', "{ a: 'x' }"],
    ['throw Object.create(null)', 'Thrown', '{}'],
    ["throw Symbol('x')", 'Thrown', 'Symbol(x)'],
    ['throw { get message() { throw 1; } }', 'Thrown', '{ message: [Getter] }'],
    ['throw () => 1', 'Thrown', '[Function (anonymous)]'],
    [`${evil} throw evil`, 'Thrown', '[an object that cannot be looked at: Error: trapped]'],
    [
      `${evil} throw proxy`,
      'Thrown',
      expect.stringMatching(/^\[an object that cannot be looked at: TypeError: .*revoked/) as string,
    ],
    ["await Promise.reject(Object.assign(new Error('x'), { stack: {} }))", 'Error', 'x'],
    ['await Promise.reject(null)', 'Thrown', 'null'],
    ["await { get then() { throw new RangeError('x'); } }", 'RangeError', 'x'],
  ])('%s', async (source, name, message) => {
    const result = await tested.run([source]);
    const errors = result.outputs
      .get('a')
      ?.filter((output): output is ErrorOutput => output.kind === 'error');
    expect(errors).toMatchObject([{ name, message }]);
    expect(() => structuredClone(tested.events)).not.toThrow();
    expect(printed(await tested.run(['1 + 1']), 'a')).toBe('2\n');
  });

  test.each<[unknown, string]>([
    [null, 'Uncaught Thrown: null'],
    [Object.assign(new Error('x'), { stack: 5, name: null }), 'Uncaught Error: x'],
    [
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error('no');
          },
        },
      ),
      'Uncaught Thrown: [an object',
    ],
  ])('a promise that is left behind, rejected with %#', async (reason, text) => {
    await tested.run(['1']);
    tested.events.length = 0;
    tested.kernel.reportUnhandled(reason);
    await vi.waitFor(() => expect(JSON.stringify(tested.events)).toContain(text));
  });
});

describe('what is shown, printed or held may be anything', () => {
  test.each<[string, string]>([
    [`${evil} console.log(evil)`, '[an object that cannot be looked at: Error: trapped]'],
    [`${evil} [1, proxy]`, '[an object that cannot be looked at: TypeError'],
    ['Object.create(Date.prototype)', '[an object that cannot be looked at: TypeError'],
    ['Object.create(Map.prototype)', '[an object that cannot be looked at: TypeError'],
    ["import * as tf from '@tensorflow/tfjs'; Object.create(tf.Tensor.prototype)", 'Tensor {}'],
    ['class A { static get name() { throw new Error("x"); } } A', '[class (anonymous)]'],
    ['class A { static name = 5 } A', '[class (anonymous)]'],
    ['({ get a() { throw 1; } })', '{ a: [Getter] }'],
    ["Object.assign(new Error('x'), { name: Symbol('y') })", 'Error: x'],
    ['Object.create({ get constructor() { throw 1; } })', '{}'],
  ])('%s', async (source, text) => {
    const shown = await tested.run([source]);
    expect(printed(shown, 'a')).toContain(text);
    const { outcomes } = await tested.run([source, 'console.log(1)']);
    expect(outcomes).toEqual(['a done', 'b done']);
  });

  test('the panel of variables lists them all', async () => {
    await tested.run([
      `${evil} const none = Object.create(null); const date = Object.create(Date.prototype);`,
    ]);
    const { variables } = await tested.kernel.questions.variables();
    expect(variables.map(({ name }) => name)).toEqual(['trap', 'evil', 'proxy', 'revoke', 'none', 'date']);
  });
});
