import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { launch, type Browser } from 'puppeteer-core';

/** The installed Firefox: FIREFOX_PATH, else the first on the path. Throws if there is none. */
function findFirefox(): string {
  const { FIREFOX_PATH, PATH = '' } = process.env;
  const onPath = PATH.split(delimiter).flatMap((folder) =>
    ['firefox-esr', 'firefox', 'firefox.exe'].map((name) => join(folder, name)),
  );
  const found = [FIREFOX_PATH, ...onPath, '/Applications/Firefox.app/Contents/MacOS/firefox'].find(
    (program) => program !== undefined && existsSync(program),
  );
  if (found === undefined) {
    throw new Error(
      'There is no Firefox here: install one (Debian: apt-get install firefox-esr), or set FIREFOX_PATH.',
    );
  }
  return found;
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

export interface Visit {
  browser: Browser;
  /** Of the built site, without a slash at its end. */
  site: string;
  end(): Promise<void>;
}

/** Serves the built site and starts Firefox, driven through WebDriver BiDi. */
export async function startVisit(): Promise<Visit> {
  const executablePath = findFirefox();
  console.log(execFileSync(executablePath, ['--version'], { encoding: 'utf8' }).trim());
  const port = await freePort();
  const server = spawn(process.execPath, ['src/setup/serve.mjs', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  const browser = await launch({ browser: 'firefox', executablePath, headless: true });
  return {
    browser,
    site: `http://localhost:${port}`,
    end: async () => {
      await browser.close();
      server.kill();
    },
  };
}
