/** Writes the engine's WebAssembly: `npm run wasm`. */
import { writeFileSync } from 'node:fs';
import { binariesSource } from './module.ts';

writeFileSync('src/engine/wasm/binaries.ts', await binariesSource());
