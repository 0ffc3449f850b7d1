import { existsSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { build } from 'esbuild';
import { compileModule } from 'svelte/compiler';
import { defineConfig, type Plugin } from 'vitest/config';
import { chromiumArguments, webgpuArguments } from './tests/support/chromium';

const systemChromium = '/usr/bin/chromium';
const executablePath = process.env.CHROMIUM_PATH ?? (existsSync(systemChromium) ? systemChromium : undefined);

/** Compiles Svelte's runes, in state and in its tests, as for a page: Node would get what the server gets. */
const runes: Plugin = {
  name: 'runes',
  enforce: 'post',
  config: () => ({
    resolve: {
      alias: [
        { find: /^svelte$/, replacement: `${import.meta.dirname}/node_modules/svelte/src/index-client.js` },
      ],
    },
  }),
  transform: (code, id) =>
    /\.svelte(\.test)?\.ts$/.test(id) ? compileModule(code, { filename: id, generate: 'client' }).js : null,
};
/** The kernel as one script, as the site has it: each test's worker would fetch its two hundred modules again. */
const kernelScript: Plugin = {
  name: 'kernel-script',
  enforce: 'pre',
  async configureServer({ middlewares }) {
    const entryPoints = ['src/kernel/kernel.worker.ts'];
    const { outputFiles } = await build({ entryPoints, bundle: true, format: 'esm', write: false });
    middlewares.use('/kernel-script.js', (_, response) => {
      response.setHeader('content-type', 'text/javascript');
      response.end(outputFiles[0]?.contents);
    });
  },
  resolveId: (source) => (source.endsWith('kernel.worker.ts?worker&url') ? '\0kernel-script' : null),
  load: (id) => (id === '\0kernel-script' ? "export default '/kernel-script.js';" : null),
};
/** An object a project: Vitest writes the project's name into it. */
const chromium = (args = chromiumArguments) => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  viewport: { width: 1280, height: 900 },
  provider: playwright({
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args,
    },
  }),
  instances: [{ browser: 'chromium' as const }],
});

/** A component's test stands beside the component, and needs a browser. */
const componentTests = 'src/**/*.browser.test.ts';

export default defineConfig({
  test: {
    // Vitest leaves a core to itself: of two, half of all there is.
    maxWorkers: '100%',
    projects: [
      {
        plugins: [runes],
        test: {
          name: 'unit',
          environment: 'node',
          // No test is about time: it guards against one that hangs.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          include: [
            'src/**/*.test.ts',
            'tests/content/*.test.ts',
            'tests/conformance/*.test.ts',
            'tests/repository/**/*.test.ts',
            'tests/export/*.test.ts',
            'tests/run/*.test.ts',
            'tests/bench/*.test.ts',
          ],
          exclude: [componentTests],
        },
      },
      {
        // How well classes of a reader's are learned: a minute or two, not part of `npm test`.
        test: {
          name: 'taught',
          environment: 'node',
          include: ['tests/taught/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'site',
          environment: 'node',
          // They read the built site.
          include: ['tests/site/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        plugins: [runes, kernelScript],
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
            'idb-keyval',
            'magic-string',
            'node-diff3',
            'periscopic',
            'remark-math',
            'remark-mdx',
            'remark-parse',
            'sucrase',
            'svelte',
            'svelte/internal/client',
            'unified',
            'unist-util-visit',
            'valibot',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          browser: chromium([...chromiumArguments, ...webgpuArguments]),
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        optimizeDeps: {
          // All that components import: what is found in mid-run reloads the page under its tests.
          include: [
            '@codemirror/autocomplete',
            '@codemirror/commands',
            '@codemirror/lang-javascript',
            '@codemirror/language',
            '@codemirror/lint',
            '@codemirror/merge',
            '@codemirror/state',
            '@codemirror/view',
            '@lezer/highlight',
            'fflate',
            'idb-keyval',
            'katex',
            'node-diff3',
            'uplot',
            'valibot',
            'vitest-browser-svelte',
          ],
        },
        test: {
          name: 'components',
          include: [componentTests],
          setupFiles: ['tests/components/setup.ts'],
          // On a loaded machine a press takes its time.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 20_000 } },
          browser: chromium(),
        },
      },
    ],
  },
});
