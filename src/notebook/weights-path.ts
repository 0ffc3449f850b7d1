/** How the kernel asks for a part of a file of weights that the reader has brought: as for any file of the site. */

export interface WeightsPart {
  /** As the reader's cells call it: 'trained.safetensors'. */
  name: string;
  /** In bytes; `to` is the first that is not wanted. */
  from: number;
  to: number;
}

export function writeWeightsPath({ name, from, to }: WeightsPart): string {
  return `weights/${from}-${to}/${name}`;
}

/** @throws if the path is none of these */
export function readWeightsPath(path: string): WeightsPart {
  const [, from, to, name] = /^weights\/(\d+)-(\d+)\/(.+)$/s.exec(path) ?? [];
  if (name === undefined) throw new Error(`“${path}” is no part of a file of weights.`);
  return { name, from: Number(from), to: Number(to) };
}
