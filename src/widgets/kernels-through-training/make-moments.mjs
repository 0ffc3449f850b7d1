/**
 * Makes public/through-training/conv1.bin of a safetensors file with Conv1's kernels through the training, float16,
 * `step-N.Conv1.kernel`: `node src/widgets/kernels-through-training/make-moments.mjs FILE`. Its product is committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { steps, writeMoments } from './moments.ts';

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('Name the safetensors file.');
const { buffer, byteOffset, byteLength } = await readFile(source);
const begin = 8 + Number(new DataView(buffer, byteOffset).getBigUint64(0, true));
const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, byteOffset + 8, begin - 8)));
const kernels = steps.map((step) => {
  const [from, to] = header[`step-${step}.Conv1.kernel`].data_offsets;
  const view = new DataView(buffer, byteOffset + begin, byteLength - begin);
  return Float32Array.from({ length: (to - from) / 2 }, (_, at) => view.getFloat16(from + 2 * at, true));
});
const out = fileURLToPath(new URL('../../../public/through-training/conv1.bin', import.meta.url));
await writeFile(out, deflateRawSync(writeMoments(kernels), { level: 9 }));
