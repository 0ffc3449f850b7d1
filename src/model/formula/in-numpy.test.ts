import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { inNumpy, type Given, type InNumpy } from './in-numpy';

const lines: readonly (readonly [string, InNumpy])[] = Object.entries(inNumpy);

/** Lists to six digits, as they are recorded. */
function close(value: unknown, expected: Given): void {
  if (typeof expected === 'number') expect(value).toBeCloseTo(expected, 5);
  else {
    expect(value).toHaveLength(expected.length);
    for (const [index, each] of expected.entries()) close((value as unknown[])[index], each);
  }
}

test.for(lines)('%s: the line of TypeScript gives what NumPy gave', ([, { typescript, given, result }]) => {
  close(JSON.parse(JSON.stringify(runInNewContext(typescript, { ...given }))), result);
});

const PYTHON = `
import json, sys
try:
    import numpy as np
except ImportError:
    print("null")
    sys.exit()
results = {}
for name, line in json.load(sys.stdin).items():
    given = {key: np.array(value) if isinstance(value, list) else value for key, value in line["given"].items()}
    results[name] = np.asarray(eval(line["numpy"], {"np": np}, given)).tolist()
print(json.dumps(results))
`;

test('the recorded results are those of NumPy, where there is one', () => {
  const { error, status, stdout, stderr } = spawnSync('python3', ['-c', PYTHON], {
    input: JSON.stringify(inNumpy),
    encoding: 'utf8',
  });
  // A machine without Python, or without NumPy, has the recorded ones alone.
  if (error && 'code' in error && error.code === 'ENOENT') return;
  if (status !== 0) throw error ?? new Error(stderr);
  const results = JSON.parse(stdout) as Record<string, unknown> | null;
  if (results === null) return;
  for (const [name, { result }] of lines) close(results[name], result);
});
