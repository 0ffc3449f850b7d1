import type { TensorInfo } from '@tensorflow/tfjs';
import { type Epilogue, epilogueCode, epilogueKey } from './epilogue';
import { flatWorkgroups, type Lanes, runShader, sizeOf, type WebGPURunner } from './program';

const WORKGROUP = 64;

/** The second pass of a product whose inner axis was split: adds its parts up, in order. */
export function sumOfParts(
  backend: WebGPURunner,
  parts: TensorInfo,
  { columns, outputShape, lanes }: { columns: number; outputShape: readonly number[]; lanes: Lanes },
  epilogue: Epilogue,
  bias: TensorInfo | undefined,
): TensorInfo {
  const size = sizeOf(outputShape) / lanes;
  const [count] = parts.shape as [number];
  const withBias = epilogue.bias && bias ? [bias] : [];
  return runShader(
    backend,
    {
      key: `sum of parts ${epilogueKey(epilogue)}`,
      inputs: [{ name: 'parts', lanes }, ...withBias.map(() => ({ name: 'bias', lanes }))],
      outputShape,
      outputLanes: lanes,
      workgroupSize: [WORKGROUP, 1, 1],
      workgroups: flatWorkgroups(size, WORKGROUP),
      uniforms: { size, count, columns },
      code: () => `
        ${epilogueCode(epilogue, lanes)}
        fn main() {
          let at = getGlobalIndex();
          if (at >= uniforms.size) { return; }
          var sum = parts[at];
          for (var part = 1; part < uniforms.count; part++) {
            sum += parts[part * uniforms.size + at];
          }
          let column = at * ${lanes} % uniforms.columns;
          result[at] = ${lanes === 4 ? 'finish(sum, column)' : 'finish(vec4<f32>(sum), column).x'};
        }`,
    },
    [parts, ...withBias],
  );
}
