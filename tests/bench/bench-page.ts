/** A page in Chromium in which workers measure: one for each side, on a backend. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { chromiumArguments } from '../support/chromium.ts';
import type { Bench } from './page.ts';

interface BenchPage extends Bench {
  /** Chromium's version. */
  browser: string;
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);
const here = import.meta.dirname;
const entries = ['page.ts', 'course.worker.ts', 'stock.worker.ts', 'jax.worker.ts', 'onnx.worker.ts'];
const binaries = [
  dirname(require.resolve('@tensorflow/tfjs-backend-wasm')),
  dirname(require.resolve('onnxruntime-web')),
];
const types: Readonly<Record<string, string>> = {
  '.wasm': 'application/wasm',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
};

/** As a card is had by a Chromium without a window, on Linux by Vulkan (`chrome://gpu` says what came of it). */
const onCard = [
  '--no-sandbox',
  '--disable-background-networking',
  '--ignore-gpu-blocklist',
  '--enable-gpu',
  '--enable-unsafe-webgpu',
  ...(process.platform === 'linux'
    ? ['--use-angle=vulkan', '--enable-features=Vulkan', '--disable-vulkan-surface']
    : []),
];
const inSoftware = [...chromiumArguments, '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** @param gpu whether the machine's graphics card computes, or SwiftShader */
export async function openBenchPage(gpu: boolean): Promise<BenchPage> {
  const scripts = mkdtempSync(join(tmpdir(), 'bench-'));
  await build({
    entryPoints: entries.map((file) => join(here, file)),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    outdir: scripts,
    logLevel: 'error',
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><script type="module" src="/page.js"></script>');
      return;
    }
    const file = fileOf(pathname, scripts);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const { CHROMIUM_PATH: executablePath } = process.env;
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: gpu ? onCard : inSoftware,
  });
  const page = await browser.newPage();
  await page.goto(`http://localhost:${port}/`);
  await page.waitForFunction(() => 'bench' in globalThis);
  return {
    browser: browser.version(),
    start: (...given) => page.evaluate((args) => window.bench.start(...args), given),
    run: (...given) => page.evaluate((args) => window.bench.run(...args), given),
    end: (...given) => page.evaluate((args) => window.bench.end(...args), given),
    device: (...given) => page.evaluate((args) => window.bench.device(...args), given),
    async close() {
      await browser.close();
      server.close();
      rmSync(scripts, { recursive: true });
    },
  };
}

function fileOf(pathname: string, scripts: string): string | undefined {
  if (pathname.startsWith('/wasm/'))
    return binaries.map((folder) => join(folder, pathname.slice('/wasm/'.length))).find(existsSync);
  const file = join(pathname.startsWith('/learned/') ? 'public' : scripts, pathname);
  return existsSync(file) ? file : undefined;
}
