import { describe, expect, it } from 'vitest';
import { OwnMemory } from '../../../tests/support/wasm/own-memory';
import { relativeError, someNumbers } from '../../../tests/support/numbers';
import { plainMatMul } from '../../../tests/support/plain-products';
import { matMul } from './matmul';
import { binaryFor } from './products';

/** [rows, sum, columns] */
const SIZES = [
  [1, 1, 1],
  [1, 7, 5],
  [1, 530, 19],
  [2, 13, 16],
  [3, 5, 9],
  [5, 6, 7],
  [7, 300, 8],
  [13, 4, 33],
  // More rows, steps and columns than are packed and multiplied in one go.
  [270, 3, 11],
  [6, 2100, 17],
  [4, 130, 1100],
] as const;

const CASES = SIZES.flatMap(([rows, sum, columns]) =>
  ([null, 'a', 'b'] as const).map((transposed) => ({ rows, sum, columns, transposed })),
);

describe.each(['fused', 'separate'] as const)('a product of matrices, products and sums %s', (form) => {
  it.each(CASES)('$rows x $sum x $columns, transposed $transposed', (c) => {
    const memory = new OwnMemory(form);
    const { rows, sum, columns, transposed } = c;
    const a = someNumbers(rows * sum, 1);
    const b = someNumbers(sum * columns, 2);
    const bias = someNumbers(columns, 3).map((x) => x + 1);
    const right = plainMatMul(a, b, c);
    const [atA, atB, atBias] = [a, b, bias].map((numbers) => memory.put(numbers));
    const compute = (at: number, activation: number) =>
      memory.compute(rows * columns, (scratch, to) => {
        const result = { to, columns, bias: at, activation };
        matMul(memory.products, scratch, { a: atA!, b: atB!, rows, sum, transposed, result });
      });
    expect(relativeError(compute(0, 0), right)).toBeLessThan(2e-6);
    const withBias = right.map((x, i) => x + bias[i % columns]!);
    expect(relativeError(compute(atBias!, 0), withBias)).toBeLessThan(2e-6);
    const upTo6 = withBias.map((x) => Math.min(6, Math.max(0, x)));
    expect(relativeError(compute(atBias!, 2), upTo6)).toBeLessThan(1e-5);
    expect(memory.held).toBe(6);
  });
});

describe('what is no number', () => {
  it('stays none through bias and activation', () => {
    const memory = new OwnMemory('fused');
    const [a, b] = [
      [1, NaN],
      [2, 3],
    ].map((numbers) => memory.put(numbers));
    const y = memory.compute(1, (scratch, to) => {
      const result = { to, columns: 1, bias: 0, activation: 1 };
      matMul(memory.products, scratch, { a: a!, b: b!, rows: 1, sum: 2, transposed: null, result });
    });
    expect(y).toEqual(new Float32Array([NaN]));
  });
});

describe('the form of the module', () => {
  it('is the fused one where relaxed SIMD is known, else the other, else none', () => {
    const fused = binaryFor((bytes) => WebAssembly.validate(bytes));
    const known: BufferSource[] = [];
    const separate = binaryFor((bytes) => known.push(bytes) === 2);
    expect(fused).toEqual(known[0]);
    expect(separate).toBe(known[1]);
    expect(separate).not.toEqual(fused);
    expect(WebAssembly.validate(separate!)).toBe(true);
    expect(binaryFor(() => false)).toBeNull();
  });
});
