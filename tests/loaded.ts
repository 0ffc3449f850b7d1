/** `npm test` on a machine that has more to do than it can: four busy loops beside it, for all of its time. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';

const loops = Array.from({ length: 4 }, () =>
  spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }),
);
const run = spawn(process.execPath, ['tests/run.ts'], { stdio: 'inherit' });
const end = (): void => loops.forEach((loop) => void loop.kill());
// The run hears of it too, and counts what has passed.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void run.kill(signal));
process.on('exit', end);

const [code] = (await once(run, 'exit')) as [number | null];
const still = loops.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).length;
console.log(
  `${still} busy loops ran beside it on ${availableParallelism()} processors; load ${loadavg()[0]?.toFixed(1)}`,
);
process.exitCode = still === loops.length ? (code ?? 1) : 1;
