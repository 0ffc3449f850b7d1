import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { freePort, runPart, type Limits } from './part';

const hungPart = join(import.meta.dirname, 'hung-part.ts');
const node = (code: string) => [process.execPath, '--eval', code];
const writes = (lines: string) =>
  `require('node:fs').writeFileSync(process.env.TALLY, ${JSON.stringify(lines)});`;

let folder: string;
let tally: string;
let said: string;
let stop: AbortController;
let limits: Limits;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-'));
  tally = join(folder, 'tally');
  said = '';
  const hear = (line: string) => void (said += `${line}\n`);
  vi.spyOn(console, 'log').mockImplementation(hear);
  vi.spyOn(console, 'error').mockImplementation(hear);
  stop = new AbortController();
  limits = { silence: 60_000, grace: 200, signal: stop.signal };
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, 'localhost');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

describe('a part that hangs', () => {
  const part = () => ({ name: 'hung', command: [process.execPath, hungPart], tally });
  const port = () => Number(/hung \| serving on (\d+)/.exec(said)?.[1]);

  test('is ended after its silence with the server it has started, and its passes are counted', async () => {
    const counts = await runPart(part(), { ...limits, silence: 6000 });
    expect(counts).toEqual({ passed: 2, failed: ['hung did not end well, and names no test'] });
    expect(said).toContain('hung | ended early: not a word for 6 s');
    expect(await isListening(port())).toBe(false);
  });

  test('is ended when the whole run is, and serves until then', async () => {
    const counts = runPart(part(), limits);
    await vi.waitFor(() => expect(port()).toBeGreaterThan(0), { timeout: 30_000 });
    expect(await isListening(port())).toBe(true);
    stop.abort('enough');
    expect(await counts).toEqual({ passed: 2, failed: ['hung did not end well, and names no test'] });
    expect(said).toContain('hung | ended early: enough');
    expect(await isListening(port())).toBe(false);
  });
});

test('what a part leaves running when it ends is ended too', async () => {
  const server = `require('node:http').createServer().listen(process.env.PORT, 'localhost', () => {
    console.log('serving on ' + process.env.PORT);
    process.send('ready');
  })`;
  const command = node(
    `require('node:child_process')
       .spawn(process.execPath, ['--eval', ${JSON.stringify(server)}], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
       .on('message', () => process.exit());`,
  );
  expect(await runPart({ name: 'untidy', command }, limits)).toEqual({ passed: 1, failed: [] });
  expect(await isListening(Number(/serving on (\d+)/.exec(said)?.[1]))).toBe(false);
});

describe('the count of a part', () => {
  test('is of the lines that its runner has written', async () => {
    const command = node(writes('passed a\nfailed b\npassed c\n'));
    expect(await runPart({ name: 'tests', command, tally }, limits)).toEqual({ passed: 2, failed: ['b'] });
  });

  test.for([
    [
      'that failed after tests that passed',
      node(`${writes('passed a\n')} process.exit(1)`),
      1,
      'bad did not end well, and names no test',
    ],
    ['that ran nothing', node(''), 0, 'bad ran nothing'],
    ['that does not start', [join('no', 'such', 'program')], 0, 'bad did not end well, and names no test'],
  ] as const)('has a failure for one %s', async ([, command, passed, failure]) => {
    expect(await runPart({ name: 'bad', command, tally }, limits)).toEqual({ passed, failed: [failure] });
  });

  test('is one without a runner, by the exit code', async () => {
    expect(await runPart({ name: 'good', command: node('') }, limits)).toEqual({ passed: 1, failed: [] });
    expect(await runPart({ name: 'bad', command: node('process.exit(2)') }, limits)).toEqual({
      passed: 0,
      failed: ['bad did not end well'],
    });
  });

  test('is a failure where the run has ended before', async () => {
    stop.abort('enough');
    expect(await runPart({ name: 'late', command: node('') }, limits)).toEqual({
      passed: 0,
      failed: ['late did not end well'],
    });
  });
});

test('a free port can be listened on, and no two parts get the same', async () => {
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  expect(new Set(ports).size).toBe(3);
  for (const port of ports) expect(await isListening(port)).toBe(false);
});
