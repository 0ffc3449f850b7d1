/**
 * Trains the network of chapter 11's cell "clothes" as the page does on WebAssembly, once for each seed that is given, and
 * writes how much of the test it had right after every epoch to `src/widgets/seeds/measured.json`, beside what was measured
 * of the same cell before: `npm run clothes:seeds -- 1 2 3 4 5`.
 */
import { runBundled } from './run-bundled.mjs';

await runBundled('clothes-seeds.ts', process.argv.slice(2));
