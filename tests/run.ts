/**
 * Everything that must hold, in order, each part with its time: types, lint, format, unit tests, tests in a browser,
 * the build, tests of the built site. The last line is the count: types, lint, format and build are one each.
 * A part that dies without a report counts as a failure, and so does a test that was skipped.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

interface Counts {
  passed: number;
  failed: number;
}

interface Part {
  name: string;
  command: readonly string[];
  /** Where the runner leaves its JSON, and how to count it; without it the exit code is all there is. */
  report?: { file: string; count: (report: unknown) => Counts };
}

const reports = 'test-results';
const partLimitMinutes = 25;

function vitest(project: string): Part {
  const file = `${reports}/${project}.json`;
  return {
    name: `${project} tests`,
    command: [
      'vitest',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    report: { file, count: countVitest },
  };
}

function playwright(project: string): Part {
  return {
    name: `${project} tests`,
    command: ['playwright', 'test', `--project=${project}`],
    report: { file: `${reports}/playwright.json`, count: countPlaywright },
  };
}

/** One step after another; what stands in one step runs at the same time. */
const steps: readonly (readonly Part[])[] = [
  // It writes the types of Astro's own modules, which lint reads.
  [{ name: 'types', command: ['npm', 'run', '--silent', 'typecheck'] }],
  [
    { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
    { name: 'format', command: ['npm', 'run', '--silent', 'format'] },
  ],
  [vitest('unit')],
  [vitest('browser')],
  [vitest('components')],
  [{ name: 'build', command: ['npm', 'run', '--silent', 'build'] }],
  [playwright('e2e')],
  [playwright('a11y')],
  [playwright('timing')],
];

/** A file that does not load fails without a failed test in it. */
function countVitest(report: unknown): Counts {
  const { numPassedTests, numTotalTests, testResults } = report as {
    numPassedTests: number;
    numTotalTests: number;
    testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[];
  };
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  ).length;
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests + unloaded };
}

function countPlaywright(report: unknown): Counts {
  const { stats, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: readonly unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}

function run([program = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      timeout: partLimitMinutes * 60_000,
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('exit', (code) => {
      resolve(code === 0);
    });
  });
}

/** The runner's own count, made honest: a run that failed has a failure, and one that ran nothing has failed. */
function counted(part: Part, succeeded: boolean): Counts {
  if (!part.report) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  let counts: Counts;
  try {
    counts = part.report.count(JSON.parse(readFileSync(part.report.file, 'utf8')));
  } catch {
    console.error(`The ${part.name} left no report: the runner died.`);
    return { passed: 0, failed: 1 };
  }
  const nothing = counts.passed + counts.failed === 0;
  return nothing || (!succeeded && counts.failed === 0) ? { ...counts, failed: 1 } : counts;
}

const total: Counts = { passed: 0, failed: 0 };
const lines: string[] = [];
const began = performance.now();
const secondsSince = (start: number) => `${((performance.now() - start) / 1000).toFixed(0)} s`;

async function runPart(part: Part): Promise<void> {
  console.log(`\n=== ${part.name}`);
  if (part.report) rmSync(part.report.file, { force: true });
  const start = performance.now();
  const { passed, failed } = counted(part, await run(part.command));
  total.passed += passed;
  total.failed += failed;
  const line = `${failed ? 'FAILED' : 'ok    '}  ${part.name.padEnd(18)} ${String(passed).padStart(4)} passed ${String(failed).padStart(4)} failed  ${secondsSince(start)}`;
  lines.push(line);
  console.log(line);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
for (const step of steps) await Promise.all(step.map(runPart));

console.log(`\n=== all, ${secondsSince(began)}\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
