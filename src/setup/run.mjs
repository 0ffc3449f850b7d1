/**
 * Installs what is missing, then runs the npm scripts named: `node src/setup/run.mjs [--chromium] SCRIPT... [-- ARGUMENT...]`
 * with `--chromium`, a Chromium is found or got first, and its path is in CHROMIUM_PATH. The arguments are the last script's.
 * A fresh clone has nothing installed: the files of this folder use nothing but Node 20.
 */
import { findChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { npm } from './npm.mjs';

const given = process.argv.slice(2);
const end = given.includes('--') ? given.indexOf('--') : given.length;
const args = given.slice(0, end);
const rest = given.slice(end + 1);
const scripts = args.filter((argument) => argument !== '--chromium');

try {
  await install();
  if (args.includes('--chromium')) {
    process.env.CHROMIUM_PATH = await findChromium();
    console.log(`Chromium: ${process.env.CHROMIUM_PATH}`);
  }
  for (const script of scripts)
    await npm(
      'run',
      '--silent',
      script,
      ...(script === scripts.at(-1) && rest.length > 0 ? ['--', ...rest] : []),
    );
} catch (error) {
  // A script that failed has said why.
  if (error.exitCode === undefined) console.error(error.message);
  process.exitCode = error.exitCode ?? 1;
}
