/** A part as it must not be, for the test of what ends one: two tests pass, then it hangs, and so does its server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tally } from './tally.ts';

const server = spawn(
  process.execPath,
  [
    '--eval',
    `process.on('SIGINT', () => {});
     require('node:http').createServer().listen(process.env.PORT, 'localhost', () => console.log('listening'));`,
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
await once(server.stdout, 'data');
tally('passed', 'one');
tally('passed', 'two');
console.log(`serving on ${process.env.PORT}`);
process.on('SIGINT', () => {});
