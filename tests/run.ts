/**
 * Everything that must hold, each part with its time: types, lint, format, unit tests, tests in a browser, the build,
 * tests of the built site. The last line is the count: a part without tests of its own counts as one.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { runPart, type Limits, type Part } from './run/part.ts';

const reports = 'test-results';
const minutes = 60_000;
/** No part is silent for longer, on a machine with three times the work it can do. */
const silence = 15 * minutes;
/** The machine that runs this for each change gives it 90 minutes: what has passed until then is to be counted. */
const whole = 85 * minutes;

function npm(name: string, script: string): Part {
  return { name, command: ['npm', 'run', '--silent', script] };
}

function vitest(project: string): Part {
  return {
    name: project,
    command: [
      ...['vitest', 'run', '--project', project],
      ...['--reporter=default', '--reporter=./tests/run/vitest-reporter.ts'],
    ],
    tally: `${reports}/${project}.tally`,
  };
}

/** One run of Playwright, which has work for all its workers until the last test. */
const pages: Part = {
  name: 'pages',
  command: ['playwright', 'test', '--project=e2e', '--project=a11y'],
  tally: `${reports}/pages.tally`,
};

/** Builds the site once more, for a folder of its host. */
const subpath: Part = {
  name: 'subpath',
  command: ['playwright', 'test', '--config', 'tests/subpath/playwright.config.ts'],
  tally: `${reports}/subpath.tally`,
};

/**
 * One step after another. Within a step, lanes run side by side, for two processors, and the parts of a lane one after
 * another: each lane of a step takes about as long as the other.
 */
const steps: readonly (readonly (readonly Part[])[])[] = [
  // The types of Astro's own modules, which types and lint read.
  [[{ name: 'sync', command: ['astro', 'sync'] }]],
  [
    [npm('lint', 'lint'), vitest('browser')],
    [
      npm('types', 'types'),
      npm('format', 'format'),
      vitest('unit'),
      npm('build', 'build'),
      vitest('components'),
    ],
  ],
  [[vitest('site'), subpath], [pages]],
];

const early = new AbortController();
const limits: Limits = { silence, grace: 10_000, signal: early.signal };
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Parts lead groups of their own, which hear nothing of what this one is told.
  process.on(signal, () => early.abort(`the run was told to end (${signal})`));
}
setTimeout(() => early.abort(`the run has taken ${whole / minutes} minutes`), whole).unref();

let passedInAll = 0;
/** What failed: named again at the end, where a log that was cut still has it. */
const failures: string[] = [];
const lines: string[] = [];
const began = performance.now();
const secondsSince = (start: number) => `${((performance.now() - start) / 1000).toFixed(0)} s`;

async function run(part: Part): Promise<void> {
  console.log(`=== ${part.name} begins`);
  const start = performance.now();
  const { passed, failed } = await runPart(part, limits);
  passedInAll += passed;
  failures.push(...failed.map((title) => `FAILED  ${part.name}: ${title}`));
  const line = `${failed.length ? 'FAILED' : 'ok    '}  ${part.name.padEnd(10)} ${String(passed).padStart(4)} passed ${String(failed.length).padStart(4)} failed  ${secondsSince(start)}`;
  lines.push(line);
  console.log(`=== ${line}`);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
// Each file of tests has a process of its own: what one has compiled of TensorFlow.js the next takes over.
process.env.NODE_COMPILE_CACHE = resolve(reports, 'compiled');
for (const lanes of steps)
  await Promise.all(
    lanes.map(async (lane) => {
      for (const part of lane) await run(part);
    }),
  );

console.log(`\n${['', ...failures].join('\n')}\n=== all, ${secondsSince(began)}\n${lines.join('\n')}\n`);
console.log(`${passedInAll} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;
