/** What `npm run bench -- …` is told. */
import { parseArgs } from 'node:util';

export const parts = ['webgl', 'webgpu', 'wasm', 'pages'] as const;
export type Part = (typeof parts)[number];

export interface BenchArguments {
  /** What is measured: the engine on these backends, and the tasks of the pages. */
  parts: readonly Part[];
  /** Interleaved pairs of each row. */
  pairs: number;
  /** The machine's graphics card, and not SwiftShader. */
  gpu: boolean;
  /** Where the record goes; for the site `src/build/speed/recorded/NAME.json`. */
  json: string;
}

/**
 * @param args as the command was given them: `webgpu --gpu --pairs=3 --json=FILE`; without a part, all of them
 * @throws for what it does not know
 */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      gpu: { type: 'boolean', default: false },
      pairs: { type: 'string', default: '9' },
      json: { type: 'string', default: 'test-results/bench.json' },
    },
  });
  const chosen = parts.filter((part) => positionals.includes(part));
  const unknown = positionals.find((positional) => !parts.some((part) => part === positional));
  if (unknown !== undefined)
    throw new Error(`There is no part “${unknown}” of the bench: it has ${parts.join(', ')}.`);
  const pairs = Number(values.pairs);
  if (!Number.isInteger(pairs) || pairs < 1)
    throw new Error(`--pairs wants a whole number from 1 up, not “${values.pairs}”.`);
  return { parts: chosen.length > 0 ? chosen : parts, pairs, gpu: values.gpu, json: values.json };
}
