import type { TensorInfo } from '@tensorflow/tfjs';
import { type Epilogue, epilogueCode, epilogueKey, NO_EPILOGUE } from './epilogue';
import { lanesFor, type Matrix, matrixCode } from './matrix';
import { type Lanes, MOST_WORKGROUPS, runShader, type Shader, sizeOf, type WebGPURunner } from './program';
import { sumOfParts } from './sum-of-parts';

/** A product of two matrices, or several of the same kind at once. */
export interface Product {
  /** All that the code of the two matrices and of `row` depends on. */
  key: string;
  first: Matrix;
  second: Matrix;
  rows: number;
  columns: number;
  /** Length of the axis that is summed over. */
  inner: number;
  /** How many products. */
  count: number;
  /** WGSL statements that return which row of the output is row `at` of the product numbered `product`; below 0: none. */
  row: string;
  outputShape: readonly number[];
  /** What the matrices' code reads. */
  uniforms: Readonly<Record<string, number>>;
}

/** How far a workgroup gets along the inner axis between two barriers. */
const SLICE = 16;
/** A thread's sums: 8 rows of 4 columns, so 12 numbers read for 32 multiply-adds. */
const ROWS_PER_THREAD = 8;
/** Workgroups of up to 128 threads that a large GPU has at work at once, roughly: 132 multiprocessors, four on each. */
const ENOUGH_WORKGROUPS = 512;
/** Where the inner axis is split, a part is not to be shorter: each part is written, and read again. */
const SHORTEST_PART = 256;

/**
 * Tiles of 64 x 64 or less; the inner axis is split where there are too few, in parts whose sums are added in order, so
 * that the result is the same every time.
 * @returns the output, which is the caller's to dispose of; null if WebGPU's limits do not allow it
 */
export function multiply(
  backend: WebGPURunner,
  product: Product,
  inputs: { first: TensorInfo; second: TensorInfo; bias?: TensorInfo | undefined },
  epilogue: Epilogue,
): TensorInfo | null {
  const { rows, columns, inner, count } = product;
  const tile = { rows: rows > 32 ? 64 : 32, columns: columns > 32 ? 64 : 32 };
  const across = Math.ceil(columns / tile.columns);
  const down = Math.ceil(rows / tile.rows);
  const slices = slicesPerPart(across * down * count, inner);
  const parts = Math.ceil(inner / (slices * SLICE));
  if (Math.max(across, down, count * parts) > MOST_WORKGROUPS) return null;

  const lanes = lanesFor(columns);
  const finish = parts === 1 ? epilogue : NO_EPILOGUE;
  const bias = finish.bias && inputs.bias ? [inputs.bias] : [];
  const shader: Shader = {
    key: `product ${product.key} ${tile.rows} ${tile.columns} ${parts === 1 ? epilogueKey(epilogue) : 'parts'}`,
    inputs: [
      { name: 'first', lanes: product.first.lanes },
      { name: 'second', lanes: product.second.lanes },
      ...bias.map(() => ({ name: 'bias', lanes })),
    ],
    outputShape: parts === 1 ? product.outputShape : [parts, ...product.outputShape],
    outputLanes: lanes,
    workgroupSize: [(tile.rows / ROWS_PER_THREAD) * (tile.columns / 4), 1, 1],
    workgroups: [across, down, count * parts],
    uniforms: {
      rows,
      columns,
      inner,
      slices,
      parts,
      partSize: sizeOf(product.outputShape),
      ...product.uniforms,
    },
    code: () => code(product, tile, lanes, finish),
  };
  const sums = runShader(backend, shader, [inputs.first, inputs.second, ...bias]);
  if (parts === 1) return sums;
  const output = sumOfParts(
    backend,
    sums,
    { columns, outputShape: product.outputShape, lanes },
    epilogue,
    inputs.bias,
  );
  backend.disposeData(sums.dataId);
  return output;
}

function slicesPerPart(workgroups: number, inner: number): number {
  const parts = Math.min(Math.floor(ENOUGH_WORKGROUPS / workgroups), Math.ceil(inner / SHORTEST_PART));
  return Math.ceil(inner / Math.max(parts, 1) / SLICE);
}

interface Tile {
  rows: number;
  columns: number;
}

/**
 * Each thread reads blocks of 4 x 4 numbers of the slice that comes next while it computes with the one in shared
 * memory, where numbers that stand above each other in the first matrix are neighbours: a thread takes them by fours.
 */
