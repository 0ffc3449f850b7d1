/** In WebAssembly's text format: what is done to rows of a product that are there, and the product of a single row. */
import { add, times, whileLeft } from './text.ts';

/** Rows of the matrix that one pass takes: each is a stream from memory. */
const STREAMS = 4;

/** Bias and activation of a row's numbers: 0 is none, 1 is ReLU, 2 is ReLU up to 6. */
function activated(lanes: 'f32' | 'f32x4', value: string): string {
  const constant = (number: number): string =>
    lanes === 'f32' ? `(f32.const ${number})` : `(v128.const f32x4 ${number} ${number} ${number} ${number})`;
  return `
    (local.set $${lanes} ${value})
    (if (local.get $activation) (then
      (local.set $${lanes} (${lanes}.max (local.get $${lanes}) ${constant(0)}))))
    (if (i32.eq (local.get $activation) (i32.const 2)) (then
      (local.set $${lanes} (${lanes}.min (local.get $${lanes}) ${constant(6)}))))`;
}

/** From rows that are $fromBytes apart to such as follow each other, which may be the same place; $bias 0 is none. */
export const finish = `
  (func (export "finish") (param $from i32) (param $fromBytes i32) (param $rows i32) (param $columns i32)
    (param $bias i32) (param $activation i32) (param $to i32)
    (local $left i32) (local $at i32) (local $b i32) (local $f32x4 v128) (local $f32 f32)
    ${whileLeft(
      'rows',
      1,
      'row',
      `(local.set $left (local.get $columns))
      (local.set $at (local.get $from))
      (local.set $b (local.get $bias))
      ${whileLeft(
        'left',
        4,
        'four',
        `${activated(
          'f32x4',
          `(if (result v128) (local.get $bias)
            (then (f32x4.add (v128.load (local.get $at)) (v128.load (local.get $b))))
            (else (v128.load (local.get $at))))`,
        )}
        (v128.store (local.get $to) (local.get $f32x4))
        ${add('at', '(i32.const 16)')}
        ${add('b', '(i32.const 16)')}
        ${add('to', '(i32.const 16)')}`,
      )}
      ${whileLeft(
        'left',
        1,
        'one',
        `${activated(
          'f32',
          `(if (result f32) (local.get $bias)
            (then (f32.add (f32.load (local.get $at)) (f32.load (local.get $b))))
            (else (f32.load (local.get $at))))`,
        )}
        (f32.store (local.get $to) (local.get $f32))
        ${add('at', '(i32.const 4)')}
        ${add('b', '(i32.const 4)')}
        ${add('to', '(i32.const 4)')}`,
      )}
      ${add('from', '(local.get $fromBytes)')}`,
    )})`;

/**
 * Adds to $sums the product of one row, $count numbers at $x, and a matrix of as many rows of $columns numbers. What takes
 * time is to read the matrix from memory, which happens once, in order.
 */
export function vector(fused: boolean): string {
  const pass = (streams: number): string => `
  (func $pass${streams} (param $x i32) (param $matrix i32) (param $columns i32) (param $sums i32)
    (local $sum v128) ${times(streams, (i) => `(local $x${i} v128) (local $m${i} i32)`)}
    ${times(streams, (i) => `(local.set $x${i} (v128.load32_splat offset=${4 * i} (local.get $x)))`)}
    (local.set $m0 (local.get $matrix))
    ${times(streams - 1, (i) => `(local.set $m${i + 1} (i32.add (local.get $m${i}) (i32.shl (local.get $columns) (i32.const 2))))`)}
    ${whileLeft(
      'columns',
      4,
      'four',
      `(local.set $sum (v128.load (local.get $sums)))
      ${times(
        streams,
        (i) => `
        (local.set $sum ${
          fused
            ? `(f32x4.relaxed_madd (local.get $x${i}) (v128.load (local.get $m${i})) (local.get $sum))`
            : `(f32x4.add (f32x4.mul (local.get $x${i}) (v128.load (local.get $m${i}))) (local.get $sum))`
        })
        ${add(`m${i}`, '(i32.const 16)')}`,
      )}
      (v128.store (local.get $sums) (local.get $sum))
      ${add('sums', '(i32.const 16)')}`,
    )}
    ${whileLeft(
      'columns',
      1,
      'one',
      times(
        streams,
        (i) => `
        (f32.store (local.get $sums) (f32.add (f32.load (local.get $sums))
          (f32.mul (f32x4.extract_lane 0 (local.get $x${i})) (f32.load (local.get $m${i})))))
        ${add(`m${i}`, '(i32.const 4)')}`,
      ) + add('sums', '(i32.const 4)'),
    )})`;
  const passes = (streams: number): string =>
    whileLeft(
      'count',
      streams,
      `by${streams}`,
      `(call $pass${streams} (local.get $x) (local.get $matrix) (local.get $columns) (local.get $sums))
      ${add('x', `(i32.const ${4 * streams})`)}
      ${add('matrix', `(i32.mul (local.get $columns) (i32.const ${4 * streams}))`)}`,
    );
  return `
  ${pass(STREAMS)}
  ${pass(1)}
  (func (export "vector") (param $x i32) (param $matrix i32) (param $count i32) (param $columns i32) (param $sums i32)
    ${passes(STREAMS)}
    ${passes(1)})`;
}
