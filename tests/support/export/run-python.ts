/** Runs generated Python against stand-ins for Keras and PyTorch, in one process for all programs. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Shape } from '../../../src/model/layer';

export interface Program {
  cells: readonly string[];
  /** The networks that are asked for, by their variables, with the shapes that each takes in PyTorch's order. */
  inputs: Readonly<Record<string, readonly Shape[]>>;
}

export type ToldLayer = readonly [name: string, output: Shape, parameters: number];
export type Told = { networks: Readonly<Record<string, readonly ToldLayer[]>> } | { error: string };

/** What each program's networks are; null where there is no Python, as on a machine that has only Node. */
export function runPython(programs: readonly Program[]): readonly Told[] | null {
  const script = join(import.meta.dirname, 'stand-ins', 'run.py');
  const { error, status, stdout, stderr } = spawnSync('python3', [script], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (error && 'code' in error && error.code === 'ENOENT') return null;
  if (status !== 0) throw error ?? new Error(stderr);
  return JSON.parse(stdout) as readonly Told[];
}
