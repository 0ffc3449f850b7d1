import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { FullConfig } from '@playwright/test';

const folder = 'test-results/subpath';

/** Builds the site for the base address of the run, serves it there, and gives what ends that. */
export default async function serveBelow({ projects }: FullConfig): Promise<() => void> {
  const { port, pathname, origin } = new URL(projects[0]?.use.baseURL ?? '');
  const env = { ...process.env, SITE_URL: origin, BASE_PATH: pathname, ASTRO_TELEMETRY_DISABLED: '1' };
  execFileSync('astro', ['build', '--outDir', folder], { env, stdio: 'inherit' });
  const server = spawn(process.execPath, ['src/setup/serve.mjs', port, folder], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(server, 'exit').then(() => {
    throw new Error(`The site is not served on port ${port}: see above.`);
  });
  // It says its address once it listens.
  await Promise.race([once(server.stdout, 'data'), exit]);
  exit.catch(() => undefined);
  return () => server.kill();
}
