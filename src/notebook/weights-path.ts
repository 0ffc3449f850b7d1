/** How the kernel asks for a part of a file of weights that the reader has brought: as for any file of the site. */
import type { ByteSource } from '../model/weights-file/named-tensor';

export interface WeightsPart {
  /** As the reader's cells call it: 'trained.safetensors'. */
  name: string;
  /** In bytes; `to` is the first that is not wanted. Null for the size of the whole. */
  range: { from: number; to: number } | null;
}

export function writeWeightsPath({ name, range }: WeightsPart): string {
  return `weights/${range ? `${range.from}-${range.to}` : 'size'}/${name}`;
}

/** @throws if the path is none of these */
export function readWeightsPath(path: string): WeightsPart {
  const [, part, from, to, name] = /^weights\/((\d+)-(\d+)|size)\/(.+)$/s.exec(path) ?? [];
  if (name === undefined) throw new Error(`“${path}” is no part of a file of weights.`);
  return { name, range: part === 'size' ? null : { from: Number(from), to: Number(to) } };
}

/** What is asked for, of the file that has the name; a size is one float64. */
export function answerWeightsPart({ range }: WeightsPart, file: Blob): Promise<ArrayBuffer> {
  if (range === null) return Promise.resolve(Float64Array.of(file.size).buffer);
  return file.slice(range.from, range.to).arrayBuffer();
}

/** A file of the reader's, asked for in parts. */
export async function askedSource(
  name: string,
  ask: (path: string) => Promise<ArrayBuffer>,
): Promise<ByteSource> {
  const [size = 0] = new Float64Array(await ask(writeWeightsPath({ name, range: null })));
  return { size, read: (from, to) => ask(writeWeightsPath({ name, range: { from, to } })) };
}
