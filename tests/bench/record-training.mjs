/**
 * Trains chapter 11's narrow network as the page does on WebAssembly, with the course's seed and photographs, and writes
 * its curve to `src/widgets/recorded-curve/recorded.json`: `npm run curve`.
 */
import { runBundled } from './run-bundled.mjs';

await runBundled('record-training.ts', []);
