import { spawn } from 'node:child_process';

/**
 * Runs npm with these arguments, its output shown as it comes. Rejects with `exitCode` set if npm ends with anything but 0.
 * npm started this script, and says where its own program is; so no shell is needed, on Windows neither.
 */
export function npm(...args) {
  return start(args, 'inherit');
}

/** As `npm`, but its output is shown only if it fails: all of it, in the order in which it came. */
export async function npmQuietly(...args) {
  const said = [];
  try {
    await start(args, ['inherit', 'pipe', 'pipe'], (part) => said.push(part));
  } catch (error) {
    process.stderr.write(Buffer.concat(said));
    throw error;
  }
}

function start(args, stdio, onOutput = () => {}) {
  const program = process.env.npm_execpath;
  if (!program) throw new Error('Start this through npm: `npm start`, `npm run dev` or `npm test`.');
  return new Promise((resolve, reject) => {
    // Astro would tell its makers of each build, and say so.
    const env = { ASTRO_TELEMETRY_DISABLED: '1', ...process.env };
    const child = spawn(process.execPath, [program, ...args], { stdio, env });
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    child.on('error', reject);
    // Not `exit`: its last words may come later.
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          Object.assign(new Error(`npm ${args.join(' ')} ended with ${signal ?? code}`), {
            exitCode: code ?? 1,
          }),
        );
    });
  });
}
