/** Finds a Chromium for the tests, or gets one. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { npm } from './npm.mjs';

const onPath = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

/** Places where an installed Chromium may be, the most wanted first. */
function places() {
  const { CHROMIUM_PATH, CHROME_PATH, PATH = '', PROGRAMFILES, LOCALAPPDATA } = process.env;
  const said = [CHROMIUM_PATH, CHROME_PATH];
  if (platform() === 'darwin') {
    const programs = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return [
      ...said,
      ...['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
        programs.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
      ),
    ];
  }
  if (platform() === 'win32') {
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    const folders = [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA].filter(Boolean);
    return [...said, ...programs.flatMap((program) => folders.map((folder) => join(folder, program)))];
  }
  return [...said, ...onPath.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)))];
}

/** Whether the program is there and starts: a downloaded one may lack a library of the system. */
function starts(program) {
  if (!program || !existsSync(program)) return false;
  // On Windows Chrome has no `--version`: it would open a window.
  if (platform() === 'win32') return true;
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

function installDebians() {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  execFileSync('apt-get', ['update', '-q'], options);
  execFileSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], options);
}

/** Tries to get a browser; a way that fails is said and passed over. */
async function attempt(what, get) {
  console.log(`No Chromium found: ${what}.`);
  try {
    await get();
  } catch (error) {
    console.log(`That did not work: ${error.message}`);
  }
}

/**
 * Path of a Chromium that starts: an installed one (CHROMIUM_PATH and CHROME_PATH first), else Playwright's download,
 * else, as root on Debian, its package. Call it after the packages are installed. Throws if none is to be had.
 */
export async function findChromium() {
  const find = async () => [...places(), await playwrightsOwn()].find(starts);
  let found = await find();
  if (!found) {
    await attempt('downloading the one that Playwright brings', () =>
      npm('exec', '--', 'playwright', 'install', '--no-shell', 'chromium'),
    );
    found = await find();
  }
  if (!found && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await attempt('installing the package `chromium`', installDebians);
    found = await find();
  }
  if (!found) {
    throw new Error(
      'The tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to the program of one you have.',
    );
  }
  return found;
}