function code({ first, second, row }: Product, tile: Tile, lanes: Lanes, epilogue: Epilogue): string {
  const threads = (tile.rows / ROWS_PER_THREAD) * (tile.columns / 4);
  // One vector more than needed, so that blocks above each other fall into different banks of the memory.
  const firstLine = tile.rows / 4 + 1;
  const secondLine = tile.columns / 4 + 1;
  const loads = blockLoads(tile, threads, first, second);
  const each = (write: (load: Load) => string): string => loads.map(write).join('\n');
  const sums = Array.from({ length: ROWS_PER_THREAD }, (_, at) => at);
  return `
    const OUTSIDE = vec3<i32>(-16777216, 0, 0);
    var<workgroup> firstTile: array<vec4<f32>, ${SLICE * firstLine}>;
    var<workgroup> secondTile: array<vec4<f32>, ${SLICE * secondLine}>;
    ${matrixCode('first', first, 'uniforms.rows')}
    ${matrixCode('second', second, 'uniforms.columns')}
    ${epilogueCode(epilogue, lanes)}
    fn outputRow(at: i32, product: i32) -> i32 { ${row} }

    fn write(at: i32, column: i32, sum: vec4<f32>, product: i32, part: i32) {
      if (at >= uniforms.rows || column >= uniforms.columns) { return; }
      let line = outputRow(at, product);
      if (line < 0) { return; }
      let value = finish(sum, column);
      let to = part * uniforms.partSize + line * uniforms.columns + column;
      ${
        lanes === 4
          ? 'result[to / 4] = value;'
          : [0, 1, 2, 3]
              .map(
                (lane) =>
                  `if (column + ${lane} < uniforms.columns) { result[to + ${lane}] = value[${lane}]; }`,
              )
              .join('\n')
      }
    }

    fn main() {
      let local = i32(localIndex);
      let part = i32(workgroupId.z) % uniforms.parts;
      let product = i32(workgroupId.z) / uniforms.parts;
      let tileRow = i32(workgroupId.y) * ${tile.rows};
      let tileColumn = i32(workgroupId.x) * ${tile.columns};
      var slice = part * uniforms.slices * ${SLICE};
      ${each(({ places }) => places)}
      ${each(({ name, read }) => `var ${name} = mat4x4<f32>(); ${read('slice')}`)}
      ${sums.map((at) => `var sum${at} = vec4<f32>(0.0);`).join('\n')}
      let threadRow = local / ${tile.columns / 4} * ${ROWS_PER_THREAD / 4};
      let threadColumn = local % ${tile.columns / 4};
      // All parts take as many turns, for all threads must come to the same barriers: beyond the end there are zeros.
      for (var turn = 1; turn <= uniforms.slices; turn++) {
        ${each(({ store }) => store(firstLine, secondLine))}
        workgroupBarrier();
        slice += ${SLICE};
        if (turn < uniforms.slices) {
          ${each(({ read }) => read('slice'))}
        }
        for (var k = 0; k < ${SLICE}; k++) {
          let upper = firstTile[k * ${firstLine} + threadRow];
          let lower = firstTile[k * ${firstLine} + threadRow + 1];
          let across = secondTile[k * ${secondLine} + threadColumn];
          ${sums.map((at) => `sum${at} = fma(across, vec4<f32>(${at < 4 ? 'upper' : 'lower'}[${at % 4}]), sum${at});`).join('\n')}
        }
        workgroupBarrier();
      }
      let column = tileColumn + threadColumn * 4;
      ${sums.map((at) => `write(tileRow + threadRow * 4 + ${at}, column, sum${at}, product, part);`).join('\n')}
    }`;
}

/** One of the blocks that a thread brings into shared memory for each slice. */
interface Load {
  name: string;
  /** Places along the outer axis: the same for every slice. */
  places: string;
  read: (slice: string) => string;
  store: (firstLine: number, secondLine: number) => string;
}

/**
 * Blocks of the first matrix, then those of the second, dealt out to the threads in rounds. In a round that is all of one
 * matrix there is no branch; else whole groups of threads go the same way.
 */
function blockLoads(tile: Tile, threads: number, first: Matrix, second: Matrix): Load[] {
  const firstBlocks = (tile.rows / 4) * (SLICE / 4);
  const blocks = firstBlocks + (tile.columns / 4) * (SLICE / 4);
  return Array.from({ length: Math.ceil(blocks / threads) }, (_, round) => {
    const name = `block${round}`;
    const job = `(local + ${round * threads})`;
    const choose = (ofFirst: string, ofSecond: string): string =>
      `if (${job} < ${firstBlocks}) { ${ofFirst} } else if (${job} < ${blocks}) { ${ofSecond} }`;
    const firstAt = position(job, tile.rows / 4, first);
    const secondAt = position(`(${job} - ${firstBlocks})`, tile.columns / 4, second);
    const outers = [0, 1, 2, 3].map((line) => `${name}Place${line}`);
    const places = (matrix: string, at: string, begin: string): string =>
      outers
        .map((outer, line) => `${outer} = ${matrix}Outer(${begin} + ${at} * 4 + ${line}, product);`)
        .join(' ');
    const store = (to: string, line: number, at: Position): string =>
      [0, 1, 2, 3]
        .map((k) => `${to}[(${at.inner} * 4 + ${k}) * ${line} + ${at.outer}] = ${name}[${k}];`)
        .join(' ');
    return {
      name,
      places: `${outers.map((outer) => `var ${outer} = OUTSIDE;`).join(' ')}
        ${choose(places('first', firstAt.outer, 'tileRow'), places('second', secondAt.outer, 'tileColumn'))}`,
      read: (slice) =>
        choose(
          `${name} = firstBlock(${outers.join(', ')}, ${slice} + ${firstAt.inner} * 4, product);`,
          `${name} = secondBlock(${outers.join(', ')}, ${slice} + ${secondAt.inner} * 4, product);`,
        ),
      store: (firstLine, secondLine) =>
        choose(store('firstTile', firstLine, firstAt), store('secondTile', secondLine, secondAt)),
    };
  });
}

/** WGSL: which block of its matrix a job is, counted in blocks along either axis. */
interface Position {
  outer: string;
  inner: string;
}

/** Neighbouring threads read what is neighbouring in the array. */
function position(job: string, outerBlocks: number, { along }: Matrix): Position {
  return along === 'outer'
    ? { outer: `(${job} % ${outerBlocks})`, inner: `(${job} / ${outerBlocks})` }
    : { outer: `(${job} / ${SLICE / 4})`, inner: `(${job} % ${SLICE / 4})` };
}
