/**
 * The course's engine against stock TensorFlow.js, and on wasm against onnxruntime-web: pairs, interleaved, in one
 * launch of Chromium; printed are medians and the median of the pairs' ratios. `--gpu` uses the machine's GPU instead
 * of SwiftShader.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright';

const PAIRS = 9;

const require = createRequire(import.meta.url);
const here = import.meta.dirname;
const scripts = mkdtempSync(join(tmpdir(), 'bench-'));
const binaries = [
  dirname(require.resolve('@tensorflow/tfjs-backend-wasm')),
  dirname(require.resolve('onnxruntime-web')),
];

await build({
  entryPoints: ['page.ts', 'stock.worker.ts', 'course.worker.ts', 'onnx.worker.ts'].map((file) =>
    join(here, file),
  ),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  outdir: scripts,
  logLevel: 'error',
});

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const file = pathname.startsWith('/wasm/')
    ? binaries.map((folder) => join(folder, pathname.slice('/wasm/'.length))).find(existsSync)
    : join(scripts, pathname);
  if (pathname === '/') {
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><script type="module" src="/page.js"></script>');
  } else if (file && existsSync(file)) {
    response.setHeader('content-type', file.endsWith('.wasm') ? 'application/wasm' : 'text/javascript');
    response.end(readFileSync(file));
  } else {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;

const systemChromium = '/usr/bin/chromium';
const executablePath = process.env.CHROMIUM_PATH ?? (existsSync(systemChromium) ? systemChromium : undefined);
const graphics = process.argv.includes('--gpu')
  ? ['--ignore-gpu-blocklist', '--enable-gpu']
  : ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-background-networking', ...graphics],
});

try {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${port}/`);
  await page.waitForFunction(() => 'bench' in globalThis);

  const start = async (name, script) => {
    await page.evaluate(([a, b]) => globalThis.bench.start(a, b), [name, script]);
    await run(name, 'start');
  };
  const run = (name, task) => page.evaluate(([a, b]) => globalThis.bench.run(a, b), [name, task]);
  const end = (name) => page.evaluate((a) => globalThis.bench.end(a), name);

  const sides = [
    ['course', '/course.worker.js?backend=webgl'],
    ['stock', '/stock.worker.js'],
  ];
  const network = { build: [], firstForward: [], forward: [], gpuBytes: [] };
  const operations = { lrnGradient: [], trainingStep: [] };
  for (let pair = 0; pair < PAIRS; pair++) {
    progress(`network, pair ${pair + 1} of ${PAIRS}`);
    // A fresh worker each time: the first forward pass compiles every shader. Who goes first alternates.
    const results = await inTurn(pair, sides, async ([name, script]) => {
      await start(name, script);
      const values = {};
      for (const task of Object.keys(network)) values[task] = await run(name, task);
      await end(name);
      return values;
    });
    record(network, results);
  }
  for (const [name, script] of sides) await start(name, script);
  for (const task of Object.keys(operations)) {
    // Once before it counts, for the shaders.
    for (const [name] of sides) await run(name, task);
    for (let pair = 0; pair < PAIRS; pair++) {
      progress(`${task}, pair ${pair + 1} of ${PAIRS}`);
      record(
        { [task]: operations[task] },
        await inTurn(pair, sides, async ([name]) => ({ [task]: await run(name, task) })),
      );
    }
  }
  for (const [name] of sides) await end(name);

  const runtimes = [
    ['course', '/course.worker.js?backend=wasm'],
    ['onnx', '/onnx.worker.js'],
  ];
  const wasm = { forward: [] };
  for (const [name, script] of runtimes) await start(name, script);
  await run('course', 'build');
  for (const [name] of runtimes) await run(name, 'forward');
  for (let pair = 0; pair < PAIRS; pair++) {
    progress(`wasm, pair ${pair + 1} of ${PAIRS}`);
    record(wasm, await inTurn(pair, runtimes, async ([name]) => ({ forward: await run(name, 'forward') })));
  }

  progress('');
  console.log(
    `${PAIRS} pairs each, ${graphics.includes('--use-angle=swiftshader') ? 'WebGL in software' : 'WebGL'}\n`,
  );
  table('stock', [
    ['build the network', 'ms', network.build],
    ['first forward pass, shaders included', 'ms', network.firstForward],
    ['steady forward pass', 'ms', network.forward],
    ['GPU memory after it', 'MB', network.gpuBytes],
    ["LRN with its gradient, 23x23x64 (a quarter of LRN2's channels)", 'ms', operations.lrnGradient],
    ['training step, width 1/8, batch 2', 'ms', operations.trainingStep],
  ]);
  console.log();
  table('onnx', [['steady forward pass on wasm, one thread', 'ms', wasm.forward]]);
} finally {
  await browser.close();
  server.close();
  rmSync(scripts, { recursive: true });
}

/** Both of a pair, one after the other; odd pairs the other way round. */
async function inTurn(pair, sides, work) {
  const results = {};
  for (const side of pair % 2 === 0 ? sides : sides.toReversed()) results[side[0]] = await work(side);
  return results;
}

/** Files { course: { build: 1 }, stock: { build: 2 } } under each task as a pair [1, 2]. */
function record(pairs, results) {
  const [other] = Object.keys(results).filter((name) => name !== 'course');
  for (const task of Object.keys(pairs)) pairs[task].push([results.course[task], results[other][task]]);
}

function table(other, measured) {
  const rows = measured.map(([title, unit, pairs]) => {
    const shown = (values) => `${format(median(values) / (unit === 'MB' ? 1e6 : 1))} ${unit}`;
    const ratio = median(pairs.map(([course, its]) => course / its));
    return [
      title,
      shown(pairs.map(([course]) => course)),
      shown(pairs.map(([, its]) => its)),
      ratio.toPrecision(3),
    ];
  });
  const header = ['', 'course', other, `course / ${other}`];
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  for (const row of [header, ...rows]) {
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    );
  }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

function format(value) {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
