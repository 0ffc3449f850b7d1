/**
 * The course's engine against stock TensorFlow.js, and on wasm against onnxruntime-web: pairs, interleaved, in one
 * launch of Chromium; printed are medians and the median of the pairs' ratios. A backend that the machine does not have
 * is named with the reason, and left out. `--gpu` uses the machine's GPU instead of SwiftShader, `--pairs=1` measures
 * that many pairs.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright';

const PAIRS = Number(process.argv.find((argument) => argument.startsWith('--pairs='))?.slice(8) ?? 9);

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
    : join(pathname.startsWith('/learned/') ? 'public' : scripts, pathname);
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
  ? ['--ignore-gpu-blocklist', '--enable-gpu', '--enable-unsafe-webgpu']
  : ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-background-networking', ...graphics],
});

try {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${port}/`);
  await page.waitForFunction(() => 'bench' in globalThis);

  const bench = {
    start: (name, script) => page.evaluate(([a, b]) => globalThis.bench.start(a, b), [name, script]),
    run: (name, task) => page.evaluate(([a, b]) => globalThis.bench.run(a, b), [name, task]),
    end: (name) => page.evaluate((a) => globalThis.bench.end(a), name),
  };
  console.log(`${PAIRS} pairs each${process.argv.includes('--gpu') ? '' : ', graphics in software'}`);
  for (const backend of ['webgl', 'webgpu']) {
    await ifPresent(bench, backend, ['course', 'stock'], async (sides) => {
      const network = await networks(bench, backend, sides, ['build', 'firstForward', 'forward', 'gpuBytes']);
      const { lrnGradient, trainingStep } = await operations(bench, backend, sides);
      table('stock', [
        ['build the network', 'ms', network.build],
        ['first forward pass, shaders included', 'ms', network.firstForward],
        ['steady forward pass', 'ms', network.forward],
        ['GPU memory after it', 'MB', network.gpuBytes],
        ["LRN with its gradient, 23x23x64 (a quarter of LRN2's channels)", 'ms', lrnGradient],
        ['training step, width 1/8, batch 2', 'ms', trainingStep],
      ]);
    });
  }
  await ifPresent(bench, 'wasm', ['course', 'onnx'], async (sides) => {
    const { forward } = await runtimes(bench, sides);
    const learned = await networks(bench, 'wasm', sides, ['fetchLearned', 'switchToLearned', 'answers']);
    table('onnx', [
      ['steady forward pass on wasm, one thread', 'ms', forward],
      ['from the files of the learned weights to the first five answers', 'ms', learned.switchToLearned],
      ['five answers on a new photograph', 'ms', learned.answers],
    ]);
  });
} finally {
  await browser.close();
  server.close();
  rmSync(scripts, { recursive: true });
}

/**
 * Measures on a backend if it starts on every side.
 * @param measure is given the name and the script of each side; none has a worker yet
 */
async function ifPresent(bench, backend, names, measure) {
  const sides = names.map((name) => [name, `/${name}.worker.js?backend=${backend}`]);
  console.log(`\n${backend}`);
  for (const [name, script] of sides) {
    await bench.start(name, script);
    const missing = await bench.run(name, 'start').then(
      () => null,
      (error) => error,
    );
    await bench.end(name);
    if (!missing) continue;
    console.log(`not measured: ${missing.message.split('\n')[0]}`);
    return;
  }
  await measure(sides);
}

async function startAll(bench, sides) {
  for (const [name, script] of sides) {
    await bench.start(name, script);
    await bench.run(name, 'start');
  }
}

async function endAll(bench, sides) {
  for (const [name] of sides) await bench.end(name);
}

/** The whole network. A fresh worker each time: the first forward pass compiles every shader. */
async function networks(bench, backend, sides, tasks) {
  const pairs = Object.fromEntries(tasks.map((task) => [task, []]));
  for (let pair = 0; pair < PAIRS; pair++) {
    progress(`${backend}, network, pair ${pair + 1} of ${PAIRS}`);
    const results = await inTurn(pair, sides, async (side) => {
      await startAll(bench, [side]);
      const values = {};
      for (const task of Object.keys(pairs)) values[task] = await bench.run(side[0], task);
      await endAll(bench, [side]);
      return values;
    });
    record(pairs, results);
  }
  return pairs;
}

async function operations(bench, backend, sides) {
  const pairs = { lrnGradient: [], trainingStep: [] };
  await startAll(bench, sides);
  for (const task of Object.keys(pairs)) {
    // Once before it counts, for the shaders.
    for (const [name] of sides) await bench.run(name, task);
    for (let pair = 0; pair < PAIRS; pair++) {
      progress(`${backend}, ${task}, pair ${pair + 1} of ${PAIRS}`);
      const results = await inTurn(pair, sides, async ([name]) => ({ [task]: await bench.run(name, task) }));
      record({ [task]: pairs[task] }, results);
    }
  }
  await endAll(bench, sides);
  return pairs;
}

async function runtimes(bench, sides) {
  const pairs = { forward: [] };
  await startAll(bench, sides);
  await bench.run('course', 'build');
  for (const [name] of sides) await bench.run(name, 'forward');
  for (let pair = 0; pair < PAIRS; pair++) {
    progress(`wasm, pair ${pair + 1} of ${PAIRS}`);
    record(
      pairs,
      await inTurn(pair, sides, async ([name]) => ({ forward: await bench.run(name, 'forward') })),
    );
  }
  await endAll(bench, sides);
  return pairs;
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
  progress('');
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
