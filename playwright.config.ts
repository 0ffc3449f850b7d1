import { defineConfig } from '@playwright/test';

const port = Number(process.env.PORT ?? 4399);
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/playwright',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  // Two cores and no GPU: building the network and a first forward pass take seconds there.
  timeout: 60_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
      ],
    },
  },
  projects: [
    { name: 'e2e', testDir: 'tests/e2e' },
    { name: 'a11y', testDir: 'tests/a11y' },
    // They measure time: nothing may run beside them.
    { name: 'timing', testDir: 'tests/timing', workers: 1, timeout: 300_000 },
  ],
  webServer: {
    command: `node src/setup/serve.mjs ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
