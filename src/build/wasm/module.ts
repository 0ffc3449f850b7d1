/** The course's own WebAssembly module, from its text to its bytes. */
import wabt from 'wabt';
import { lrn, lrnGradient } from './lrn.ts';
import { maxPoolGradient } from './max-pool.ts';
import { momentum } from './momentum.ts';
import { pack, packTransposed } from './pack.ts';
import { product } from './product.ts';
import { finish, vector } from './rows.ts';

/** @param fused whether products are added in one instruction, rounded once (relaxed SIMD), or in two */
async function compileModule(fused: boolean): Promise<Uint8Array> {
  const text = `(module (import "tfjs" "memory" (memory 1))
    ${[product(fused), pack, packTransposed, finish, vector(fused)].join('')}
    ${[lrn, lrnGradient, maxPoolGradient, momentum].join('')})`;
  const tools = await wabt();
  const module = tools.parseWat('products.wat', text, { simd: true, relaxed_simd: true });
  try {
    module.validate();
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

/** The TypeScript file in which both forms of the module come to the engine. */
export async function binariesSource(): Promise<string> {
  const [fused, separate] = await Promise.all([true, false].map(compileModule));
  return `/** Made by \`npm run wasm\` from src/build/wasm: do not edit. Bytes of WebAssembly, in base64. */

/** Multiplies and adds in one instruction, which is relaxed SIMD. */
export const FUSED =
  '${base64(fused)}';

/** Multiplies, then adds. */
export const SEPARATE =
  '${base64(separate)}';
`;
}

function base64(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('base64');
}
