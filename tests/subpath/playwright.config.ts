/** The site in a folder of its host: built and served there, and gone through from end to end. */
import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/** Where the site is built to stand. */
export const address = `http://localhost:${process.env.SUBPATH_PORT ?? '4398'}/alexnet/`;

export default defineConfig(base, {
  testDir: '.',
  outputDir: '../../test-results/playwright-subpath',
  globalSetup: './serve-below.ts',
  reporter: [['list'], ['../run/playwright-reporter.ts']],
  workers: 1,
  use: { baseURL: address },
  projects: [{ name: 'subpath' }],
});
