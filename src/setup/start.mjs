/** `npm start`: installs what is missing, builds the site and serves it, in a line each. */
import { install } from './install.mjs';
import { npm, npmQuietly } from './npm.mjs';

try {
  await install();
  console.log('Building the site into dist/: about a minute.');
  await npmQuietly('run', '--silent', 'build');
  await npm('run', '--silent', 'serve');
} catch (error) {
  // A script that failed has said why.
  if (error.exitCode === undefined) console.error(error.message);
  process.exitCode = error.exitCode ?? 1;
}
