/**
 * Products of matrices in WebAssembly's text format. A tile is some rows of the result by 8 columns, all of it in
 * registers while the sum goes on: 6 rows are 12 of the 16 vectors that x86-64 has, beside two of B and one of A.
 *
 * B is packed in panels: for every 8 columns, one after the other, the 8 numbers of each step of the sum. A is read where it
 * lies, which is what makes a convolution a product without its im2col: `along` reads the numbers of a row along runs
 * of memory, `across` neighbouring rows from each of many places.
 */

import { times } from './text.ts';

/** Rows of a tile; what is left over goes to smaller ones. */
const TILES = [6, 4, 2, 1] as const;
/** Steps of the sum that are written out in a row. */
const UNROLLED = 4;

/** One step of the sum: `number` loads a row's number of A into all four lanes. */
function step(rows: number, at: number, fused: boolean, number: (row: number) => string): string {
  const add = (row: number, half: number): string => {
    const sum = `(local.get $c${row}${half})`;
    const factors = `(local.get $a) (local.get $b${half})`;
    const next = fused
      ? `(f32x4.relaxed_madd ${factors} ${sum})`
      : `(f32x4.add (f32x4.mul ${factors}) ${sum})`;
    return `(local.set $c${row}${half} ${next})`;
  };
  return `
    (local.set $b0 (v128.load offset=${32 * at} (local.get $b)))
    (local.set $b1 (v128.load offset=${32 * at + 16} (local.get $b)))
    ${times(rows, (row) => `(local.set $a ${number(row)}) ${add(row, 0)} ${add(row, 1)}`)}`;
}

/** Sums begin at 0, or at what the tile holds. */
function begin(rows: number): string {
  return `
    (local.set $to (local.get $c))
    (if (local.get $more)
      (then ${times(
        rows,
        (row) => `
        (local.set $c${row}0 (v128.load (local.get $to)))
        (local.set $c${row}1 (v128.load offset=16 (local.get $to)))
        (local.set $to (i32.add (local.get $to) (local.get $rowBytes)))`,
      )})
      (else ${times(
        rows,
        (row) => `
        (local.set $c${row}0 (v128.const i32x4 0 0 0 0))
        (local.set $c${row}1 (v128.const i32x4 0 0 0 0))`,
      )}))`;
}

function end(rows: number): string {
  return `
    (local.set $to (local.get $c))
    ${times(
      rows,
      (row) => `
      (v128.store (local.get $to) (local.get $c${row}0))
      (v128.store offset=16 (local.get $to) (local.get $c${row}1))
      (local.set $to (i32.add (local.get $to) (local.get $rowBytes)))`,
    )}`;
}

function sums(rows: number): string {
  return times(rows, (row) => `(local $c${row}0 v128) (local $c${row}1 v128)`);
}

const TILE_LOCALS = '(local $a v128) (local $b0 v128) (local $b1 v128) (local $to i32) (local $left i32)';

/** $rows: table of the rows' addresses. $runs: table of $runCount offsets, from each of which $length numbers are read. */
function tileAlong(rows: number, fused: boolean): string {
  const advance = (by: number): string => `
    ${times(rows, (row) => `(local.set $p${row} (i32.add (local.get $p${row}) (i32.const ${4 * by})))`)}
    (local.set $b (i32.add (local.get $b) (i32.const ${32 * by})))`;
  const steps = (count: number): string =>
    times(count, (at) =>
      step(rows, at, fused, (row) => `(v128.load32_splat offset=${4 * at} (local.get $p${row}))`),
    );
  return `
  (func $along${rows} (param $rows i32) (param $runs i32) (param $runCount i32) (param $length i32)
    (param $b i32) (param $c i32) (param $rowBytes i32) (param $more i32)
    ${TILE_LOCALS} (local $offset i32) (local $lastRun i32) ${sums(rows)}
    ${times(rows, (row) => `(local $p${row} i32)`)}
    ${begin(rows)}
    (local.set $lastRun (i32.add (local.get $runs) (i32.shl (local.get $runCount) (i32.const 2))))
    (loop $run
      (local.set $offset (i32.load (local.get $runs)))
      ${times(rows, (row) => `(local.set $p${row} (i32.add (i32.load offset=${4 * row} (local.get $rows)) (local.get $offset)))`)}
      (local.set $left (i32.sub (local.get $length) (i32.const ${UNROLLED})))
      (block $few
        (br_if $few (i32.lt_s (local.get $left) (i32.const 0)))
        (loop $many
          ${steps(UNROLLED)}
          ${advance(UNROLLED)}
          (br_if $many (i32.ge_s (local.tee $left (i32.sub (local.get $left) (i32.const ${UNROLLED}))) (i32.const 0)))))
      (local.set $left (i32.add (local.get $left) (i32.const ${UNROLLED})))
      (block $none
        (br_if $none (i32.eqz (local.get $left)))
        (loop $one
          ${steps(1)}
          ${advance(1)}
          (br_if $one (local.tee $left (i32.sub (local.get $left) (i32.const 1))))))
      (br_if $run (i32.lt_u (local.tee $runs (i32.add (local.get $runs) (i32.const 4))) (local.get $lastRun))))
    ${end(rows)})`;
}

