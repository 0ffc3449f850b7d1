import { describe, expect, test } from 'vitest';
import type { ExportedWeight, WeightPart } from '../notebook/exported-model';
import { weightsFile } from '../features/share/files';
import { safetensorsBytes, safetensorsHeader, safetensorsParts } from './safetensors';

const start = { kind: 'glorotUniform' } as const;
const weights: readonly ExportedWeight[] = [
  { layer: 'Conv1', weight: 'kernel', shape: [2, 3, 1, 4], start },
  { layer: 'Conv1', weight: 'bias', shape: [4], start },
  { layer: 'FC “6”', weight: 'kernel', shape: [5000, 2100], start },
];

/** Another one for every number of every weight that is near, and exact in 32 bits. */
const numberAt = (weight: number, index: number) => weight * 4_000_000 + (index % 1_000_003);

/** What the kernel would give. */
function numbersOf({ layer, weight, from, count }: WeightPart): Float32Array<ArrayBuffer> {
  const index = weights.findIndex((other) => other.layer === layer && other.weight === weight);
  const [, ...row] = weights[index]?.shape ?? [];
  const size = row.reduce((product, n) => product * n, 1);
  return Float32Array.from({ length: count * size }, (_, i) => numberAt(index, from * size + i));
}

/** By the format's own description, without the course's code. */
async function readSafetensors(file: Blob): Promise<Map<string, { shape: number[]; values: Float32Array }>> {
  const buffer = await file.arrayBuffer();
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length))) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  const tensors = new Map<string, { shape: number[]; values: Float32Array }>();
  let end = 0;
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(header)) {
    expect(dtype).toBe('F32');
    // Without holes, as its readers demand.
    expect(offsets[0]).toBe(end);
    end = offsets[1];
    const size = (offsets[1] - offsets[0]) / 4;
    expect(size).toBe(shape.reduce((product, n) => product * n, 1));
    tensors.set(name, { shape, values: new Float32Array(buffer, 8 + length + offsets[0], size) });
  }
  expect(buffer.byteLength).toBe(8 + length + end);
  return tensors;
}

const model = {
  network: { name: '', inputShape: null, layers: [] },
  training: null,
  beyond: [],
  worded: [],
  scale: 1,
  weights,
};
const never = new AbortController().signal;

describe('a safetensors file', () => {
  test('has every number of every weight at its place', async () => {
    const heard: number[] = [];
    const file = await weightsFile(
      model,
      async (part) => numbersOf(part),
      (bytes) => void heard.push(bytes),
      never,
    );
    const tensors = await readSafetensors(file);
    expect([...tensors.keys()]).toEqual(['Conv1.kernel', 'Conv1.bias', 'FC “6”.kernel']);
    for (const [index, { shape }] of [...tensors.values()].entries())
      expect(shape).toEqual(weights[index]?.shape);
    expect([...(tensors.get('Conv1.bias')?.values ?? [])]).toEqual([0, 1, 2, 3].map((i) => numberAt(1, i)));
    const large = tensors.get('FC “6”.kernel')?.values ?? [];
    const wrong = large.findIndex((value, i) => value !== numberAt(2, i));
    expect(wrong).toBe(-1);
    expect(file.size).toBe(safetensorsBytes(weights));
    expect(heard.at(-1)).toBe(file.size);
    expect(heard).toHaveLength(5);
  });

  test('the numbers begin at a multiple of eight bytes', () => {
    for (const count of [0, 1, 2, 3]) expect(safetensorsHeader(weights.slice(0, count)).length % 8).toBe(0);
  });

  test('no part is larger than 16 MB, and together they are all of it', () => {
    const parts = safetensorsParts(weights);
    expect(parts.map(({ from, count }) => [from, count])).toEqual([
      [0, 2],
      [0, 4],
      [0, 1997],
      [1997, 1997],
      [3994, 1006],
    ]);
    for (const part of parts) expect(numbersOf(part).byteLength).toBeLessThanOrEqual(2 ** 24);
  });

  test('stops where the reader cancels, and where the kernel refuses', async () => {
    const controller = new AbortController();
    let reads = 0;
    const cancelled = weightsFile(
      model,
      async (part) => {
        if (++reads === 2) controller.abort();
        return numbersOf(part);
      },
      () => undefined,
      controller.signal,
    );
    await expect(cancelled).rejects.toThrow();
    expect(reads).toBe(2);
    const refused = weightsFile(
      model,
      () => Promise.reject(new Error('ran')),
      () => undefined,
      never,
    );
    await expect(refused).rejects.toThrow('ran');
  });
});
