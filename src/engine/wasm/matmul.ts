import {
  cutColumns,
  cutRows,
  cutRun,
  packColumns,
  packRows,
  productAcross,
  productAlong,
  type Result,
} from './blocks';
import type { Address, Products, Scratch } from './products';

/** A product of two matrices: [rows, sum] or, transposed, [sum, rows], and [sum, columns] or [columns, sum]. */
export interface MatMul {
  a: Address;
  b: Address;
  rows: number;
  sum: number;
  /** One of the two at most. */
  transposed: 'a' | 'b' | null;
  result: Result;
}

export function matMul(
  products: Products,
  scratch: Scratch,
  { a, b, rows, sum, transposed, result }: MatMul,
): void {
  const { to, columns, bias, activation } = result;
  if ((rows === 1 && transposed !== 'b') || sum === 0) {
    // One row is one column. The matrix is read once, in order, which is all that takes time.
    scratch.numbers(to, rows * columns).fill(0);
    if (sum > 0) products.vector(a, b, sum, columns, to);
    if (bias !== 0 || activation !== 0) products.finish(to, 4 * columns, rows, columns, bias, activation, to);
  } else if (transposed === 'a') {
    const places = rowAddresses(scratch, a, sum, rows);
    productAcross(products, scratch, places, sum, [{ offset: 0, step: 0, length: rows }], b, result);
  } else {
    const cut = transposed === 'b' ? cutColumns(columns, sum) : cutRows(columns);
    const pack = transposed === 'b' ? packColumns(products, b, sum) : packRows(products, b, columns);
    const runs = cutRun({ offset: 0, step: 0, length: sum }, cut.steps);
    productAlong(products, scratch, rowAddresses(scratch, a, rows, sum), rows, runs, cut, pack, result);
  }
}

function rowAddresses(scratch: Scratch, matrix: Address, rows: number, columns: number): Address {
  return scratch.table(Array.from({ length: rows }, (_, row) => matrix + 4 * row * columns));
}
