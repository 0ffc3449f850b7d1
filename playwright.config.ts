import { defineConfig } from '@playwright/test';
import { chromiumArguments } from './tests/support/chromium';

const port = process.env.PORT ?? '4399';
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/playwright',
  reporter: [['list'], ['./tests/run/playwright-reporter.ts']],
  // Not as `webServer`: Playwright starts that in a process group of its own, which outlives a run that is ended early.
  globalSetup: './tests/support/serve-site.ts',
  forbidOnly: true,
  retries: 0,
  // Of two processors each takes a page, and a third the time in which those two wait.
  workers: 3,
  fullyParallel: true,
  // Guards against a page that hangs, no judgement of its speed: the machine may have four times the work it can do.
  timeout: 240_000,
  expect: { timeout: 120_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: chromiumArguments,
    },
  },
  projects: [
    { name: 'e2e', testDir: 'tests/e2e' },
    { name: 'a11y', testDir: 'tests/a11y' },
    // A visit that fails is made again, shorter and shorter.
    { name: 'visits', testDir: 'tests/visits', timeout: 1_800_000 },
  ],
});
