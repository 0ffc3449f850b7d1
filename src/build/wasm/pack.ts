/** In WebAssembly's text format: a matrix is brought into panels of 8 columns, as a product wants to read it. */
import { add, times, whileLeft } from './text.ts';

/** Rows that are read side by side: each is a stream from memory, and as many lines of a panel are written whole. */
const ROWS = 8;

/**
 * $rows of the matrix, $rowBytes apart, $columns each, to panels that begin $panelBytes apart. Beyond the last column
 * a panel has zeros.
 */
export const pack = `
  (func (export "pack") (param $from i32) (param $rowBytes i32) (param $rows i32) (param $columns i32)
    (param $to i32) (param $panelBytes i32)
    ${whileLeft(
      'rows',
      ROWS,
      'rows',
      `(call $packRows (local.get $from) (local.get $rowBytes) (local.get $columns) (local.get $to) (local.get $panelBytes))
      ${add('from', `(i32.mul (local.get $rowBytes) (i32.const ${ROWS}))`)}
      ${add('to', `(i32.const ${32 * ROWS})`)}`,
    )}
    ${whileLeft(
      'rows',
      1,
      'row',
      `(call $packRow (local.get $from) (local.get $columns) (local.get $to) (local.get $panelBytes))
      ${add('from', '(local.get $rowBytes)')}
      ${add('to', '(i32.const 32)')}`,
    )})

  (func $packRows (param $from i32) (param $rowBytes i32) (param $columns i32) (param $to i32) (param $panelBytes i32)
    (local $row i32)
    ${whileLeft(
      'columns',
      8,
      'panel',
      `(local.set $row (local.get $from))
      ${times(
        ROWS,
        (row) => `
        (v128.store offset=${32 * row} (local.get $to) (v128.load (local.get $row)))
        (v128.store offset=${32 * row + 16} (local.get $to) (v128.load offset=16 (local.get $row)))
        ${add('row', '(local.get $rowBytes)')}`,
      )}
      ${add('from', '(i32.const 32)')}
      ${add('to', '(local.get $panelBytes)')}`,
    )}
    (if (local.get $columns) (then
      ${times(
        ROWS,
        () => `
        (call $packRow (local.get $from) (local.get $columns) (local.get $to) (local.get $panelBytes))
        ${add('from', '(local.get $rowBytes)')}
        ${add('to', '(i32.const 32)')}`,
      )})))

  (func $packRow (param $from i32) (param $columns i32) (param $to i32) (param $panelBytes i32)
    ${whileLeft(
      'columns',
      8,
      'panel',
      `(v128.store (local.get $to) (v128.load (local.get $from)))
      (v128.store offset=16 (local.get $to) (v128.load offset=16 (local.get $from)))
      ${add('from', '(i32.const 32)')}
      ${add('to', '(local.get $panelBytes)')}`,
    )}
    (if (local.get $columns) (then
      (v128.store (local.get $to) (v128.const i32x4 0 0 0 0))
      (v128.store offset=16 (local.get $to) (v128.const i32x4 0 0 0 0))
      ${whileLeft(
        'columns',
        1,
        'column',
        `(f32.store (local.get $to) (f32.load (local.get $from)))
        ${add('from', '(i32.const 4)')}
        ${add('to', '(i32.const 4)')}`,
      )})))`;

/** Four rows of four numbers, in locals $r0 to $r3, become columns, stored 32 bytes apart from $to. */
function transposed(half: number): string {
  const shuffle = (a: string, b: string, lanes: readonly number[]): string =>
    `(i8x16.shuffle ${lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)).join(' ')} ${a} ${b})`;
  const get = (name: string): string => `(local.get $${name})`;
  return `
    (local.set $s0 ${shuffle(get('r0'), get('r1'), [0, 4, 1, 5])})
    (local.set $s1 ${shuffle(get('r0'), get('r1'), [2, 6, 3, 7])})
    (local.set $s2 ${shuffle(get('r2'), get('r3'), [0, 4, 1, 5])})
    (local.set $s3 ${shuffle(get('r2'), get('r3'), [2, 6, 3, 7])})
    (v128.store offset=${16 * half} (local.get $to) ${shuffle(get('s0'), get('s2'), [0, 1, 4, 5])})
    (v128.store offset=${32 + 16 * half} (local.get $to) ${shuffle(get('s0'), get('s2'), [2, 3, 6, 7])})
    (v128.store offset=${64 + 16 * half} (local.get $to) ${shuffle(get('s1'), get('s3'), [0, 1, 4, 5])})
    (v128.store offset=${96 + 16 * half} (local.get $to) ${shuffle(get('s1'), get('s3'), [2, 3, 6, 7])})`;
}

/** The same of a matrix that lies transposed: $columns of it, $columnBytes apart, each $rows numbers. */
export const packTransposed = `
  (func (export "packTransposed") (param $from i32) (param $columnBytes i32) (param $rows i32) (param $columns i32)
    (param $to i32) (param $panelBytes i32)
    (local $left i32) (local $column i32) (local $row i32)
    ${whileLeft(
      'columns',
      8,
      'panel',
      `(call $packColumns (local.get $from) (local.get $columnBytes) (local.get $rows) (local.get $to))
      ${add('from', '(i32.shl (local.get $columnBytes) (i32.const 3))')}
      ${add('to', '(local.get $panelBytes)')}`,
    )}
    (if (local.get $columns) (then
      ${whileLeft(
        'rows',
        1,
        'row',
        `(v128.store (local.get $to) (v128.const i32x4 0 0 0 0))
        (v128.store offset=16 (local.get $to) (v128.const i32x4 0 0 0 0))
        (local.set $column (local.get $from))
        (local.set $row (local.get $to))
        (local.set $left (local.get $columns))
        ${whileLeft(
          'left',
          1,
          'column',
          `(f32.store (local.get $row) (f32.load (local.get $column)))
          ${add('column', '(local.get $columnBytes)')}
          ${add('row', '(i32.const 4)')}`,
        )}
        ${add('from', '(i32.const 4)')}
        ${add('to', '(i32.const 32)')}`,
      )})))

  (func $packColumns (param $from i32) (param $columnBytes i32) (param $rows i32) (param $to i32)
    ${times(8, (column) => `(local $p${column} i32)`)}
    ${times(4, (i) => `(local $r${i} v128) (local $s${i} v128)`)}
    (local.set $p0 (local.get $from))
    ${times(7, (i) => `(local.set $p${i + 1} (i32.add (local.get $p${i}) (local.get $columnBytes)))`)}
    ${whileLeft(
      'rows',
      4,
      'rows',
      `${[0, 1]
        .map(
          (half) => `
        ${times(4, (i) => `(local.set $r${i} (v128.load (local.get $p${4 * half + i})))`)}
        ${transposed(half)}`,
        )
        .join('')}
      ${times(8, (column) => add(`p${column}`, '(i32.const 16)'))}
      ${add('to', '(i32.const 128)')}`,
    )}
    ${whileLeft(
      'rows',
      1,
      'row',
      `${times(
        8,
        (column) => `
        (f32.store offset=${4 * column} (local.get $to) (f32.load (local.get $p${column})))
        ${add(`p${column}`, '(i32.const 4)')}`,
      )}
      ${add('to', '(i32.const 32)')}`,
    )})`;
