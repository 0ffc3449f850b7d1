/**
 * The course's engine beside stock TensorFlow.js, jax-js and onnxruntime-web, and how the built site answers:
 * `npm run bench -- [webgl] [webgpu] [wasm] [pages] [--gpu] [--pairs=9] [--json=FILE]`. A backend that the machine does
 * not have is named with the reason, and left out.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import type { SpeedRecord } from '../../src/build/speed/record.ts';
import { readArguments, type BenchArguments } from './arguments.ts';
import { openBenchPage } from './bench-page.ts';
import { compare } from './compare.ts';
import { measurePages } from './pages.ts';
import { speedRow, table } from './report.ts';
import { rowsOf } from './rows.ts';

const given = readArguments(process.argv.slice(2));
if (given.parts.some((part) => part !== 'pages')) {
  const record = await measureEngine(given);
  console.log(`\n${table(record)}`);
  mkdirSync(dirname(given.json), { recursive: true });
  writeFileSync(given.json, `${JSON.stringify(record, null, 2)}\n`);
  console.log(`\nWritten to ${given.json}`);
}
if (given.parts.includes('pages')) await measurePages();

async function measureEngine({ parts, pairs, gpu }: BenchArguments): Promise<SpeedRecord> {
  const bench = await openBenchPage(gpu);
  const record: SpeedRecord = {
    machine: processor(),
    recorded: new Date().toISOString().slice(0, 10),
    browser: bench.browser,
    software: !gpu,
    pairs,
    rows: [],
  };
  try {
    for (const backend of ['webgl', 'webgpu', 'wasm'] as const) {
      if (!parts.includes(backend)) continue;
      const device = backend === 'wasm' ? processor() : await bench.device(backend);
      if (device === null) {
        console.log(`${backend}: this Chromium offers none`);
        continue;
      }
      console.log(`${backend}: ${device}`);
      if (gpu && backend !== 'wasm') record.machine = device;
      const measured = await compare(rowsOf(backend, gpu), { bench, backend, pairs, onProgress });
      record.rows.push(...measured.map((one) => speedRow(backend, one)));
      onProgress('');
    }
  } finally {
    await bench.close();
  }
  return record;
}

function processor(): string {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'processor'}`;
}

function onProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
