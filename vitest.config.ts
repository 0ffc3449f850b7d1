import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const systemChromium = '/usr/bin/chromium';
const executablePath = process.env.CHROMIUM_PATH ?? (existsSync(systemChromium) ? systemChromium : undefined);

export default defineConfig({
  test: {
    // Vitest leaves a core to itself: of two, half of all there is.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // No test is about time: it guards against one that hangs.
          testTimeout: 60_000,
          include: [
            'src/**/*.test.ts',
            'tests/content/*.test.ts',
            'tests/conformance/*.test.ts',
            'tests/repository/**/*.test.ts',
            'tests/export/*.test.ts',
            'tests/run/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'site',
          environment: 'node',
          // They read the built site.
          include: ['tests/site/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        optimizeDeps: {
          include: [
            '@tensorflow/tfjs',
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-layers',
            '@tensorflow/tfjs-backend-cpu',
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgl',
            '@tensorflow/tfjs-backend-webgpu',
            'onnxruntime-web/wasm',
            'acorn',
            'acorn-walk',
            'magic-string',
            'periscopic',
            'remark-math',
            'remark-mdx',
            'remark-parse',
            'sucrase',
            'unified',
            'unist-util-visit',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath ? { executablePath } : {}),
                args: [
                  '--no-sandbox',
                  '--disable-background-networking',
                  '--use-angle=swiftshader',
                  '--enable-unsafe-swiftshader',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
