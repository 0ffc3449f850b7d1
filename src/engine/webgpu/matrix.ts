import type { Lanes } from './program';

/**
 * How a shader reads one of a product's two matrices from an array that holds it, or holds what it is made of. Its outer
 * axis is the one that stays (the first matrix's rows, the second's columns), its inner axis the one that is summed over.
 * The place of a number is the sum of a place for each axis: a `vec3<i32>` of row and column in an image, to be checked
 * against its borders, and the index in the array. So what belongs to the outer axis is computed once, before the loop.
 */
export interface Matrix {
  /** The axis along which neighbours are neighbours in the array too. */
  along: 'outer' | 'inner';
  /** 4 where the array's length along that axis is a multiple of 4, so that four numbers are read at once. */
  lanes: Lanes;
  /** WGSL statements that return the place for `at`, an index along the axis, in the product numbered `product`. */
  outer: string;
  inner: string;
  /** Rows and columns of the image: a place beyond reads as 0. */
  image: readonly [number, number];
}

/** What a matrix in an array by itself needs no image for. */
const NO_IMAGE = [1, 1] as const;

/** Whether four neighbours can be read at once, the last of them too. */
export function lanesFor(...lengths: number[]): Lanes {
  return lengths.every((length) => length % 4 === 0) ? 4 : 1;
}

/**
 * A matrix as it stands in the array, or many of them behind each other.
 * @param stride uniforms: numbers from one line of the array to the next, and from one matrix to the next
 */
export function plainMatrix(
  along: Matrix['along'],
  lanes: Lanes,
  stride: { line: string; matrix: string },
): Matrix {
  const line = `return vec3<i32>(0, 0, at * uniforms.${stride.line} + product * uniforms.${stride.matrix});`;
  const neighbour = 'return vec3<i32>(0, 0, at);';
  return {
    along,
    lanes,
    outer: along === 'outer' ? neighbour : line,
    inner: along === 'inner' ? neighbour : line,
    image: NO_IMAGE,
  };
}

/**
 * WGSL: `NAMEOuter`, `NAMEInner`, and `NAMEBlock`, which reads 4 x 4 numbers as a matrix whose columns are vectors along
 * the outer axis, from the places of four neighbours along that axis and the first of four indices along the inner one.
 * @param outerEnd WGSL: how many indices the outer axis has
 */
export function matrixCode(
  name: string,
  { along, lanes, outer, inner, image }: Matrix,
  outerEnd: string,
): string {
  const lines = [0, 1, 2, 3];
  const neighbours = lanes === 4 ? [0] : lines;
  /** A vector along the axis of neighbours, from the line-th place along the other axis. */
  const vector = (line: number): string => {
    const places = neighbours.map((neighbour) =>
      along === 'outer' ? `o${neighbour} + i${line}` : `o${line} + i${neighbour}`,
    );
    return lanes === 4
      ? `${name}Read(${places[0]})`
      : `vec4<f32>(${places.map((place) => `${name}Read(${place})`).join(', ')})`;
  };
  const block = `mat4x4<f32>(${lines.map(vector).join(', ')})`;
  const type = lanes === 4 ? 'vec4<f32>' : 'f32';
  return `
    fn ${name}Outer(at: i32, product: i32) -> vec3<i32> {
      if (at >= ${outerEnd}) { return OUTSIDE; }
      ${outer}
    }
    fn ${name}Inner(at: i32, product: i32) -> vec3<i32> {
      if (at >= uniforms.inner) { return OUTSIDE; }
      ${inner}
    }
    fn ${name}Read(place: vec3<i32>) -> ${type} {
      if (u32(place.x) >= ${image[0]}u || u32(place.y) >= ${image[1]}u) { return ${type}(0.0); }
      return ${name}[place.z${lanes === 4 ? ' / 4' : ''}];
    }
    fn ${name}Block(o0: vec3<i32>, o1: vec3<i32>, o2: vec3<i32>, o3: vec3<i32>, inner: i32, product: i32) -> mat4x4<f32> {
      ${(along === 'inner' ? neighbours : lines).map((line) => `let i${line} = ${name}Inner(inner + ${line}, product);`).join('\n')}
      return ${along === 'outer' ? block : `transpose(${block})`};
    }`;
}