/** $places: table of $count addresses, one for each step of the sum, at which, after $offset, neighbouring rows lie. */
function tileAcross(rows: number, fused: boolean): string {
  const steps = (count: number): string =>
    times(
      count,
      (at) => `
      (local.set $p (i32.add (i32.load offset=${4 * at} (local.get $places)) (local.get $offset)))
      ${step(rows, at, fused, (row) => `(v128.load32_splat offset=${4 * row} (local.get $p))`)}`,
    );
  const advance = (by: number): string => `
    (local.set $places (i32.add (local.get $places) (i32.const ${4 * by})))
    (local.set $b (i32.add (local.get $b) (i32.const ${32 * by})))`;
  return `
  (func $across${rows} (param $places i32) (param $count i32) (param $offset i32)
    (param $b i32) (param $c i32) (param $rowBytes i32) (param $more i32)
    ${TILE_LOCALS} (local $p i32) ${sums(rows)}
    ${begin(rows)}
    (local.set $left (i32.sub (local.get $count) (i32.const ${UNROLLED})))
    (block $few
      (br_if $few (i32.lt_s (local.get $left) (i32.const 0)))
      (loop $many
        ${steps(UNROLLED)}
        ${advance(UNROLLED)}
        (br_if $many (i32.ge_s (local.tee $left (i32.sub (local.get $left) (i32.const ${UNROLLED}))) (i32.const 0)))))
    (local.set $left (i32.add (local.get $left) (i32.const ${UNROLLED})))
    (block $none
      (br_if $none (i32.eqz (local.get $left)))
      (loop $one
        ${steps(1)}
        ${advance(1)}
        (br_if $one (local.tee $left (i32.sub (local.get $left) (i32.const 1))))))
    ${end(rows)})`;
}

/** Goes down the rows in tiles as large as fit; `call` computes one of them. */
function downTheRows(call: (rows: number) => string, advance: (rows: number) => string): string {
  return TILES.map(
    (rows) => `
    (block $done${rows}
      (loop $next${rows}
        (br_if $done${rows} (i32.lt_u (local.get $left) (i32.const ${rows})))
        ${call(rows)}
        ${advance(rows)}
        (local.set $left (i32.sub (local.get $left) (i32.const ${rows})))
        (br $next${rows})))`,
  ).join('');
}

/** All tiles: $panels times 8 columns. $more: whether to add to what the result holds. */
function along(): string {
  return `
  (func (export "along") (param $rows i32) (param $rowCount i32) (param $runs i32) (param $runCount i32) (param $length i32)
    (param $b i32) (param $panelBytes i32) (param $panels i32) (param $c i32) (param $rowBytes i32) (param $more i32)
    (local $left i32) (local $row i32) (local $to i32)
    (loop $panel
      (local.set $row (local.get $rows))
      (local.set $to (local.get $c))
      (local.set $left (local.get $rowCount))
      ${downTheRows(
        (
          rows,
        ) => `(call $along${rows} (local.get $row) (local.get $runs) (local.get $runCount) (local.get $length)
          (local.get $b) (local.get $to) (local.get $rowBytes) (local.get $more))`,
        (rows) => `
        (local.set $row (i32.add (local.get $row) (i32.const ${4 * rows})))
        (local.set $to (i32.add (local.get $to) (i32.mul (local.get $rowBytes) (i32.const ${rows}))))`,
      )}
      (local.set $b (i32.add (local.get $b) (local.get $panelBytes)))
      (local.set $c (i32.add (local.get $c) (i32.const 32)))
      (br_if $panel (local.tee $panels (i32.sub (local.get $panels) (i32.const 1))))))`;
}

/** $offset, $rowCount: which numbers at each place are rows. Goes along the columns of a tile's rows first: these are written. */
function across(): string {
  return `
  (func (export "across") (param $places i32) (param $count i32) (param $offset i32) (param $rowCount i32)
    (param $b i32) (param $panelBytes i32) (param $panels i32) (param $c i32) (param $rowBytes i32) (param $more i32)
    (local $left i32) (local $panel i32) (local $from i32) (local $to i32)
    (local.set $left (local.get $rowCount))
    ${downTheRows(
      (rows) => `
      (local.set $panel (local.get $panels))
      (local.set $from (local.get $b))
      (local.set $to (local.get $c))
      (loop $along${rows}
        (call $across${rows} (local.get $places) (local.get $count) (local.get $offset)
          (local.get $from) (local.get $to) (local.get $rowBytes) (local.get $more))
        (local.set $from (i32.add (local.get $from) (local.get $panelBytes)))
        (local.set $to (i32.add (local.get $to) (i32.const 32)))
        (br_if $along${rows} (local.tee $panel (i32.sub (local.get $panel) (i32.const 1)))))`,
      (rows) => `
        (local.set $offset (i32.add (local.get $offset) (i32.const ${4 * rows})))
        (local.set $c (i32.add (local.get $c) (i32.mul (local.get $rowBytes) (i32.const ${rows}))))`,
    )})`;
}

/** @param fused whether products are added in one instruction, rounded once (relaxed SIMD), or in two */
export function product(fused: boolean): string {
  return [
    ...TILES.flatMap((rows) => [tileAlong(rows, fused), tileAcross(rows, fused)]),
    along(),
    across(),
  ].join('\n');
}
