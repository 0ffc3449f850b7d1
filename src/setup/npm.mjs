import { spawn } from 'node:child_process';

/**
 * Runs npm with these arguments, its output shown as it comes. Rejects with `exitCode` set if npm ends with anything but 0.
 * npm started this script, and says where its own program is; so no shell is needed, on Windows neither.
 */
export function npm(...args) {
  const program = process.env.npm_execpath;
  if (!program) throw new Error('Start this through npm: `npm start`, `npm run dev` or `npm test`.');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
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
