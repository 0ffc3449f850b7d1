/**
 * Trains chapter 11's narrow network as the page does on WebAssembly, with the course's photographs, once with the course's
 * seed and four times with others, and writes the curves to `src/widgets/recorded-curve/recorded.json`: `npm run curve`.
 */
import { runBundled } from './run-bundled.mjs';

await runBundled('record-training.ts', []);
