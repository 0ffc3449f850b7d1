import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { binariesSource } from './module';

it('compiles to the bytes that the engine has: else run `npm run wasm`', async () => {
  const committed = readFileSync('src/engine/wasm/binaries.ts', 'utf8');
  // Compared here: of 30 KB in base64 nobody reads the difference.
  expect(committed === (await binariesSource())).toBe(true);
});
