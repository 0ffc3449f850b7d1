import type { TensorInfo } from '@tensorflow/tfjs';
import { type Epilogue, epilogueCode, epilogueKey } from './epilogue';
import { runShader, type WebGPURunner } from './program';

/** More rows than these are a product in tiles. */
export const MOST_ROWS = 4;

/** Threads that stand side by side, each with four columns: 128 bytes of a row of b, a line of a GPU's cache. */
const ACROSS = 8;
/** Threads above each other, each with every 32nd row of b; their sums are added in shared memory. */
const DOWN = 32;
/** Rows of b that a thread asks for before it needs the first. */
const AT_ONCE = 4;

/**
 * A product with few rows reads all of b for little arithmetic, as a dense layer does for one photograph: so b is read
 * once, in vectors of four, by as many threads as it takes to keep the memory busy, and all in one pass.
 * @param b [inner, columns], columns a multiple of 4
 */
export function fewRows(
  backend: WebGPURunner,
  { a, b, bias }: { a: TensorInfo; b: TensorInfo; bias?: TensorInfo | undefined },
  product: { rows: number; columns: number; inner: number; outputShape: readonly number[] },
  epilogue: Epilogue,
): TensorInfo {
  const { rows, columns, inner, outputShape } = product;
  const withBias = epilogue.bias && bias ? [bias] : [];
  return runShader(
    backend,
    {
      key: `few rows ${rows} ${epilogueKey(epilogue)}`,
      inputs: [
        { name: 'a', lanes: 1 },
        { name: 'b', lanes: 4 },
        ...withBias.map(() => ({ name: 'bias', lanes: 4 }) as const),
      ],
      outputShape,
      outputLanes: 4,
      workgroupSize: [ACROSS * DOWN, 1, 1],
      workgroups: [Math.ceil(columns / 4 / ACROSS), 1, 1],
      uniforms: { inner, vectors: columns / 4 },
      code: () => code(rows, epilogue),
    },
    [a, b, ...withBias],
  );
}

function code(rows: number, epilogue: Epilogue): string {
  const everyRow = Array.from({ length: rows }, (_, row) => row);
  const several = Array.from({ length: AT_ONCE }, (_, at) => at);
  const add = (k: string, vector: string): string =>
    everyRow
      .map((row) => `sum${row} = fma(${vector}, vec4<f32>(a[${row} * uniforms.inner + ${k}]), sum${row});`)
      .join('\n');
  return `
    var<workgroup> sums: array<vec4<f32>, ${ACROSS * DOWN}>;
    ${epilogueCode(epilogue, 4)}

    fn main() {
      let local = i32(localIndex);
      let vector = i32(workgroupId.x) * ${ACROSS} + local % ${ACROSS};
      let begin = local / ${ACROSS};
      let inside = vector < uniforms.vectors;
      ${everyRow.map((row) => `var sum${row} = vec4<f32>(0.0);`).join('\n')}
      if (inside) {
        var k = begin;
        for (; k + ${(AT_ONCE - 1) * DOWN} < uniforms.inner; k += ${AT_ONCE * DOWN}) {
          ${several.map((at) => `let b${at} = b[(k + ${at * DOWN}) * uniforms.vectors + vector];`).join('\n')}
          ${several.map((at) => add(`k + ${at * DOWN}`, `b${at}`)).join('\n')}
        }
        for (; k < uniforms.inner; k += ${DOWN}) {
          let next = b[k * uniforms.vectors + vector];
          ${add('k', 'next')}
        }
      }
      ${everyRow
        .map(
          (row) => `
            sums[local] = sum${row};
            workgroupBarrier();
            for (var half = ${DOWN / 2}; half > 0; half /= 2) {
              if (begin < half) { sums[local] += sums[local + half * ${ACROSS}]; }
              workgroupBarrier();
            }
            if (begin == 0 && inside) {
              result[${row} * uniforms.vectors + vector] = finish(sums[local], vector * 4);
            }
            workgroupBarrier();`,
        )
        .join('\n')}
    }`;
}
