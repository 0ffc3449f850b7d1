import type { Address, Products, Scratch } from './products';

/** Columns of a panel, the unit in which the second matrix of a product is packed. */
const PANEL = 8;
/** Numbers of a packed block: 512 KB, which leaves half of a usual second-level cache to the first matrix. */
const BLOCK = 131_072;
/** Numbers of a panel's block that fit into the first-level cache, by the panel's columns. */
const MOST_STEPS = 512;
/** Rows that are multiplied with one block before the next rows: they stay in the second-level cache. */
const ROWS = 256;
/** Keeps panels that are a power of two apart from falling into the same lines of the cache. */
const PANEL_GAP = 64;

/** How a second matrix is cut before it is packed. */
export interface Cut {
  /** Columns of a block. */
  columns: number;
  /** Steps of the sum of a block, at most. */
  steps: number;
}

/** For a matrix whose rows lie in memory one after the other: long pieces of few rows. */
export function cutRows(columns: number): Cut {
  const most = Math.min(padded(columns), 1024);
  return { columns: most, steps: Math.min(MOST_STEPS, Math.floor(BLOCK / most)) };
}

/** For one whose columns do: long pieces of few columns. */
export function cutColumns(columns: number, steps: number): Cut {
  const most = Math.min(steps, 2048);
  return { columns: Math.min(padded(columns), Math.floor(BLOCK / most / PANEL) * PANEL), steps: most };
}

/** Numbers in a row of memory that a sum goes over, and which of the steps of the sum they are. */
export interface Run {
  /** From a row's address, in bytes. */
  offset: number;
  /** The first of the steps. */
  step: number;
  length: number;
}

/** A second matrix, by how a block of it is packed. */
export type Pack = (
  runs: readonly Run[],
  column: number,
  columns: number,
  to: Address,
  panelBytes: number,
) => void;

/** Rows of the second matrix that lie one after the other, `columns` numbers each. */
export function packRows({ pack }: Products, matrix: Address, allColumns: number): Pack {
  return (runs, column, columns, to, panelBytes) => {
    const from = matrix + 4 * (runs[0]!.step * allColumns + column);
    pack(from, 4 * allColumns, stepsOf(runs), columns, to, panelBytes);
  };
}

/** Columns of it, `steps` numbers each. */
export function packColumns({ packTransposed }: Products, matrix: Address, steps: number): Pack {
  return (runs, column, columns, to, panelBytes) => {
    const from = matrix + 4 * (column * steps + runs[0]!.step);
    packTransposed(from, 4 * steps, stepsOf(runs), columns, to, panelBytes);
  };
}

/** Where a result goes, row after row, and what is done to it. */
export interface Result {
  to: Address;
  columns: number;
  /** 0 is none. */
  bias: Address;
  /** 0 none, 1 ReLU, 2 ReLU up to 6. */
  activation: number;
}

/**
 * The product of `rowCount` rows and a second matrix.
 *
 * @param rows table of the rows' addresses
 * @param runs in the order of the sum; those of a block have one length
 */
export function productAlong(
  { along, finish }: Products,
  scratch: Scratch,
  rows: Address,
  rowCount: number,
  runs: readonly Run[],
  cut: Cut,
  pack: Pack,
  result: Result,
): void {
  const blocks = grouped(runs, cut.steps);
  const longest = Math.max(...blocks.map(stepsOf));
  const packed = scratch.allocate((cut.columns / PANEL) * panelBytesOf(longest));
  const offsets = scratch.allocate(4 * runs.length);
  scratch.words(offsets, runs.length).set(runs.map(({ offset }) => offset));
  into(finish, scratch, rowCount, result, (to, rowBytes) => {
    for (let column = 0; column < result.columns; column += cut.columns) {
      const columns = Math.min(cut.columns, result.columns - column);
      let run = 0;
      for (const block of blocks) {
        const panelBytes = panelBytesOf(stepsOf(block));
        pack(block, column, columns, packed, panelBytes);
        for (let row = 0; row < rowCount; row += ROWS) {
          along(
            rows + 4 * row,
            Math.min(ROWS, rowCount - row),
            offsets + 4 * run,
            block.length,
            block[0]!.length,
            packed,
            panelBytes,
            Math.ceil(columns / PANEL),
            to + row * rowBytes + 4 * column,
            rowBytes,
            run > 0 ? 1 : 0,
          );
        }
        run += block.length;
      }
    }
  });
}

/**
 * The product of a matrix that lies transposed and one whose rows are `matrix`: sums over places.
 *
 * @param places table of addresses, one for each row of the matrix
 * @param runs at each place: which neighbouring numbers are rows of the result
 */
export function productAcross(
  { across, pack, finish }: Products,
  scratch: Scratch,
  places: Address,
  placeCount: number,
  runs: readonly Run[],
  matrix: Address,
  result: Result,
): void {
  const cut = cutRows(result.columns);
  const packed = scratch.allocate((cut.columns / PANEL) * panelBytesOf(Math.min(cut.steps, placeCount)));
  const rowCount = stepsOf(runs);
  into(finish, scratch, rowCount, result, (to, rowBytes) => {
    for (let column = 0; column < result.columns; column += cut.columns) {
      const columns = Math.min(cut.columns, result.columns - column);
      for (let place = 0; place < placeCount; place += cut.steps) {
        const count = Math.min(cut.steps, placeCount - place);
        const panelBytes = panelBytesOf(count);
        const matrixBytes = 4 * result.columns;
        pack(matrix + place * matrixBytes + 4 * column, matrixBytes, count, columns, packed, panelBytes);
        for (const { offset, step, length } of runs) {
          across(
            places + 4 * place,
            count,
            offset,
            length,
            packed,
            panelBytes,
            Math.ceil(columns / PANEL),
            to + step * rowBytes + 4 * column,
            rowBytes,
            place > 0 ? 1 : 0,
          );
        }
      }
    }
  });
}

/** Tiles are written whole: where the last would be too wide for the result, rows have room until they are finished. */
function into(
  finish: Products['finish'],
  scratch: Scratch,
  rowCount: number,
  { to, columns, bias, activation }: Result,
  multiply: (to: Address, rowBytes: number) => void,
): void {
  const rowBytes = 4 * padded(columns);
  const exact = columns % PANEL === 0;
  const wide = exact ? to : scratch.allocate(rowCount * rowBytes);
  multiply(wide, rowBytes);
  if (!exact || bias !== 0 || activation !== 0)
    finish(wide, rowBytes, rowCount, columns, bias, activation, to);
}

/** Neighbours of one length, together at most so many steps, and at least one run. */
function grouped(runs: readonly Run[], steps: number): Run[][] {
  const groups: Run[][] = [];
  for (const run of runs) {
    const group = groups.at(-1);
    if (group?.[0]?.length === run.length && (group.length + 1) * run.length <= steps) group.push(run);
    else groups.push([run]);
  }
  return groups;
}

/** Cuts what is longer than `most` into nearly equal pieces. */
export function cutRun({ offset, step, length }: Run, most: number): Run[] {
  const size = Math.ceil(length / Math.ceil(length / most));
  return Array.from({ length: Math.ceil(length / size) }, (_, piece) => {
    const from = piece * size;
    return { offset: offset + 4 * from, step: step + from, length: Math.min(size, length - from) };
  });
}

function stepsOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { length }) => sum + length, 0);
}

function panelBytesOf(steps: number): number {
  return 4 * PANEL * steps + PANEL_GAP;
}

function padded(columns: number): number {
  return Math.ceil(columns / PANEL) * PANEL;
}
