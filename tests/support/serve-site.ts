import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { FullConfig } from '@playwright/test';

/** Serves the built site for a run of Playwright, on the port of its base address, and gives what ends that. */
export default async function serveSite({ projects }: FullConfig): Promise<() => void> {
  const { port } = new URL(projects[0]?.use.baseURL ?? '');
  const server = spawn(process.execPath, ['src/setup/serve.mjs', port], {
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
