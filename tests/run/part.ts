/** One part of the run: a program in a process group of its own, that is ended with all it has started. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { counted, type Counts } from './tally.ts';

export interface Part {
  name: string;
  command: readonly string[];
  /** Where its runner writes each test as it ends; without it the exit code is all there is. */
  tally?: string;
}

export interface Limits {
  /** Milliseconds without a word after which a part counts as hung. How long it takes in all is its own affair. */
  silence: number;
  /** Milliseconds in which a part that is asked to end may do so by itself. */
  grace: number;
  /** Ends the part early: what had passed until then is counted. */
  signal: AbortSignal;
}

const isWindows = process.platform === 'win32';

/** Signals the group that the program leads. It may be gone already. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The probe for a free port got none.');
  return address.port;
}

/** Calls back for each line. Parts run side by side: each line says whose it is. */
function repeat(stream: Readable, name: string, heard: () => void): void {
  createInterface(stream).on('line', (line) => {
    heard();
    console.log(`${name} | ${line}`);
  });
}

/** Runs the program to its end, or ends it; gives whether it ended well. */
async function succeeds(part: Part, { silence, grace, signal }: Limits): Promise<boolean> {
  const [program = '', ...args] = part.command;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The leader of a group. On Windows it would open a window, and there whole trees can be ended.
    detached: !isWindows,
    shell: isWindows,
    env: {
      ...process.env,
      PORT: String(await freePort()),
      ...(part.tally === undefined ? {} : { TALLY: part.tally }),
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    },
  });
  let isEndedEarly = false;
  let kill: NodeJS.Timeout | undefined;
  const end = (reason: string): void => {
    isEndedEarly = true;
    console.error(`${part.name} | ended early: ${reason}`);
    signalGroup(child, 'SIGINT');
    kill = setTimeout(() => signalGroup(child, 'SIGKILL'), grace);
  };
  const watch = setTimeout(() => end(`not a word for ${silence / 1000} s`), silence);
  const abort = (): void => end(String(signal.reason));
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  for (const stream of [child.stdout, child.stderr]) repeat(stream, part.name, () => watch.refresh());
  child.on('error', ({ message }) => {
    console.error(`${part.name} | ${message}`);
  });
  // What it left running would keep its port, and its output open.
  child.on('exit', () => {
    if (!isWindows) signalGroup(child, 'SIGKILL');
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(watch);
  clearTimeout(kill);
  signal.removeEventListener('abort', abort);
  return code === 0 && !isEndedEarly;
}

/** Runs a part and counts it. A run that failed has a failure, and one that ran nothing has failed. */
export async function runPart(part: Part, limits: Limits): Promise<Counts> {
  if (part.tally !== undefined) rmSync(part.tally, { force: true });
  const succeeded = !limits.signal.aborted && (await succeeds(part, limits));
  if (part.tally === undefined)
    return { passed: Number(succeeded), failed: succeeded ? [] : [`${part.name} did not end well`] };
  const { passed, failed } = counted(part.tally);
  if (failed.length > 0 || (succeeded && passed > 0)) return { passed, failed };
  return {
    passed,
    failed: [`${part.name} ${succeeded ? 'ran nothing' : 'did not end well, and names no test'}`],
  };
}
