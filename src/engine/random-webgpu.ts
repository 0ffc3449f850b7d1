import { type Distribution, ERF_SQRT2, hash, INVERSE_ERF } from './random';
import { horner, STEP } from './random-source';
import { bitsOf, flatWorkgroups, type Shader, sizeOf } from './webgpu/program';

const WORKGROUP_SIZE = 256;

/**
 * Fills a tensor with random numbers, one a thread: number i is that of random.ts but for rounding.
 *
 * @param from what is added to each standard number once it is multiplied by `width`
 */
export function randomShader(
  shape: readonly number[],
  kind: Distribution['kind'],
  seed: number,
  [from, width]: readonly [number, number],
): Shader {
  const count = sizeOf(shape);
  return {
    key: `random ${kind}`,
    inputs: [],
    outputShape: shape,
    outputLanes: 1,
    workgroupSize: [WORKGROUP_SIZE, 1, 1],
    workgroups: flatWorkgroups(count, WORKGROUP_SIZE),
    uniforms: { count, key: hash(seed) | 0, first: bitsOf(from), width: bitsOf(width) },
    code: () => `
      fn hash(value : u32) -> u32 {
        let state = value * 747796405u + 2891336453u;
        let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
        return (word >> 22u) ^ word;
      }
      ${STANDARD[kind]}
      fn main() {
        let index = getGlobalIndex();
        if (index >= uniforms.count) { return; }
        let position = hash(u32(index)) ^ bitcast<u32>(uniforms.key);
        let number = standard(i32(hash(position) >> 8u));
        result[index] = bitcast<f32>(uniforms.first) + bitcast<f32>(uniforms.width) * number;
      }
    `,
  };
}

/** WGSL of the formulas of random.ts. */
const STANDARD: Record<Distribution['kind'], string> = {
  uniform: `
    fn standard(bits : i32) -> f32 {
      return f32(bits) * ${STEP};
    }`,
  normal: standardNormal(1),
  truncatedNormal: standardNormal(ERF_SQRT2),
};

function standardNormal(share: number): string {
  return `
    fn standard(bits : i32) -> f32 {
      let x = f32(2 * bits + 1 - 16777216) * ${STEP} * ${share.toExponential()};
      var w = -log((1.0 - x) * (1.0 + x));
      var sum = 0.0;
      if (w < 5.0) {
        w -= 2.5;
        ${horner(INVERSE_ERF.central)}
      } else {
        w = sqrt(w) - 3.0;
        ${horner(INVERSE_ERF.tail)}
      }
      return 1.41421356237 * x * sum;
    }`;
}
