/** Brings `node_modules` to what the lock file says, with whichever Node runs this. */
import { readFileSync } from 'node:fs';
import { npm } from './npm.mjs';

/** Packages of a lock file by their folder; null if it cannot be read. */
function packages(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * Whether what is installed is what is locked. npm keeps its own record of what it installed, without the packages
 * meant for other platforms, which the lock file marks optional. Dates are not asked: a checkout changes them.
 */
export function isInstalled() {
  const locked = packages('package-lock.json');
  const installed = packages('node_modules/.package-lock.json');
  if (!locked)
    throw new Error(
      'package-lock.json is missing or damaged: restore it with `git checkout package-lock.json`.',
    );
  if (!installed) return false;
  return Object.entries(locked).every(([folder, { version, optional, devOptional }]) => {
    if (folder === '') return true;
    const found = installed[folder];
    return found ? found.version === version : Boolean(optional ?? devOptional);
  });
}

/** Runs `npm ci` where it is needed; throws if it fails. */
export async function install() {
  if (isInstalled()) return;
  console.log(
    'Installing the locked packages into node_modules/ (npm ci): one to five minutes, 1.2 GB on the disk.',
  );
  // The warnings left out say that Node 20 is old: the packages installed bring a newer one.
  await npm('ci', '--loglevel=error', '--no-fund', '--no-audit');
}
